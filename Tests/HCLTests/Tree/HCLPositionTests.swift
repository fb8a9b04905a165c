import HCL
import Testing

struct HCLPositionTests {
    @Test func `a place reads as an editor shows it`() {
        #expect(HCLPosition(line: 3, column: 14).description == "3:14")
    }
}
