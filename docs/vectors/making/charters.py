"""Charters, section 8."""
from __future__ import annotations

import hashlib
from typing import Any

from .encoding import b64, enc, private, public
from .index import entry, put
from .writer import Net


def charters() -> None:
    net = Net("caen", "rouen")
    founders = [{"key": public(private("founder", i)), "name": f"N{i}", "node": f"n{i:02d}"} for i in range(65)]
    body = {"admission": {"votes": 1}, "founders": founders[:1], "name": "One", "v": 1}

    def charter(name: str, raw: Any, code: Optional[str], why: str) -> None:
        raw = raw if isinstance(raw, bytes) else enc(raw) + b"\n"
        entry(name, "charter", put(f"charters/{name}.json", raw), code, "8", why, **({} if code else {"network": b64(hashlib.sha256(raw).digest())}))
    charter("two", net.charter, None, "Two founders.")
    charter("founders-64", {**body, "founders": founders[:64], "admission": {"votes": 64}}, None, "64 founders, all of whom must agree.")
    charter("founders-65", {**body, "founders": founders}, "bad-shape", "65 founders.")
    charter("founders-none", {**body, "founders": []}, "bad-shape", "No founder.")
    charter("votes-0", {**body, "admission": {"votes": 0}}, "bad-shape", "No vote.")
    charter("votes-2", {**body, "admission": {"votes": 2}}, "bad-shape", "More votes than founders.")
    charter("unordered", {**body, "founders": [founders[1], founders[0]]}, "bad-shape", "Founders ascend by node.")
    charter("node-twice", {**body, "founders": [founders[0], {**founders[1], "node": "n00"}]}, "bad-shape", "A node twice.")
    charter("key-twice", {**body, "founders": [founders[0], {**founders[1], "key": founders[0]["key"]}]}, "bad-shape", "A key twice.")
    charter("key-31", {**body, "founders": [{**founders[0], "key": bytes(31)}]}, "bad-base64", "A key of 31 bytes.")
    charter("key-verifies-nothing", {**body, "founders": [{**founders[0], "key": bytes([1]) + bytes(30) + b"\x80"}]}, None,
            "A key that verifies nothing (x = 0 and the sign bit set) is no error of the charter.")
    charter("bad-node", {**body, "founders": [{**founders[0], "node": "Caen"}]}, "bad-name", "No node name.")
    charter("no-lf", enc(body), "not-canonical", "No LF.")
    charter("unsorted", enc(body).replace(b'"name":"One","v":1', b'"v":1,"name":"One"') + b"\n", "key-order", "Keys out of order.")
