import ChangeDetection
import Testing

struct ModulePathTests {
    @Test func `the root of the repository is a dot`() {
        #expect(ModulePath("").description == ".")
    }

    @Test func `paths are in the order of their bytes`() {
        #expect(["b", "a/z", "B", "é"].map(ModulePath.init).sorted().map(\.description) == ["B", "a/z", "b", "é"])
    }
}
