"""Stores: what the dump leaves out, and the order of display, sections 10 and 11."""
from __future__ import annotations

import json

from .encoding import b64, record_id
from .index import dots_of, store
from .stores_common import I, K, NET, first, fork, pair
from .writer import Feed


def tails() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"})
    one = store("before-checkpoints", net, [c, b], "11", "Two feeds.", {k: {"t": ['"two"']}}, {c.name: [2], b.name: [3]})
    c.heads("checkpoint", (b, 3)), b.heads("checkpoint", (c, 3))
    two = store("trailing-checkpoints", net, [c, b], "11", "Trailing checkpoints do not change the dump.", {k: {"t": ['"two"']}}, {c.name: [2], b.name: [3]})
    assert one == two
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"}, seal=False)
    store("unsealed-tail", net, [c, b], "6", "What no seal covers is not folded.", {k: {"t": ['"one"']}}, {c.name: [2], b.name: [1]})
    b = Feed(net, "brest")
    b.sees((c, 2)), b.rec(i, first(c), set={"t": "two"}), b.rec(i, {b: 3, c: 2}, set={"t": "three"}, bad_seal=True)
    store("refused-tail", net, [c, b], "6", "A bad seal holds its own feed only, at the last good seal.", {k: {"t": ['"two"']}}, {c.name: [2], b.name: [3]}, refused=True)


def display() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    b.rec(i, {}, set={"t": "two"}), r.rec(i, {}, set={"t": "three"})
    others = sorted([(b.rows[-1].leaf(), '"two"'), (r.rows[-1].leaf(), '"three"')], reverse=True)
    store("display-order", net, [c, b, r], "10", "The home node's value first, then by leaf.", {k: {"t": ('"one"', others[0][1], others[1][1])}})
    c, b, r = pair()
    c2 = Feed(net, "caen", "2")
    c2.rec(i, {}, set={"t": "two"}), b.rec(i, {}, set={"t": "two"}), r.rec(i, {}, set={"t": "three"})
    home = sorted([(c.rows[1].leaf(), '"one"'), (c2.rows[-1].leaf(), '"two"')], reverse=True)
    store("display-order-home-leaf", net, [c, c2, b, r], "10", "Two home values: only their home dots compete.", {k: {"t": (home[0][1], home[1][1], '"three"')}})
    c, b, r = pair()
    c.rec(i, {c: 2}, unset=["t"])
    b.rec(i, first(c), set={"t": "two"})
    store("display-home-none", net, [c, b], "10", "A none at home comes first.", {k: {"t": ("none", '"two"')}})


    # equal leaves: the same line on two branches of one feed, missing on both
    c, _, _ = fork()
    word = 0
    while True:                              # the order of bytes is not that of b64 text, nor that of chain hashes
        x, y = c.clone(), c.clone()
        x.rec(record_id("caen", 3), set={"q": word}), y.rec(record_id("caen", 3), set={"q": -1 - word})
        for f in (x, y):
            f.rec(i, {}, set={"t": "same"})
        x, y = (x, y) if x.pres[4] < y.pres[4] else (y, x)
        if b64(x.pres[4]) > b64(y.pres[4]) and x.chains[4] > y.chains[4]:
            break
        word += 1
    assert x.rows[3].leaf() == y.rows[3].leaf()
    n = Feed(net, "caen", "2", continues={c.name: [c.head(2)]})
    n.heads("adoption", (y, 4)), n.heads("adoption", (x, 4))         # not in the order of pre
    q = {("event", record_id("caen", 3)): {"q": [json.dumps(f.rows[2].parts["payload"]["set"]["q"]) for f in (x, y)]}}
    pre_dots = [[c.name, 4, b64(f.pres[4])] for f in (x, y)]
    out = store("display-equal-leaves-full", net, [x, y, n], "10", "One line on two branches: equal values, one value with two dots, by the bytes of pre.", {k: {"t": ['"one"', '"same"']}, **q})
    assert sorted(dots_of(out, k, "t"), key=len) == [[[c.name, 2]], pre_dots]
    for f in (x, y):
        f.rows[3].erased = {"payload"}
    leaves = sorted([(c.rows[1].leaf(), ['"one"']), (x.rows[3].leaf(), ["missing", "missing"])], reverse=True)
    ties = store("display-equal-leaves", net, [x, y, n], "10", "The same, missing on both branches: two values with equal leaves, by their first dot, in the bytes of pre.",
                 {k: {"t": tuple(leaves[0][1] + leaves[1][1])}, **q})
    assert [d for d in dots_of(ties, k, "t") if len(d[0]) == 3] == [[d] for d in pre_dots]
    assert ties == store("display-equal-leaves-swapped", net, [y, x, n], "10", "The same with the branches in each other's files.", {k: {"t": tuple(leaves[0][1] + leaves[1][1])}, **q})
