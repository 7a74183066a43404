"""Stores: which branches are folded, feeds that continue others, and files of branches, sections 6, 7 and 9."""
from __future__ import annotations

from .curve import OddKey
from .encoding import record_id
from .index import Expect, store
from .stores_common import I, K, NET, adopted, first, fork, pair
from .writer import Feed


def adoptions() -> None:
    net, i, k = NET, I, K
    c, x, y = fork()
    x4 = x.clone()
    x4.rec(i, {c: 3}, set={"t": "x4", "u": 1})
    store("adoption-goes-on", net, [x4, y, adopted(x)], "9", "A branch goes on after the adopted head: what is after it is not folded.", {k: {"t": ['"x"']}})
    store("adoption-goes-on-adopted", net, [x4, y, adopted(x4)], "9", "The same with the later head.", {k: {"t": ['"x4"'], "u": ["1"]}})
    n = adopted(x)
    n.heads("adoption", (x4, 4))
    store("adoption-again", net, [x4, y, n], "9", "One branch adopted twice, the second time further.", {k: {"t": ['"x4"'], "u": ["1"]}})
    n = adopted(x4)
    n.heads("adoption", (x4, 3))
    store("adoption-again-lower", net, [x4, y, n], "9", "An adoption takes nothing back.", {k: {"t": ['"x4"'], "u": ["1"]}})
    n = Feed(net, "caen", "2")
    n.heads("adoption", (x, x.head(3, bad=True)))
    store("adoption-seal-not-looked-at", net, [x, y, n], "9", "An adopted head names a line by feed, seq and pre; its seal is not looked at.", {k: {"t": ['"x"']}})
    n = Feed(net, "caen", "2")
    n.heads("adoption", (x, [4, *x.head(3)[1:]]))
    store("adoption-other-seq", net, [x4, y, n], "9", "A pre with another seq is no line.", {k: {"t": ['"one"']}})
    u = c.clone()
    u.rec(i, {c: 2}, set={"t": "u"}, seal=False), u.rec(i, {c: 3}, set={"u": 1})
    n = Feed(net, "caen", "2")
    n.heads("adoption", (u, [3, u.pres[3], u.head(4)[2]]))
    store("adoption-of-unsealed-line", net, [u, y, n], "9", "An adopted head may name a line without a seal of its own.", {k: {"t": ['"u"']}})
    n = Feed(net, "caen", "2")
    n.heads("adoption", (c, 2))
    store("adoption-without-fork", net, [x, n], "9", "An adoption of a line of a feed without a fork changes nothing.", {k: {"t": ['"x"']}})
    store("adoption-below-fork-point", net, [x, y, n], "9", "An adoption of the line at the fork point adds nothing.", {k: {"t": ['"one"']}})
    n = Feed(net, "caen", "2")
    n.line({"adopts": {x.name: [x.head(3)]}, "zeal": 1}, kind="adoption")
    store("adoption-unknown", net, [x, y, n], "7", "An unknown adoption adopts nothing.", {k: {"t": ['"one"']}})
    z = c.clone()
    z.rec(i, {c: 2}, set={"t": "z"})
    store("adoption-two-of-three", net, [x, y, z, adopted(x, z)], "9", "Two of three branches adopted.", {k: {"t": ['"x"', '"z"']}})
    store("adoption-late-before", net, [x, z, adopted(y)], "9", "The adopted branch has not come: only the fork point.", {k: {"t": ['"one"']}})
    store("adoption-late", net, [x, z, y, adopted(y)], "9", "The adopted branch has come.", {k: {"t": ['"y"']}})
    xa, xb = x.clone(), x.clone()
    xa.rec(i, {c: 3}, set={"u": 1}), xb.rec(i, {c: 3}, set={"u": 2})
    store("adoption-branch-of-branch", net, [xa, y, xb, adopted(xb)], "9", "A branch of a branch adopted: with all before it.", {k: {"t": ['"x"'], "u": ["2"]}})
    store("adoption-branches-of-branch", net, [xa, y, xb, adopted(xa, xb)], "9", "Two branches of one branch.", {k: {"t": ['"x"'], "u": ["1", "2"]}})
    y4 = y.clone()
    y4.rec(i, {c: 3}, set={"t": "y4"})
    store("own-context-is-of-the-branch", net, [x, y4, adopted(x, y4)], "9", "The context for the own feed counts on the own branch: y4 covers line 3 of y, not that of x.", {k: {"t": ['"x"', '"y4"']}})
    one, two = Feed(net, "caen", "2"), Feed(net, "caen", "3")
    one.heads("adoption", (x, 3)), two.heads("adoption", (y, 3))
    store("adoptions-of-two-feeds", net, [x, y, one, two], "9", "Two later feeds adopt one branch each.", {k: {"t": ['"x"', '"y"']}})
    m = Feed(net, "caen", "2")
    ma, mb = m.clone(), m.clone()
    ma.rec(record_id("caen", 9), set={"q": 1}), mb.rec(record_id("caen", 9), set={"q": 2})
    ya = y.clone()
    ya.heads("adoption", (ma, 2)), ma.heads("adoption", (ya, 4))
    store("adoption-mutual", net, [x, ya, ma, mb], "9", "Two branches that adopt each other, and that nobody else adopts, are not folded.", {k: {"t": ['"one"']}})
    last = Feed(net, "caen", "3")
    last.heads("adoption", (ya, 4))
    store("adoption-mutual-adopted", net, [x, ya, ma, mb, last], "9", "A third feed adopts one of them: both.", {k: {"t": ['"y"']}, ("event", record_id("caen", 9)): {"q": ["1"]}})
    tail = Feed(net, "caen", "2")
    tail.heads("adoption", (x, 3), seal=False)
    store("adoption-in-tail", net, [x, y, tail], "6", "An adoption that no seal covers is not held.", {k: {"t": ['"one"']}})
    b = Feed(net, "brest")
    b.sees((x, 3), (y, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    store("fork-seen-both", net, [x, y, b], "9", "brest stated both branches and covers what is folded of them.", {k: {"t": ['"b"']}})
    store("fork-seen-both-adopted", net, [x, y, b, adopted(x, y)], "9", "Both branches adopted later: brest had seen both.", {k: {"t": ['"b"']}})
    store("fork-seen-both-one-held", net, [x, b], "9", "One branch held, whose line brest stated: the other head is against, and nothing else is lost.", {k: {"t": ['"b"']}})


def continued_feeds() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    b2 = Feed(net, "brest", "2", continues={b.name: [b.head(1)]})
    b.rows.pop(), b.pres.pop(), b.chains.pop()
    b.chain = b.chains[-1]
    b.heads("checkpoint", (c, 2))
    b2.rec(i, first(c), set={"t": "two"})
    store("continued-no-statement", net, [c, b, b2], "9", "A feed that continues another does not inherit its statements: nothing is covered.", {k: {"t": ['"one"', '"two"']}})
    b3 = Feed(net, "brest", "2", continues={b.name: [b.head(2)]})
    b3.sees((c, 2)), b3.rec(i, first(c), set={"t": "two"})
    store("continued-statement", net, [c, b, b3], "9", "It states again.", {k: {"t": ['"two"']}})
    b.rec(i, first(c), set={"t": "three"})
    store("continued-old-goes-on", net, [c, b, b3], "7.1", "Later lines of the old feed still count.", {k: {"t": ['"two"', '"three"']}})
    b4 = Feed(net, "brest", "3", continues={b.name: [b.head(3, bad=True)]})
    b4.rec(i, {}, set={"u": 1})
    store("continued-invented", net, [c, b, b3, b4], "7.1", "`continues` with a seal that does not verify changes nothing.", {k: {"t": ['"two"', '"three"'], "u": ["1"]}})
    store("continued-not-held", net, [c, b3], "7.1", "The continued feed is not held.", {k: {"t": ['"two"']}})
    b5 = Feed(net, "brest", "2", continues={b.name: [b.head(2)]})
    b5.sees((c, 2), (b, 3)), b5.rec(i, {c: 2, b: 3}, set={"t": "five"})
    store("continued-decides", net, [c, b, b5], "9", "The new feed states the old one like any other, and covers its line.", {k: {"t": ['"five"']}})
    c, x, y = fork()
    n = adopted(x)
    n.rec(i, {c: 3}, set={"t": "n"})
    store("continued-covers-nothing-by-itself", net, [x, y, n], "9", "An adoption is no statement: n does not cover what it adopted.", {k: {"t": ['"x"', '"n"']}})


def files_of_branches() -> None:
    net, i, k = NET, I, K
    c, x, y = fork()
    x4 = x.clone()
    x4.rec(i, {c: 3}, set={"u": 1})
    zeros, main = c.name + "~0000000000000000.jsonl", c.name + ".jsonl"
    tips = {"none": {}, "line-1": {c.name: [1]}, "line-2": {c.name: [2]}, "line-3": {c.name: [3]}, "fork": {c.name: [3, 3]}, "fork-4": {c.name: [3, 4]}}
    value = {"none": None, "line-1": None, "line-2": '"one"', "line-3": '"x"', "fork": '"one"', "fork-4": '"one"'}
    dumps: dict[str, bytes] = {}
    for name, files, held, why in (
            ("prefix", {main: x.raw(), zeros: c.raw()}, "line-3", "A branch file with fewer of the same lines: passed over."),
            ("repeats", {main: x.raw(), zeros: x.rows[2].raw()}, "line-3", "A branch file with a line that is held: passed over."),
            ("longer", {main: c.raw(), zeros: x.raw()}, "line-2", "A branch file from line 1 with more of the same lines: they only go on, and are passed over."),
            ("in-pieces", {main: c.rows[0].raw(), c.name + "~1.jsonl": x.rows[2].raw(), c.name + "~2.jsonl": c.rows[1].raw()}, "line-1",
             "A feed in three files: the second line only goes on, and nothing joins the third."),
            ("main-empty", {main: b"", zeros: x.raw()}, "none", "The feed's own file is empty: its branch files are passed over."),
            ("main-refused", {main: b"{}\n", zeros: x.raw()}, "none", "The feed's own file holds no line: its branch files are passed over."),
            ("apart", {main: c.raw(), c.name + "~1.jsonl": x4.rows[2].raw() + x4.rows[3].raw(), c.name + "~2.jsonl": y.rows[2].raw()}, "line-2",
             "The lines before a fork in one file, each branch in its own: both only go on where it ends."),
            ("chained", {main: y.raw(), c.name + "~2.jsonl": x4.rows[2].raw(), c.name + "~1.jsonl": x4.rows[3].raw()}, "fork", "A branch in two files: the second only goes on."),
            ("order-long-first", {main: y.raw(), c.name + "~1.jsonl": x4.rows[2].raw() + x4.rows[3].raw(), c.name + "~2.jsonl": x.rows[2].raw()}, "fork-4",
             "A branch in two files, of which the first has more: files are read in the order of their names."),
            ("order-short-first", {main: y.raw(), c.name + "~1.jsonl": x.rows[2].raw(), c.name + "~2.jsonl": x4.rows[2].raw() + x4.rows[3].raw()}, "fork",
             "The same with the names exchanged: what the second has more only goes on where the first ends."),
            ("names-not-ours", {main: x.raw(), main + ".bak": y.raw(), c.name + "~.jsonl": y.rows[2].raw(), c.name + "~UPPER.jsonl": y.rows[2].raw(), c.name + "~a~b.jsonl": y.rows[2].raw(),
                                c.name + "~" + "0" * 65 + ".jsonl": y.rows[2].raw(), c.name + "~0.json": y.rows[2].raw(), "caen.jsonl": y.raw(), "README": b"x", "." + main: y.raw()}, "line-3",
             "Files whose names are not of the form of section 6 are not read.")):
        expect: Expect = {} if value[held] is None else {k: {"t": [value[held]]}}
        out = store("branch-file-" + name, net, [], "6", why, expect, tips[held], files=files, refused=name in ("in-pieces", "main-empty", "main-refused"))
        assert dumps.setdefault(held, out) == out
    assert dumps["fork-4"] == store("branches-two", net, [x4, y], "6", "Two branches, of two lines and of one.", {k: {"t": ['"one"']}}, tips["fork-4"])
    y5 = y.clone()
    y5.rec(i, {c: 3}, set={"t": "y4"}), y5.rec(i, {c: 4}, set={"t": "y5"})
    store("branch-file-joins-nothing", net, [], "6", "A branch file whose first line follows no held line is left out.", {k: {"t": ['"x"']}}, {c.name: [3]},
          files={main: x.raw(), zeros: y5.rows[4].raw()}, refused=True)
    store("branch-file-no-good-seal", net, [], "6", "A branch file whose first line follows a held line, without a good seal: left out.", {k: {"t": ['"x"']}}, {c.name: [3]},
          files={main: x.raw(), zeros: y.rows[2].raw().replace(b'"y"', b'"z"')}, refused=True)
    bad = y.clone()
    bad.rec(i, {c: 3}, set={"t": "bad"}, bad_seal=True)
    store("branch-file-bad-end", net, [], "6", "A branch file whose last seal does not verify: what is before it stands.", {k: {"t": ['"one"']}}, {c.name: [3, 3]},
          files={main: x.raw(), zeros: bad.rows[2].raw() + bad.rows[3].raw()}, refused=True)
    odd = OddKey("two seals")
    s = Feed(net, "caen", key=odd)
    s.rec(i, set={"t": "one"})
    s1, s2 = s.clone(), s.clone()
    s1.rec(i, {s: 2}, set={"t": "two"})
    odd.r = 12345
    s2.rec(i, {s: 2}, set={"t": "two"})
    odd.r = None
    s1.rec(i, {s: 3}, set={"t": "s1"})
    store("two-seals-one-goes-on", net, [s1, s2], "6", "One pre with two seals, of which one branch goes on: the fork point is the line before.", {k: {"t": ['"one"']}}, {s.name: [3, 4]})
