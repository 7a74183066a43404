import ClubRegistry
import Testing

struct FormulaGuardTests {
    @Test(arguments: [
        "=cmd|'/C calc'!A0", "+33 1 23", "-5", "@LEF INFORMATIQUE", "\tx", "\rx", "＝1", "＋1", "－1",
        "＠x",
        " =1", "\u{a0}\u{3000}=1", "'=1", "''=1", " ' =1", "=", "@",
    ])
    func `what may run as a formula is guarded, and the guard comes off`(text: String) {
        #expect(FormulaGuard.applied(to: text) == "'" + text)
        #expect(FormulaGuard.removed(from: "'" + text) == text)
    }

    @Test(arguments: [
        "", "a", "a=b", "'", "''", "'a", "l'eau", "’=1", "1-2", " x", "Évry", "|", "\u{0}=",
    ])
    func `anything else is left alone`(text: String) {
        #expect(FormulaGuard.applied(to: text) == text)
        #expect(FormulaGuard.removed(from: text) == text)
    }
}
