#!/usr/bin/env python3
"""Runs the reader over all of ../vectors and says what differs. Exit 1 on any difference."""
from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import club_reader as reader

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def run(v: dict[str, Any]) -> dict[str, Any]:
    """What the reader says, under the names that the index uses."""
    path = VECTORS / v["path"]
    try:
        if v["type"] == "line":
            return {"accept": True, "leaf": reader.parse_line(path.read_bytes()).leaf.hex()}
        if v["type"] == "charter":
            return {"accept": True, "network": reader.b64(reader.parse_charter(path.read_bytes()).network)}
        if v["type"] == "feed":
            charter = reader.parse_charter((VECTORS / v["charter"]).read_bytes())
            r = reader.verify_feed(charter, path.stem, reader.split_lines(path.read_bytes()))
            return {"accept": not r.code, "acceptedSeq": r.seq, "chain": r.chain.hex(), "lines": len(r.held), **({"code": r.code} if r.code else {})}
        out = reader.Fold(reader.Store.load(path)).dump()
        return {"accept": True, "digest": hashlib.sha256(out).hexdigest(), "same dump": out == (VECTORS / v["dump"]).read_bytes()}
    except reader.Refused as e:
        return {"accept": False, "code": e.code}


def big_commit() -> str:
    """The limit in bytes of a commit, here with parts that are longer full: 1,048,576 bytes stand, one more does not."""
    sys.path.insert(0, str(VECTORS))
    from making.writer import Feed, Net
    net = Net("caen")
    for total, want in ((1_048_576, 18), (1_048_577, 1)):
        f = Feed(net, "caen")
        start = len(f.raw())
        for n in range(17):
            rest = total - (len(f.raw()) - start)
            pad = 62_000 if n < 16 else 0
            if n == 16:
                probe = f.clone()
                pad = rest - len(probe.line({"zeal": ""}, seal=True).raw())
            f.line({"zeal": "x" * pad}, seal=n == 16)
        assert len(f.raw()) - start == total
        r = reader.verify_feed(reader.parse_charter(net.charter), f.name, reader.split_lines(f.raw()))
        if r.seq != want or r.code != ("" if want > 1 else "commit-too-long"):
            return f"commit of {total} bytes: {r.seq} {r.code}"
    return ""


def main() -> int:
    index = json.loads((VECTORS / "index.json").read_text())
    bad = 0
    for v in index:
        got = run(v)
        want = {k: v[k] for k in ("accept", "code", "leaf", "network", "acceptedSeq", "chain", "lines", "digest") if k in v}
        if v["type"] == "store":
            want["same dump"] = True
        if got.get("code") in v.get("or", ()):
            got["code"] = v["code"]
        if got != want:
            bad += 1
            print(f"{v['type']} {v['name']}: wanted {want}, got {got}")
    if problem := big_commit():
        bad += 1
        print(problem)
    print(f"{len(index)} vectors, {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
