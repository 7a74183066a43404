"""Stores: unknown lines and locks, and what a statement lets a change cover, sections 4 and 9."""
from __future__ import annotations

import json

from .encoding import record_id, seeded
from .index import nested, store
from .stores_common import I, K, NET, first, pair
from .writer import Feed


def unknown_lines() -> None:
    net, i, k = NET, I, K
    c, b, r = pair(set={"t": "one", "u": 1})
    b.rec(i, first(c), set={"t": "two"}, paint={"u": 1}, personal={"set": {"mail": "m"}})
    store("lock-fields", net, [c, b], "4", "An unknown operation: the line is not folded, and locks all fields that it names.", {k: {"t": ['"one"'], "u": ["1"], "locked": ["mail", "t", "u"]}})
    r.rec(i, first(c), set={"t": "two"}, v=2)
    store("lock-record", net, [c, b, r], "4", "Another v locks the whole record.", {k: {"t": ['"one"'], "u": ["1"], "locked": ["*"]}})
    b = Feed(net, "brest")
    j = record_id("brest", 1)
    b.rec(j, set={"t": "two"}, env={"zeal": 1})
    b.rec(j, kind="boat", op="sink")
    b.line(kind="vote")
    store("lock-only", net, [b], "11", "Records known only by unknown lines; a line without id locks nothing.", {("event", j): {"locked": ["*"]}, ("boat", j): {"locked": ["*"]}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"}, kind="spaceship")
    store("any-kind", net, [c, b], "4", "A kind nobody has heard of folds like any other.", {k: {"t": ['"one"']}, ("spaceship", i): {"t": ['"two"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"}, paint={"u": 1})
    r.sees((b, b.seq)), r.rec(i, {c: 2, b: b.seq}, set={"t": "three"})
    store("unknown-between", net, [c, b, r], "4", "A later change stands; the lock stays.", {k: {"t": ['"three"'], "locked": ["t", "u"]}})

    # deep values: in the dump they stand deeper than in a line
    c = Feed(net, "caen")
    c.rec(i, set={"t": nested(13)})
    store("deep-value", net, [c], "11", "A value at the depth limit of a line stands 18 deep in the dump.", {k: {"t": [json.dumps(nested(13))]}})


def statements() -> None:
    net, i, k = NET, I, K
    c, b, r = pair()
    long = c.clone()
    for n in range(3):
        long.rec(i, {c: long.seq}, set={"u": n})
    b = Feed(net, "brest")
    b.sees((long, 5)), b.rec(i, {c: 5}, set={"t": "two", "u": 9})
    store("head-beyond", net, [c, b], "9", "A true head beyond what is held covers what is held.", {k: {"t": ['"two"'], "u": ["9"]}})
    b = Feed(net, "brest")
    b.sees((long, long.head(5, bad=True))), b.rec(i, {c: 5}, set={"t": "two"})
    store("head-invented-beyond", net, [c, b], "9", "An invented head beyond what is held covers nothing.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.sees((c, [1, seeded("no pre"), seeded("x") * 2])), b.rec(i, {c: 2}, set={"t": "two"})
    store("head-invented", net, [c, b], "9", "An invented head at a held seq.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.sees((c, 2)), b.sees((long, long.head(5, bad=True))), b.rec(i, {c: 2}, set={"t": "two"})
    store("head-invented-no-fallback", net, [c, b], "9", "A statement with only bad seals ends the walk: the earlier one does not count.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.sees((c, 2), (long, long.head(5, bad=True))), b.rec(i, {c: 2}, set={"t": "two"})
    store("head-invented-and-true", net, [c, b], "9", "A bad head is dropped, the good one beside it counts.", {k: {"t": ['"two"']}})
    b = Feed(net, "brest")
    b.sees((c, [2, c.pres[2], long.head(5)[2]])), b.rec(i, {c: 2}, set={"t": "two"})
    store("head-other-seal", net, [c, b], "9", "The right line with another line's seal is a bad head.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.sees((c, 1)), b.rec(i, {c: 2}, set={"t": "two"})
    store("head-too-low", net, [c, b], "9", "A true head below the context covers only up to it.", {k: {"t": ['"one"', '"two"']}})
