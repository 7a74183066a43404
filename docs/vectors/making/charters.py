"""Charters, section 8."""
from __future__ import annotations

import hashlib
from typing import Any, Optional

from .encoding import b64, enc, private, public
from .index import entry, put
from .writer import Net


def charters() -> None:
    net = Net("caen", "rouen")
    founders = [{"key": public(private("founder", i)), "name": f"N{i}", "node": f"n{i:02d}"} for i in range(65)]
    body = {"admission": {"votes": 1}, "founders": founders[:1], "name": "One", "v": 1}

    def charter(name: str, raw: Any, code: Optional[str], why: str) -> None:
        code, *others = code.split() if code else [None]
        raw = raw if isinstance(raw, bytes) else enc(raw) + b"\n"
        more = {"network": b64(hashlib.sha256(raw).digest())} if code is None else {"or": others} if others else {}
        entry(name, "charter", put(f"charters/{name}.json", raw), code, "8", why, **more)
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
    one = founders[0]
    raw = enc(body)
    for name, data, code, why in (
            ("name-empty", {**body, "name": ""}, None, "An empty name is a string."),
            ("name-escapes", {**body, "name": "\"\\\x00\u00e9"}, None, "A name with escapes."),
            ("node-32", {**body, "founders": [{**one, "node": "n" * 32}]}, None, "A node of 32 characters."),
            ("votes-1-of-2", {**body, "founders": founders[:2]}, None, "One of two founders is enough."),
            ("longest", {**body, "name": "x" * (65_536 - len(enc({**body, "name": ""})) - 1)}, None, "65,536 bytes with the LF."),
            ("too-long", {**body, "name": "x" * (65_537 - len(enc({**body, "name": ""})) - 1)}, "too-long", "65,537 bytes with the LF."),
            ("name-number", {**body, "name": 1}, "bad-shape", "`name` is a string."),
            ("founder-name-number", {**body, "founders": [{**one, "name": 1}]}, "bad-shape", "The name of a founder is a string."),
            ("v-2", {**body, "v": 2}, "bad-shape", "`v` is 1."), ("v-text", {**body, "v": "1"}, "bad-shape", "`v` is an integer."),
            ("member-extra", {**body, "zeal": 1}, "bad-shape", "A member that is not named."),
            ("founder-extra", {**body, "founders": [{**one, "zeal": 1}]}, "bad-shape", "A member of a founder that is not named."),
            ("admission-extra", {**body, "admission": {"votes": 1, "zeal": 1}}, "bad-shape", "A member of `admission` that is not named."),
            ("admission-empty", {**body, "admission": {}}, "bad-shape", "No `votes`."), ("admission-number", {**body, "admission": 1}, "bad-shape", "`admission` is an object."),
            ("votes-text", {**body, "admission": {"votes": "1"}}, "bad-shape", "`votes` is an integer."),
            ("votes-minus", {**body, "admission": {"votes": -1}}, "bad-shape", "A negative number of votes."),
            ("founders-object", {**body, "founders": {}}, "bad-shape", "`founders` is an array."),
            ("founder-text", {**body, "founders": ["caen"]}, "bad-shape", "A founder is an object."),
            ("node-33", {**body, "founders": [{**one, "node": "n" * 33}]}, "bad-name", "A node of 33 characters."),
            ("node-number", {**body, "founders": [{**one, "node": 1}]}, "bad-name", "A node is a string."),
            ("key-number", {**body, "founders": [{**one, "key": 1}]}, "bad-base64", "A key is a string."),
            ("key-padding", {**body, "founders": [{**one, "key": b64(one["key"]) + "="}]}, "bad-base64", "A key with padding."),
            ("key-33", {**body, "founders": [{**one, "key": bytes(33)}]}, "bad-base64", "A key of 33 bytes."),
            ("array", b"[]\n", "not-canonical", "A charter is an object."), ("nothing", b"", "not-canonical", "No byte at all."),
            ("two-lf", raw + b"\n\n", "not-canonical", "A byte after the LF."), ("crlf", raw + b"\r\n", "not-canonical", "CRLF."),
            ("bom", b"\xef\xbb\xbf" + raw + b"\n", "not-canonical", "A BOM."), ("space", raw.replace(b'"v":1', b'"v": 1') + b"\n", "not-canonical", "White space."),
            ("null", raw.replace(b'"One"', b"null") + b"\n", "bad-literal bad-shape", "null."), ("v-float", raw.replace(b'"v":1', b'"v":1.0') + b"\n", "bad-number", "1.0 is no number here."),
            ("latin1", raw.replace(b"One", b"\xe9") + b"\n", "not-utf8", "Latin-1."), ("escape", raw.replace(b"One", b"\\/") + b"\n", "bad-escape", "`\\/`."),
            ("key-order-founder", raw.replace(b'{"key"', b'{"aa":1,"key"').replace(b'"aa":1,', b'"zz":1,') + b"\n", "key-order bad-shape", "Keys of a founder out of order."),
            ("member-twice", raw.replace(b'"v":1', b'"v":1,"v":1') + b"\n", "key-order", "`v` twice.")):
        charter(name, data, code, why)
    for name in body:
        charter(f"without-{name}", {n: v for n, v in body.items() if n != name}, "bad-shape", f"No `{name}`.")
    for name in one:
        charter(f"founder-without-{name}", {**body, "founders": [{n: v for n, v in one.items() if n != name}]}, "bad-shape", f"A founder without `{name}`.")
