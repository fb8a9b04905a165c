import NIOCore
import Testing

@testable import LambdaRuntime

@Suite(.timeLimit(.minutes(30))) struct BodyPipeTests {
    @Test func `bytes arrive in order, and whoever waits is let go at the end`() async throws {
        let pipe = BodyPipe()
        let reader = Task {
            var read: [UInt8] = []
            while let chunk = try await pipe.read() { read += Array(buffer: chunk) }
            return read
        }
        for number in 0..<UInt8(100) { try await pipe.write([number, number]) }
        pipe.end()
        #expect(try await reader.value == (0..<UInt8(100)).flatMap { [$0, $0] })
        await #expect(throws: BodyPipeFailure.writtenAfterEnd) { try await pipe.write([1]) }
    }

    @Test func `a writer whose reader is gone is told`() async throws {
        let pipe = BodyPipe()
        let write = Task { try await pipe.write([1]) }
        #expect(try await pipe.read() == ByteBuffer(bytes: [1]))
        pipe.abandon()
        await #expect(throws: BodyPipeFailure.readerGone) { try await write.value }
        await #expect(throws: BodyPipeFailure.readerGone) { try await pipe.write([1]) }
    }
}
