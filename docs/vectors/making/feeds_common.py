"""What the vectors of feeds share: a network, and how a feed gets into the index."""
from __future__ import annotations

from typing import Any, Optional

from .encoding import H, record_id
from .index import entry, put
from .writer import Feed, Net

NET, OTHER = Net("caen", "rouen"), Net("caen", "rouen", word="other")
I = record_id("caen", 1)


def feed(name: str, f: Feed, code: Optional[str], rule: str, why: str, accepted: int, raw: Optional[bytes] = None, file: str = "",
         under: Net = NET) -> None:
    start = H("club-sync feed start", under.id, (file or f.name).encode())
    put(f"feeds/{name}/charter.json", under.charter)
    path = put(f"feeds/{name}/{file or f.name}.jsonl", f.raw() if raw is None else raw)
    entry(name, "feed", path, code, rule, why, charter=f"feeds/{name}/charter.json", acceptedSeq=accepted, chain=(f.chains[accepted] if accepted else start).hex(), lines=accepted)


def started(n: int = 3, **k: Any) -> Feed:
    f = Feed(NET, "caen", **k)
    for j in range(n - 1):
        f.rec(I, {f: f.seq} if j else {}, set={"title": f"T{j}"})
    return f
