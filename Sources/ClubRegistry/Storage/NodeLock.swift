/// The right to write in a node: the lock of its STATE folder, then that of DIR. Always in this
/// order.
///
/// STATE first, because a DIR reached under two mounts may be two lock files to the kernel, while
/// STATE is local. One order everywhere means that no two processes can each hold one and wait for
/// the other.
package struct NodeLock: Sendable {
    private let state: FileLock
    private let folder: FileLock

    /// Takes both within `wait`. When the second is not to be had, the first is given back.
    static func acquire(
        state: StateFolder, dir: String, command: String, wait: Duration = .seconds(10)
    ) async throws -> NodeLock {
        let calls = state.calls
        let deadline = calls.monotonicTime() + wait
        let first = try await FileLock.acquire(
            state.lock, command: command, wait: wait, calls: calls)
        do {
            let second = try await FileLock.acquire(
                "\(dir)/lock", command: command, wait: deadline - calls.monotonicTime(),
                calls: calls)
            return NodeLock(state: first, folder: second)
        } catch {
            first.release()
            throw error
        }
    }

    /// Gives both back, the last taken first. The end of the last copy does the same.
    package func release() {
        folder.release()
        state.release()
    }
}
