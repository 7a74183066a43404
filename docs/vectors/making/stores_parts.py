"""Stores: full and erased forms of one part, and erasures on branches, section 7."""
from __future__ import annotations

import base64

from .curve import OddKey
from .encoding import H, b64, enc
from .index import SALT, SALT2, dots_of, store
from .stores_common import I, K, NET, adopted, first, fork
from .writer import Feed


def full_parts() -> None:
    net, i, k = NET, I, K
    c = fork()[0]
    p1 = Feed(net, "caen", key=OddKey("two forms"))
    p1.rec(i, set={"t": "one"})
    p2 = p1.clone()
    p1.rec(i, {p1: 2}, set={"t": "two"}, personal={"set": {"mail": "m"}})
    p1.key.r = 999
    p2.rec(i, {p1: 2}, set={"t": "two"}, personal={"set": {"mail": "m"}})
    assert p1.rows[2].leaf() == p2.rows[2].leaf() and p1.chains[3] != p2.chains[3]
    p1.rows[2].erased, p2.rows[2].erased = {"payload"}, {"personal"}
    n = adopted(p1)
    store("full-part-each", net, [p1, p2, n], "7", "One line in two files, with another part erased in each: both parts are read full.", {k: {"t": ['"two"'], "mail": ['"m"']}})
    store("full-part-each-swapped", net, [p2, p1, n], "7", "The same with the files the other way round.", {k: {"t": ['"two"'], "mail": ['"m"']}})
    p1.rows[2].erased, p2.rows[2].erased = set(), {"payload", "personal"}
    store("full-part-stays", net, [p1, p2, n], "7", "An erased form that comes later replaces no full part.", {k: {"t": ['"two"'], "mail": ['"m"']}})
    store("full-part-comes", net, [p2, p1, n], "7", "A full part that comes later replaces the erased form.", {k: {"t": ['"two"'], "mail": ['"m"']}})
    p1.rows[2].erased = {"payload", "personal"}
    store("full-part-nowhere", net, [p1, p2, n], "7", "Erased in both files: missing.", {k: {"t": ["missing"], "mail": ["missing"]}})

    def twins(**second: Any) -> tuple[Feed, Feed]:
        """Two branches whose lines 3 differ in `at`; `second` is the payload of the other one, else the same bytes."""
        x, y = c.clone(), c.clone()
        x.rec(i, {c: 2}, set={"t": "x"})
        y.line({"after": {c.name: 2}, "id": i, "at": "2026-03-02T09:00:00Z"}, second or x.rows[2].parts["payload"])
        return x, y
    x, y = twins()
    assert x.rows[2].hash("payload") == y.rows[2].hash("payload") and x.rows[2].leaf() != y.rows[2].leaf()
    x.rows[2].erased = {"payload"}
    store("full-part-other-line", net, [x, y, adopted(x)], "7", "A full part with the same hash on another line of the dot, which is held and not folded: the erased form stays missing.", {k: {"t": ["missing"]}})
    out = store("full-part-other-line-both", net, [x, y, adopted(x, y)], "7", "The same with both lines folded: a missing value, and a value.", {k: {"t": ["missing", '"x"']}})
    assert [len(d) for d in dots_of(out, k, "t")] == [1, 1]
    x, y = twins(salt=SALT2, set={"t": "x"})
    x.rows[2].erased = {"payload"}
    store("full-part-other-hash", net, [x, y, adopted(x, y)], "7", "A full part with the same values and another salt replaces nothing.", {k: {"t": ["missing", '"x"']}})
    x, y = twins()
    y = c.clone()
    y.line({"after": {c.name: 2}, "id": i}, {"erased": x.rows[2].hash("payload"), "ops": {"set": ["s"]}})
    store("full-part-other-ops", net, [x, y, adopted(x, y)], "5", "An erased form that claims the hash of a full part, and other ops, is not the form of it: it stays missing.", {k: {"t": ['"x"'], "s": ["missing"]}})
    y = c.clone()
    own = {"salt": SALT, "set": {"t": "y"}}
    y.line({"after": {c.name: 2}, "id": i}, {"erased": H("club-sync part", enc(own)), "ops": {"set": ["s"]}}, own)
    store("full-part-other-part", net, [y], "5", "The same with the full part in the same line: the payload's form claims the hash of the personal part.", {k: {"t": ['"y"'], "s": ["missing"]}})
    x, y = twins()
    x.rows[2].erased = {"payload"}
    n = adopted(x, y)
    n.erase(i, ["t"], {c: 3})
    out = store("full-part-erased", net, [x, y, n], "7", "Under an erasure the part is erased, whether its bytes are there or not.", {k: {"t": ["none"]}})
    assert [len(d) for d in dots_of(out, k, "t")] == [2]


def erasures_on_branches() -> None:
    net, i, k = NET, I, K
    c, x, y = fork()
    n = adopted(x, y)
    n2, n3 = n.clone(), n.clone()
    n2.erase(i, ["t"], {c: 3}), n3.erase(i, ["t"], {c: 2})
    out = store("erasure-every-branch", net, [x, y, n2], "7.4", "An erasure up to line 3 reaches the lines 3 of both branches.", {k: {"t": ["none"]}})
    assert dots_of(out, k, "t") == [sorted([[c.name, 3, b64(f.pres[3])] for f in (x, y)], key=lambda d: base64.urlsafe_b64decode(d[2] + "="))]
    store("erasure-no-branch", net, [x, y, n3], "7.4", "An erasure up to line 2 reaches neither.", {k: {"t": ['"x"', '"y"']}})
    y4, y4b = y.clone(), y.clone()
    y4.erase(i, ["t"], {c: 3}), y4b.erase(i, ["t"], {c: 2})
    store("erasure-from-other-branch", net, [x, y4, adopted(x)], "7.4", "An erasure on a branch that is not folded reaches the branch that is.", {k: {"t": ["none"]}})
    store("erasure-from-other-branch-below", net, [x, y4b, adopted(x)], "7.4", "The same up to line 2: it does not reach line 3.", {k: {"t": ['"x"']}})
    x.rows[2].erased = {"payload"}
    store("erasure-from-other-branch-gone", net, [x, y4, adopted(x)], "7.4", "The same as the first, and the bytes are gone: none, not missing.", {k: {"t": ["none"]}})
    store("erasure-from-other-branch-missing", net, [x, y4b, adopted(x)], "7.4", "The bytes are gone, and no erasure reaches them: missing.", {k: {"t": ["missing"]}})
    c, x, y = fork()
    # adoption on a branch that must itself be adopted
    m = Feed(net, "caen", "2", continues={c.name: [c.head(2)]})
    mx, my = m.clone(), m.clone()
    mx.heads("adoption", (x, 3)), my.heads("adoption", (y, 3))
    store("adoption-not-folded", net, [x, y, mx, my], "9", "An adoption beyond its own feed's fork point does not count.", {k: {"t": ['"one"']}})
    last = Feed(net, "caen", "3")
    last.heads("adoption", (my, 2))
    store("adoption-repeated", net, [x, y, mx, my, last], "9", "An adopted branch has an adoption that counts in its turn.", {k: {"t": ['"y"']}})
    ye = y.clone()
    ye.erase(i, ["t"], {c: 2})
    store("erasure-not-folded", net, [x, ye], "7.4", "An erasure counts also on a line that is not folded.", {k: {"t": ["none"]}})
    yl = y.clone()
    yl.rec(i, {c: 3}, paint={"t": 1})
    store("lock-not-folded", net, [x, yl], "11", "A lock counts also on a line that is not folded.", {k: {"t": ['"one"'], "locked": ["t"]}})
