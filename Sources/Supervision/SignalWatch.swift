import Dispatch
import Glibc

/// Signals of this process, as calls of a handler instead of its end.
public enum SignalWatch {
    /// Takes over signals for the rest of this process's life; the handler is called on a queue of its own.
    ///
    /// From its return on, no signal is lost. Until then each still has its default action: a process that is told to
    /// end before it began ends.
    public static func forever(_ numbers: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        let queue = DispatchQueue(label: "signals", qos: .userInitiated)
        let watching = DispatchGroup()
        for number in numbers {
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            // The handler holds its own source: nobody ever cancels it.
            source.setEventHandler { withExtendedLifetime(source) { handler(number) } }
            // Dispatch installs the source later, on a thread of its own, and with it a disposition.
            watching.enter()
            source.setRegistrationHandler { watching.leave() }
            source.activate()
        }
        watching.wait()
    }
}
