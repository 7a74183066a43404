import Foundation

extension CurlTransfer {
    /// Runs `body` on a new thread, which ends with it.
    ///
    /// Not Foundation's `Thread`, which cannot say that the system has no thread left: the reader
    /// would wait for ever.
    static func startThread(_ body: @escaping @Sendable () -> Void) throws(TransferError) {
        let box = Unmanaged.passRetained(ThreadBody(run: body))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, { ThreadBody.main($0) }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw .exhausted(String(cString: strerror(code)))
        }
        pthread_detach(thread)
    }

    private final class ThreadBody: Sendable {
        private let run: @Sendable () -> Void

        init(run: @escaping @Sendable () -> Void) {
            self.run = run
        }

        static func main(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
            guard let argument else { preconditionFailure("a thread without its body") }
            // With CURLOPT_NOSIGNAL a peer that hangs up may raise SIGPIPE here, which would end
            // the process; blocked, it becomes an error of that one write.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &signals, nil)
            Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }
    }
}
