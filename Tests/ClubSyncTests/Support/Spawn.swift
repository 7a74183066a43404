import Foundation

/// `posix_spawn`, because Foundation's `Process` leaks descriptors and fails past a thousand of them.
enum Spawn {
    struct Failed: Error {
        let program: String
        let code: Int32
    }

    /// Starts `command` with its streams at `files`.in, .out and .err, in a process group of its own.
    ///
    /// No descriptor of ours but those is open in it: a socket of another test would stay open with
    /// it. Signals that a shell in the background ignores are as usual again.
    static func start(_ command: Command, files: String) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let write = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "\(files).in", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "\(files).out", write, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "\(files).err", write, 0o600)
        _ = addCloseFrom(&actions, 3)
        _ = command.folder.withCString { addChangeFolder(&actions, $0) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGQUIT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var process: pid_t = 0
        let code = withStrings([command.program] + command.arguments) { arguments in
            withStrings(command.environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(
                    &process, command.program, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw Failed(program: command.program, code: code) }
        return process
    }

    // glibc has these since 2.34 and 2.29; Swift's module of it hides what ends in _np.
    private typealias Actions = UnsafeMutablePointer<posix_spawn_file_actions_t>
    private static let addCloseFrom = unsafeBitCast(
        dlsym(nil, "posix_spawn_file_actions_addclosefrom_np"),
        to: (@convention(c) (Actions, Int32) -> Int32).self)
    private static let addChangeFolder = unsafeBitCast(
        dlsym(nil, "posix_spawn_file_actions_addchdir_np"),
        to: (@convention(c) (Actions, UnsafePointer<CChar>) -> Int32).self)

    private static func withStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
