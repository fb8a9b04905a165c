/// Turns offsets that grow into lines and columns, looking at every byte once.
struct LineCounter {
    private var offset = 0
    private var line = 1
    private var lineStart = 0

    mutating func position(of target: Int, in bytes: [UInt8]) -> HCLPosition {
        let end = min(target, bytes.count)
        while offset < end {
            if bytes[offset] == UInt8(ascii: "\n") {
                line += 1
                lineStart = offset + 1
            }
            offset += 1
        }
        return HCLPosition(line: line, column: target - lineStart + 1)
    }
}
