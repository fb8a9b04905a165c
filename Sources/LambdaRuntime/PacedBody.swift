import NIOCore

/// A body that is read no faster than its connection writes.
///
/// The HTTP client asks for the next chunk when it has *handed* the last one to the connection's event loop. A function
/// on another thread could so pile up chunks there (measured: 85 MB of a stream of 200 MB), before the loop gets to say
/// that the connection takes no more. So each read first waits for its turn on that loop.
struct PacedBody: AsyncSequence, Sendable {
    let pipe: BodyPipe
    let loop: any EventLoop

    struct AsyncIterator: AsyncIteratorProtocol {
        let body: PacedBody

        func next() async throws -> ByteBuffer? {
            try await body.loop.submit {}.get()
            return try await body.pipe.read()
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(body: self)
    }
}
