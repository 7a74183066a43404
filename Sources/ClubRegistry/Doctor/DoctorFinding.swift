/// The answer to one check: one line, and the command that mends it.
package struct DoctorFinding: Sendable, Hashable {
    package let check: DoctorCheck
    package let state: State
    package let message: Message
    /// A command line as it is typed; nil when there is nothing to mend, or no command does.
    package let fix: String?

    package enum State: String, Sendable, Hashable {
        case ok
        /// Works, and should be looked at.
        case warn
        /// Does not work, or soon will not.
        case bad
    }

    init(_ check: DoctorCheck, _ state: State, _ message: Message, fix: String? = nil) {
        self.check = check
        self.state = state
        self.message = message
        self.fix = fix
    }

    init(
        _ check: DoctorCheck, _ state: State, _ phrase: Phrase, _ arguments: [String: String] = [:],
        fix: String? = nil
    ) {
        self.init(check, state, Message(phrase, arguments), fix: fix)
    }
}
