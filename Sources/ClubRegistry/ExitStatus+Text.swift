/// What people are told about an exit code.
extension ExitStatus {
    package var meaning: Phrase {
        switch self {
        case .done: .codeDone
        case .failed: .codeFailed
        case .partial: .codePartial
        case .refusedByPeer: .codeRefusedByPeer
        case .noStore: .codeNoStore
        case .locked: .codeLocked
        case .untrusted: .codeUntrusted
        case .restored: .codeRestored
        case .usage: .codeUsage
        case .interrupted: .codeInterrupted
        case .terminated: .codeTerminated
        }
    }

    /// What to do then.
    package var remedy: Phrase {
        switch self {
        case .done: .remedyDone
        case .failed: .remedyFailed
        case .partial: .remedyPartial
        case .refusedByPeer: .remedyRefusedByPeer
        case .noStore: .remedyNoStore
        case .locked: .remedyLocked
        case .untrusted: .remedyUntrusted
        case .restored: .remedyRestored
        case .usage: .remedyUsage
        case .interrupted: .remedyInterrupted
        case .terminated: .remedyTerminated
        }
    }
}
