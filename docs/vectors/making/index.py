"""The index, and how a vector gets into it: what must come out is said by whoever calls."""
from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Optional

from club_reader import Fold, Store

from .encoding import AT, seeded
from .writer import Feed, Net, Row, branch_files

FOLDER = Path()          # where everything goes; make.py says
INDEX: list[dict[str, Any]] = []


def put(path: str, data: bytes) -> str:
    target = FOLDER / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path


def entry(name: str, type: str, path: str, code: Optional[str], rule: str, why: str, **more: Any) -> None:
    assert all(e["name"] != name or e["type"] != type for e in INDEX), name
    INDEX.append({"name": name, "type": type, "path": path, "accept": code is None, **({"code": code} if code else {}),
                  "rule": rule, "why": why, **more})


def line(name: str, data: Any, code: Optional[str], rule: str, why: str) -> None:
    """`code` may be several, separated by spaces, for a line that must break several rules: the first is what we say."""
    code, *others = code.split() if code else [None]
    raw = data.raw() if isinstance(data, Row) else data
    more = {"leaf": data.leaf().hex()} if code is None else {"or": others} if others else {}
    entry(name, "line", put(f"lines/{name}.jsonl", raw), code, rule, why, **more)


FEED = "caen-7k2mq4x9p0c3d5fh"
ID = "caen.0a1b2c3d4e5f"
SALT, SALT2, SEAL = seeded("salt")[:16], seeded("salt", 2)[:16], seeded("a") + seeded("b")
ENV = {"after": {}, "at": AT, "feed": FEED, "id": ID, "kind": "event", "seq": 2, "v": 1}


def row(env: Any = {}, drop: tuple[str, ...] = (), personal: Any = None, seal: Optional[bytes] = None, payload: Any = None, **ops: Any) -> Row:
    ops = ops or {"set": {"title": "Fête"}}
    body = {"salt": SALT, **ops} if payload is None else payload
    return Row({k: v for k, v in {**ENV, **env}.items() if k not in drop}, body or None, personal, seal)


def bare(kind: str, env: Any, payload: Any = None, **over: Any) -> Row:
    return Row({"at": AT, "feed": FEED, "kind": kind, "seq": 2, "v": 1, **env, **over}, payload)


def nested(depth: int) -> Any:
    return {"a": nested(depth - 1)} if depth else 1


Expect = dict[tuple[str, str], dict[str, Any]]


def store(name: str, net: Net, members: list[Feed], rule: str, why: str, expect: Expect, tips: Optional[dict[str, list[int]]] = None,
          files: Optional[dict[str, bytes]] = None, refused: bool = False) -> bytes:
    """expect: {(kind, id): {"deleted": …, "locked": […], field: [values] | {"v": [values], "e": [elements]}}}; values are JSON
    texts, "none" or "missing", unordered unless a tuple; dots are not compared here, the dump file pins them. `refused`: something in it is left out."""
    base = FOLDER / "stores" / name
    put(f"stores/{name}/charter.json", net.charter)
    (base / "feeds").mkdir(parents=True, exist_ok=True)
    for file, raw in (files or branch_files(members)).items():
        put(f"stores/{name}/feeds/{file}", raw)
    loaded = Store.load(base)
    assert bool(loaded.notes) == refused, (name, loaded.notes)
    dump = Fold(loaded).dump()
    rows = [json.loads(r) for r in dump.splitlines()]
    got: Expect = {}
    for r in rows[1:]:
        g: dict[str, Any] = {"deleted": r["deleted"], **({"locked": r["locked"]} if "locked" in r else {})}
        for f, c in r["fields"].items():
            g[f] = {"v": ["missing" if "missing" in v else json.dumps(v["value"]) if "value" in v else "none" for v in c.get("values", [])],
                    "e": ["missing" if "missing" in v else v["element"] for v in c.get("elements", [])]}
        got[r["kind"], r["id"]] = g
    want: Expect = {}
    for key, e in expect.items():
        want[key] = {"deleted": e.get("deleted", "no"), **({"locked": e["locked"]} if "locked" in e else {})}
        for f, c in e.items():
            if f in ("deleted", "locked"):
                continue
            c = c if isinstance(c, dict) else {"v": c}
            v = c.get("v", [])
            mine = got.get(key, {}).get(f, {"v": []})["v"]
            v = mine if not isinstance(v, tuple) and sorted(v) == sorted(mine) else list(v)
            want[key][f] = {"v": v, "e": c.get("e", [])}
    assert got == want, f"{name}:\n got {got}\nwant {want}"
    if tips is not None:
        assert {f: [t[0] for t in ts] for f, ts in rows[0]["feeds"].items()} == tips, (name, rows[0])
    put(f"stores/{name}/dump.jsonl", dump)
    entry(name, "store", f"stores/{name}", None, rule, why, dump=f"stores/{name}/dump.jsonl", digest=hashlib.sha256(dump).hexdigest())
    return dump


def dots_of(dump: bytes, key: tuple[str, str], field: str) -> list[Any]:
    """The dots of each value of a field, in the order of the dump."""
    rows = (json.loads(r) for r in dump.splitlines()[1:])
    return [v["dots"] for r in rows if (r["kind"], r["id"]) == key for v in r["fields"][field]["values"]]
