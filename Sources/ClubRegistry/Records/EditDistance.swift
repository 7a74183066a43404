/// Finds the word that somebody who mistyped probably meant.
package enum EditDistance {
    /// The fewest insertions, deletions, replacements and swaps of neighbours from `a` to `b`
    /// (optimal string alignment: no part is edited twice).
    ///
    /// - Complexity: O(`a.count` × `b.count`).
    package static func between(_ a: String, _ b: String) -> Int {
        let a = Array(a.unicodeScalars)
        let b = Array(b.unicodeScalars)
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }

    /// The nearest of `words`, the first of equally near ones; nil when none is near enough to be
    /// meant.
    package static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        let allowed = max(1, word.unicodeScalars.count / 3)
        return words.map { (word: $0, distance: between(word, $0)) }
            .filter { $0.distance <= allowed }
            .min { $0.distance < $1.distance }?.word
    }
}
