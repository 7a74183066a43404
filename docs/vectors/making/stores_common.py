"""What the vectors of stores share: a network, a record, a pair of feeds and a fork."""
from __future__ import annotations

from typing import Any

from .encoding import record_id
from .writer import Feed, Net

NET = Net("brest", "caen", "rouen")
I = record_id("caen", 1)
K = ("event", I)


def pair(**first: Any) -> tuple[Feed, Feed, Feed]:
    """caen makes the record at caen 2; brest and rouen have seen it."""
    c, b, r = (Feed(NET, n) for n in ("caen", "brest", "rouen"))
    c.rec(I, **(first or {"set": {"t": "one"}}))
    b.sees((c, 2)), r.sees((c, 2))
    return c, b, r


def first(c: Feed) -> dict[Feed, int]:
    """The context of those who saw the record as `pair` makes it."""
    return {c: 2}


def fork() -> tuple[Feed, Feed, Feed]:
    """caen with two lines, and two branches of it that each set `t`."""
    c = Feed(NET, "caen")
    c.rec(I, set={"t": "one"})
    x, y = c.clone(), c.clone()
    x.rec(I, {c: 2}, set={"t": "x"})
    y.rec(I, {c: 2}, set={"t": "y"})
    return c, x, y


def adopted(*branches: Feed) -> Feed:
    """caen's second feed, which adopts these branches of the first."""
    n = Feed(NET, "caen", "2", continues={branches[0].name: [branches[0].head(2)]})
    n.heads("adoption", *((f, f.seq) for f in branches))
    return n
