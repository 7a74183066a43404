"""Stores: forks, adoptions, branch files, sections 6, 7.3 and 9."""
from __future__ import annotations

from .curve import OddKey
from .encoding import M, b64, base32, record_id, u64
from .index import dots_of, store
from .stores_common import I, K, NET, adopted, first, fork
from .writer import Feed, branch_files


def forks() -> None:
    net, i, k = NET, I, K
    c, x, y = fork()
    store("fork", net, [x, y], "6", "Two branches with good seals: folded up to the fork point.", {k: {"t": ['"one"']}}, {c.name: [3, 3]})
    b = Feed(net, "brest")
    b.sees((x, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    store("fork-seen-one", net, [x, y, b], "9", "brest saw one branch; what it covers below the fork point stays covered.", {k: {"t": ['"b"']}})
    store("head-of-branch-not-held", net, [y, b], "9", "brest's head is of a branch not held: an against head, and no earlier statement.", {k: {"t": ['"y"', '"b"']}})
    b = Feed(net, "brest")
    b.sees((c, 2)), b.rec(record_id("brest", 1), set={"q": 1}), b.sees((x, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    q = {("event", record_id("brest", 1)): {"q": ["1"]}}
    y1 = c.clone()
    y1.rec(record_id("caen", 2), set={"z": 1})
    store("statement-falls-back", net, [y1, b], "9", "The latest head is of a branch not held; the one before it counts.", {k: {"t": ['"b"']}, ("event", record_id("caen", 2)): {"z": ["1"]}, **q})
    b1 = Feed(net, "brest")
    b1.sees((x, 3)), b1.rec(i, {c: 3}, set={"t": "b"})
    store("statement-against-only", net, [y1, b1], "9", "The only head is of a branch not held: nothing is covered.", {k: {"t": ['"b"', '"one"']}, ("event", record_id("caen", 2)): {"z": ["1"]}})
    n = Feed(net, "caen", "2", continues={c.name: [c.head(2)]})
    n.heads("adoption", (x, 3))
    store("fork-adopted", net, [x, y, n], "7.3", "One branch adopted.", {k: {"t": ['"x"']}})
    n2 = n.clone()
    n2.heads("adoption", (y, 3))
    store("fork-adopted-both", net, [x, y, n2], "7.3", "Both branches adopted: their values stand beside one another.", {k: {"t": ['"x"', '"y"']}})
    n3 = n2.clone()
    n3.sees((x, 3), (y, 3)), n3.rec(i, {c: 3}, set={"t": "n"})
    store("fork-settled", net, [x, y, n3], "9", "A statement with both heads, and a decision.", {k: {"t": ['"n"']}})
    n3 = n2.clone()
    n3.sees((x, 3)), n3.rec(i, {c: 3}, set={"t": "n"})
    store("fork-settled-half", net, [x, y, n3], "9", "The context has no branch, the statement has: only x is covered.", {k: {"t": ['"n"', '"y"']}})
    n3 = Feed(net, "rouen")
    y5 = y.clone()
    y5.rec(i, {c: 3}, set={"t": "y5"}), y5.rec(i, {c: 4}, set={"t": "y6"})
    n3.sees((y5, 5)), n3.rec(i, {c: 5}, set={"t": "r"})
    store("fork-head-beyond", net, [x, y, n2, n3], "9", "A head beyond both branches held covers up to the fork point only.", {k: {"t": ['"x"', '"y"', '"r"']}})
    store("fork-head-beyond-arrived", net, [x, y5, n2, n3], "9", "The same when the branch of the head has come.", {k: {"t": ['"x"', '"r"']}})
    store("adoption-head-not-held", net, [y, n], "7.3", "An adoption of a line that is not held does nothing.", {k: {"t": ['"y"']}})
    z = c.clone()
    z.rec(i, {c: 2}, set={"t": "z"})
    store("fork-three", net, [x, y, z, n], "6", "Three branches, one adopted.", {k: {"t": ['"x"']}}, {c.name: [3, 3, 3], n.name: [2]})
    x4, x4b = x.clone(), x.clone()
    x4.rec(i, {c: 3}, set={"u": 1}), x4b.rec(i, {c: 3}, set={"u": 2})
    store("fork-of-a-branch", net, [x4, y, x4b, n], "6", "A branch that forks again; the adopted head is below the second fork.", {k: {"t": ['"x"']}}, {c.name: [3, 4, 4], n.name: [2]})
    x0, y0 = Feed(net, "caen"), Feed(net, "caen", at="2026-03-02T09:00:00Z")
    x0.rec(i, set={"t": "x"}), y0.rec(i, set={"t": "y"})
    store("fork-at-line-1", net, [x0, y0], "6", "Not even line 1 is common: the fork point is 0.", {}, {x0.name: [2, 2]})
    u, w = c.clone(), c.clone()
    u.rec(i, {c: 2}, set={"t": "u"}, seal=False)
    w.rows, w.pres, w.chains, w.chain = list(u.rows), list(u.pres), list(u.chains), u.chain
    u.rec(i, {c: 3}, set={"s": 1}), w.rec(i, {c: 3}, set={"s": 2})
    store("fork-shared-unsealed", net, [u, w], "6", "The branches share an unsealed line: the fork point is the seal before it.", {k: {"t": ['"one"']}}, {c.name: [4, 4]})


def two_seals() -> None:
    net, i, k = NET, I, K
    odd = OddKey("two seals")
    s1 = Feed(net, "caen", key=odd)
    s1.rec(i, set={"t": "one"})
    s0 = s1.clone()
    s2 = s1.clone()
    s1.rec(i, {s1: 2}, set={"t": "two"})
    odd.r = 12345
    s2.rec(i, {s1: 2}, set={"t": "two"})
    odd_tips = s1.clone(), s2.clone()
    assert s1.pres[3] == s2.pres[3] and s1.rows[2].seal != s2.rows[2].seal
    odd.r = None
    s1.rec(i, {s1: 3}, set={"t": "s1"}), s2.rec(i, {s1: 3}, set={"t": "s2"})
    store("fork-two-seals", net, [s1, s2], "6", "Two good seals on one pre are two lines.", {k: {"t": ['"one"']}}, {s1.name: [4, 4]})
    store("fork-two-seals-tips", net, list(odd_tips), "6", "Two good seals on one pre, and no more: two branches, whose tips are one entry of the dump.",
          {k: {"t": ['"one"']}}, {s1.name: [3]})
    s3 = s0.clone()
    s3.rec(i, {s0: 2}, set={"t": "s3"})
    store("fork-two-seals-three", net, [s3, s1, s2], "6", "Two of three branches have one pre after the fork, and files of different names.", {k: {"t": ['"one"']}}, {s1.name: [3, 4, 4]})
    two_dot = [[s1.name, 3, b64(s1.pres[3])]]
    n = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n.heads("adoption", (odd_tips[0], 3))
    out = store("fork-two-seals-adopted", net, [*odd_tips, n], "6", "Adopted by one of the two seals: one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(out, k, "t") == [two_dot]
    n1 = n.clone()
    n1.heads("adoption", (odd_tips[1], 3))
    again = store("fork-two-seals-adopted-twice", net, [*odd_tips, n1], "6", "Adopted by both seals: still one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(again, k, "t") == [two_dot]
    odd.r = 54321
    other = odd.sign(M("club-sync seal", net.id, s1.name.encode(), u64(3), s1.pres[3]))
    odd.r = None
    for name, seal in (("first", s1.rows[2].seal), ("second", s2.rows[2].seal), ("third", other)):
        b = Feed(net, "brest")
        b.sees((s1, [3, s1.pres[3], seal])), b.rec(i, {s0: 3}, set={"t": "b"})
        store(f"head-{name}-of-two-seals", net, [*odd_tips, n, b], "9", f"A head with the {name} seal" + (", which no line held has, but which verifies," if name == "third" else "")
              + " is on: for the fold, both branches have this line.", {k: {"t": ['"b"']}})
    n2 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n2.heads("adoption", (s1, 4), (s2, 4))
    store("fork-two-seals-settled", net, [s1, s2, n2], "9", "Both branches adopted: each covers the change that they share.", {k: {"t": ['"s1"', '"s2"']}})
    n4 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n4.heads("adoption", (odd_tips[0], 3), (odd_tips[1], 3))
    both = store("fork-two-seals-adopted-at-once", net, [*odd_tips, n4], "7", "Adopted by both seals in one line: one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(both, k, "t") == [two_dot]
    a1, a2 = odd_tips[0].clone(), odd_tips[1].clone()
    a1.rec(i, {s0: 3}, set={"u": 1}), a2.rec(i, {s0: 3}, set={"u": 2})
    n3 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n3.heads("adoption", (a1, 4), (a2, 4))
    out = store("fork-two-seals-one-change", net, [a1, a2, n3], "6", "Both branches adopted: what they share with two seals is one change, with one dot.", {k: {"t": ['"two"'], "u": ["1", "2"]}})
    assert dots_of(out, k, "t") == [two_dot]


def branch_file_names() -> None:
    net, i, k = NET, I, K
    c, x, y = fork()
    same = store("fork-named", net, [x, y], "6", "Two branches; the file of the second is named by its first chain hash.", {k: {"t": ['"one"']}})
    tail = lambda f: f.rows[2].raw()
    for name, files, why in (
            ("swapped", {f"{c.name}.jsonl": y.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(x)}, "The other branch is the one with the feed's own name."),
            ("other-name", {f"{c.name}.jsonl": x.raw(), f"{c.name}~0000000000000000.jsonl": tail(y)}, "A name after `~` that is no hash of anything."),
            ("name-of-other", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(y)}, "The name after `~` is that of the other branch."),
            ("name-short", {f"{c.name}.jsonl": x.raw(), f"{c.name}~x.jsonl": tail(y)}, "The name after `~` has not even the form of one."),
            ("whole", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.chains[3], 16)}.jsonl": y.raw()}, "The file of the branch has the shared lines too."),
            ("copy", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.chains[3], 16)}.jsonl": tail(y), f"{c.name}~0.jsonl": c.raw()}, "A file whose lines are all held is no branch."),
            ("name-by-pre", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.pres[3], 16)}.jsonl": tail(y)}, "The name after `~` is taken from pre.")):
        assert same == store("fork-file-" + name, net, [], "6", why + " The dump is the same.", {k: {"t": ['"one"']}}, files=files)
    store("fork-file-going-on", net, [], "6", "A file that only goes on where a branch ends is no branch, and passed over.", {k: {"t": ['"one"']}},
          files={f"{c.name}.jsonl": c.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(x)})
    store("fork-file-alone", net, [], "6", "A branch file of a feed that has no file of its own name: not held.", {}, files={f"{c.name}~{base32(x.chains[3], 16)}.jsonl": x.raw()}, refused=True)
    x4, x4b = x.clone(), x.clone()
    x4.rec(i, {c: 3}, set={"u": 1}), x4b.rec(i, {c: 3}, set={"u": 2})
    names = sorted(branch_files([x4, y, x4b]))
    bodies = branch_files([x4, y, x4b])
    swap = {names[0]: bodies[names[0]], names[1]: bodies[names[2]], names[2]: bodies[names[1]]}
    assert store("fork-file-two-branches", net, [x4, y, x4b], "6", "Three branches, two files with `~`.", {k: {"t": ['"one"']}}) == store(
        "fork-file-names-exchanged", net, [], "6", "The names of two branch files exchanged. The dump is the same.", {k: {"t": ['"one"']}}, files=swap)
    u = c.clone()
    u.rec(i, {c: 2}, set={"t": "u"}, seal=False)
    three = [u.clone() for _ in range(3)]
    for j, f in enumerate(three):
        f.rec(i, {c: 3}, set={"s": j})
    assert len(branch_files(three)) == 3
    store("fork-shared-unsealed-three", net, three, "6", "Three branches that share an unsealed line: two files begin with the same line, and have different names.",
          {k: {"t": ['"one"']}}, {c.name: [4, 4, 4]})
    store("empty-files", net, [], "6", "Empty files, also of a branch, hold nothing.", {k: {"t": ['"x"']}}, {c.name: [3]},
          files={f"{c.name}.jsonl": x.raw(), f"{c.name}~0000000000000000.jsonl": b"", f"{Feed(net, 'brest').name}.jsonl": b""})
    store("last-line-without-lf", net, [], "6", "A last line without its LF is not a line; the branch is held.", {k: {"t": ['"one"']}}, {c.name: [3, 3]},
          files={f"{c.name}.jsonl": x.raw() + x4.rows[3].raw()[:-1], f"{c.name}~{base32(y.chains[3], 16)}.jsonl": tail(y)})


def bad_seals() -> None:
    net, i, k = NET, I, K
    c = fork()[0]
    # a seal that does not verify counts as one for fork points and heads
    w = c.clone()
    w.rec(i, {c: 2}, set={"t": "w"}, bad_seal=True)
    w1, w2 = w.clone(), w.clone()
    w1.rec(i, {c: 3}, set={"s": 1}), w2.rec(i, {c: 3}, set={"s": 2})
    store("fork-after-bad-seal", net, [w1, w2], "6", "The branches share a line whose seal does not verify: it is the fork point.", {k: {"t": ['"w"']}}, {c.name: [4, 4]})
    b = Feed(net, "brest")
    b.sees((w1, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    store("head-bad-seal-held", net, [w1, b], "9", "A head that equals a held line is good, even with a seal that does not verify.", {k: {"t": ['"b"'], "s": ["1"]}})
    store("head-bad-seal-not-held", net, [c, b], "9", "The same head when its line is not held is bad.", {k: {"t": ['"one"', '"b"']}})
