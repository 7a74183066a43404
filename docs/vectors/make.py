#!/usr/bin/env python3
"""Makes the test vectors beside it. Deterministic: fixed seeds; a second run gives the same bytes.

The writer (everything above "the vectors") shares no code with the reader. What a vector must give is said by hand here;
the dumps themselves are printed by ../reader/club_reader.py after the hand-written expectation has been compared with them.
"""
from __future__ import annotations

import base64
import copy
import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any, Callable, Optional

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

HERE = Path(__file__).resolve().parent
OUT = Path(sys.argv[1]) if __name__ == "__main__" and len(sys.argv) > 1 else HERE
B32 = "0123456789abcdefghjkmnpqrstvwxyz"
AT = "2026-03-01T09:00:00Z"
ORDER = 2**252 + 27742317777372353535851937790883648493
P = 2**255 - 19


# ---------------------------------------------------------------- writer: bytes, hashes, keys

class Raw(bytes):
    """Bytes that enc() copies as they are."""


def enc(v: Any) -> bytes:
    if isinstance(v, Raw):
        return bytes(v)
    if isinstance(v, bytes):
        return b'"' + base64.urlsafe_b64encode(v).rstrip(b"=") + b'"'
    if isinstance(v, dict):
        return b"{" + b",".join(enc(k) + b":" + enc(v[k]) for k in sorted(v, key=lambda k: k.encode())) + b"}"
    if isinstance(v, (list, tuple)):
        return b"[" + b",".join(map(enc, v)) + b"]"
    if isinstance(v, str):
        out = "".join("\\" + c if c in '"\\' else "\\u%04x" % ord(c) if c < " " else c for c in v)
        return b'"' + out.encode() + b'"'
    return json.dumps(v).encode()


def M(domain: str, *parts: bytes) -> bytes:
    return domain.encode() + b"\0" + b"".join(len(p).to_bytes(8, "big") + p for p in parts)


def H(domain: str, *parts: bytes) -> bytes:
    return hashlib.sha256(M(domain, *parts)).digest()


def u64(n: int) -> bytes:
    return n.to_bytes(8, "big")


def b64(b: bytes) -> str:
    return enc(b).decode()[1:-1]


def seeded(*words: Any) -> bytes:
    return hashlib.sha256(("club vectors " + " ".join(map(str, words))).encode()).digest()


def base32(b: bytes, n: int) -> str:
    bits = "".join(f"{x:08b}" for x in b)
    return "".join(B32[int(bits[5 * i:5 * i + 5], 2)] for i in range(n))


def fingerprint(key: bytes) -> str:
    return base32(hashlib.sha256(key).digest(), 16)


def private(*words: Any) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seeded("key", *words))


def public(key: Any) -> bytes:
    return key.A if isinstance(key, (OddKey, SmallKey)) else key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def record_id(node: str, *words: Any) -> str:
    return node + "." + base32(seeded("id", node, *words), 12)


# Textbook Ed25519, slow, for signatures that a library will not make.
D = -121665 * pow(121666, -1, P) % P
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960)
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")     # y of a point of order 8


def plus(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    k = D * a[0] * b[0] * a[1] * b[1]
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P)


def times(n: int, a: tuple[int, int]) -> tuple[int, int]:
    out = (0, 1)
    while n:
        out, a, n = plus(out, a) if n & 1 else out, plus(a, a), n >> 1
    return out


def point(a: tuple[int, int]) -> bytes:
    return (a[1] | (a[0] & 1) << 255).to_bytes(32, "little")


def unpoint(b: bytes) -> tuple[int, int]:
    y = int.from_bytes(b, "little") & (2**255 - 1)
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if (x * x - xx) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - xx) % P == 0
    return (x if x & 1 == b[31] >> 7 else P - x, y)


class OddKey:
    """Signs by hand, with chosen nonce and chosen encodings."""

    def __init__(self, *words: Any, torsion: bool = False, r: Optional[int] = None, r_bytes: Optional[bytes] = None):
        h = hashlib.sha512(seeded("key", *words)).digest()
        self.a = int.from_bytes(h[:32], "little") & (2**254 - 8) | 2**254
        self.A = point(plus(times(self.a, BASE), unpoint(ORDER_8)) if torsion else times(self.a, BASE))
        self.r, self.r_bytes, self.words = r, r_bytes, words

    def sign(self, message: bytes) -> bytes:
        r = int.from_bytes(seeded("nonce", *self.words) * 2, "little") % ORDER if self.r is None else self.r
        R = self.r_bytes or point(times(r, BASE))
        h = int.from_bytes(hashlib.sha512(R + self.A + message).digest(), "little")
        self.h_mod_8 = (h % 8, h % ORDER % 8)      # everybody reduces h; a key of mixed order makes that visible
        return R + ((r + h * self.a) % ORDER).to_bytes(32, "little")


class SmallKey:
    """A public key of small order, in any encoding: its seals meet the equation, as everybody can make them."""

    def __init__(self, A: bytes, order: int):
        self.A, self.order = A, order

    def sign(self, message: bytes) -> bytes:
        n = 0
        while True:
            r = int.from_bytes(seeded("small", self.A.hex(), n) * 2, "little") % ORDER
            R = point(times(r, BASE))
            h = int.from_bytes(hashlib.sha512(R + self.A + message).digest(), "little")
            if h % self.order == 0 and h % ORDER % self.order == 0:      # so that h times A is the neutral element
                return R + r.to_bytes(32, "little")
            n += 1


# ---------------------------------------------------------------- writer: lines, feeds, charters, stores

class Row:
    """One line, its parts kept apart."""

    def __init__(self, env: Any, payload: Any = None, personal: Any = None, seal: Optional[bytes] = None):
        self.env, self.seal = enc(env), seal
        self.parts = {k: v for k, v in (("payload", payload), ("personal", personal)) if v is not None}
        self.erased: set[str] = set()

    def ops(self, where: str) -> bytes:
        part = self.parts.get(where)
        if part is None:
            return b""
        if "erased" in part:
            return enc(part["ops"])
        return enc({op: sorted(b) if isinstance(b, dict) else b for op, b in part.items() if op not in ("salt", "note")})

    def hash(self, where: str) -> bytes:
        part = self.parts.get(where)
        return b"" if part is None else part["erased"] if "erased" in part else H("club-sync part", enc(part))

    def leaf(self) -> bytes:
        return H("club-sync leaf", self.env, self.ops("payload"), self.hash("payload"), self.ops("personal"), self.hash("personal"))

    def raw(self) -> bytes:
        out = b'{"change":' + self.env
        for where, part in self.parts.items():
            body = enc({"erased": self.hash(where), "ops": Raw(self.ops(where))}) if where in self.erased else enc(part)
            out += b',"' + where.encode() + b'":' + body
        return out + (b',"seal":' + enc(self.seal) if self.seal else b"") + b"}\n"

    def counted(self) -> int:
        """Its bytes, each full part as the longer of its two forms."""
        more = 0
        for where, part in self.parts.items():
            if "erased" not in part and where not in self.erased:
                more += max(0, len(enc({"erased": self.hash(where), "ops": Raw(self.ops(where))})) - len(enc(part)))
        return len(self.raw()) + more


class Net:
    def __init__(self, *nodes: str, word: str = "net", keys: dict[str, Any] = {}):
        self.identity = {n: keys.get(n) or private("identity", word, n) for n in nodes}
        self.charter = enc({"admission": {"votes": 1}, "name": "Vectors " + word, "v": 1, "founders": [
            {"key": public(self.identity[n]), "name": n.title(), "node": n} for n in sorted(nodes)]}) + b"\n"
        self.id = hashlib.sha256(self.charter).digest()


class Feed:
    """A writer of one feed. `clone` copies it with its key: a fork in the making."""

    def __init__(self, net: Net, node: str, word: str = "1", key: Any = None, opened: bool = True, continues: Any = None, **opening: Any):
        self.net, self.node, self.key = net, node, key or private("feed", node, word)
        self.public = public(self.key)
        self.name = node + "-" + fingerprint(self.public)
        self.rows: list[Row] = []
        self.pres: list[bytes] = [b""]
        self.chain = H("club-sync feed start", net.id, self.name.encode())
        self.chains = [self.chain]
        if opened:
            self.open(continues, **opening)

    def open(self, continues: Any = None, identity: Any = None, network: Optional[bytes] = None, seal: bool = True, **extra: Any) -> None:
        proof = (identity or self.net.identity[self.node]).sign(M("club-sync open", network or self.net.id, self.node.encode(),
                 self.name.encode(), self.public, enc(continues) if continues else b""))
        env = {"key": self.public, "node": self.node, "proof": proof, **({"continues": continues} if continues else {}), **extra}
        self.line(env, kind="feed", seal=seal)

    def clone(self) -> Feed:
        other = copy.copy(self)
        other.rows, other.pres, other.chains = list(self.rows), list(self.pres), list(self.chains)
        return other

    @property
    def seq(self) -> int:
        return len(self.rows)

    def line(self, env: Any = {}, payload: Any = None, personal: Any = None, kind: str = "event", seal: bool = True,
             bad_seal: bool = False, sign: Optional[Callable[[bytes], bytes]] = None, **over: Any) -> Row:
        seq = self.seq + 1
        row = Row({"at": AT, "feed": self.name, "kind": kind, "seq": seq, "v": 1, **env, **over}, payload, personal)
        pre = H("club-sync pre", self.chain, row.leaf())
        if seal:
            row.seal = (sign or self.key.sign)(M("club-sync seal", self.net.id, self.name.encode(), u64(seq), pre))
            if bad_seal:
                row.seal = seeded("bad seal", seq) + (seeded("bad seal too", seq)[:31] + b"\0")
        self.chain = H("club-sync chain", pre, row.seal or b"")
        self.rows.append(row)
        self.pres.append(pre)
        self.chains.append(self.chain)
        return row

    def part(self, where: str, ops: dict[str, Any], note: Optional[str] = None) -> Any:
        salt = seeded("salt", self.name, self.seq, where, len(self.rows))[:16]
        return {"salt": salt, **ops, **({"note": note} if note is not None else {})}

    def rec(self, id: str, after: Any = {}, note: Optional[str] = None, personal: Any = None, op: Optional[str] = None,
            kind: str = "event", env: Any = {}, seal: bool = True, bad_seal: bool = False, v: int = 1, **ops: Any) -> Row:
        """A record line: rec(id, {feed: n}, set={...}, personal={"set": {...}})."""
        after = {f.name if isinstance(f, Feed) else f: n for f, n in after.items()}
        payload = self.part("payload", ops, note) if ops or note is not None else None
        return self.line({"after": after, "id": id, **({"op": op} if op else {}), **env}, payload,
                         self.part("personal", personal) if personal else None, kind=kind, seal=seal, bad_seal=bad_seal, v=v)

    def head(self, seq: Optional[int] = None, bad: bool = False) -> list[Any]:
        seq = seq or self.seq
        seal = self.rows[seq - 1].seal
        assert seal
        return [seq, self.pres[seq], seeded("no seal") * 2 if bad else seal]

    def heads(self, kind: str, *heads: Any, seal: bool = True) -> Row:
        """A checkpoint or adoption of (feed, seq) pairs or (feed, head) pairs."""
        out: dict[str, list[Any]] = {}
        for feed, h in heads:
            out.setdefault(feed.name, []).append(h if isinstance(h, list) else feed.head(h))
        for rows in out.values():
            rows.sort()
        return self.line({"heads" if kind == "checkpoint" else "adopts": out}, kind=kind, seal=seal)

    def sees(self, *heads: Any) -> Row:
        return self.heads("checkpoint", *heads, seal=False)

    def erase(self, id: str, fields: list[str], upto: Any, kind: str = "event") -> Row:
        return self.line({"erases": {"fields": fields, "id": id, "kind": kind, "upto": {f.name: n for f, n in upto.items()}}}, kind="erasure")

    def raw(self) -> bytes:
        return b"".join(r.raw() for r in self.rows)


def branch_files(feeds: list[Feed]) -> dict[str, bytes]:
    """The files of a store: each next branch of a feed from the last seal that it shares with what is written, named by the
    chain hash of its first sealed line after that."""
    files: dict[str, bytes] = {}
    written: dict[str, list[Feed]] = {}
    for f in feeds:
        start, name = 0, f.name
        if f.name in written:
            start = max(i for g in written[f.name] for i in range(min(f.seq, g.seq) + 1)
                        if f.chains[i] == g.chains[i] and (i == 0 or f.rows[i - 1].seal))
            name += "~" + base32(next(f.chains[i] for i in range(start + 1, f.seq + 1) if f.rows[i - 1].seal), 16)
            assert name + ".jsonl" not in files
        files[name + ".jsonl"] = b"".join(r.raw() for r in f.rows[start:])
        written.setdefault(f.name, []).append(f)
    return files


# ---------------------------------------------------------------- the vectors

INDEX: list[dict[str, Any]] = []


def put(path: str, data: bytes) -> str:
    target = OUT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path


def entry(name: str, type: str, path: str, code: Optional[str], rule: str, why: str, **more: Any) -> None:
    assert all(e["name"] != name or e["type"] != type for e in INDEX), name
    INDEX.append({"name": name, "type": type, "path": path, "accept": code is None, **({"code": code} if code else {}),
                  "rule": rule, "why": why, **more})


def line(name: str, data: Any, code: Optional[str], rule: str, why: str) -> None:
    raw = data.raw() if isinstance(data, Row) else data
    more = {"leaf": data.leaf().hex()} if code is None else {}
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


def grammar_lines() -> None:
    good = row(seal=SEAL)
    raw = good.raw()
    value = lambda text: row(set={"title": Raw(text)}).raw()
    line("plain", good, None, "3", "A record line with one field and a seal.")
    line("both-parts", row(personal={"salt": SALT2, "set": {"email": "a@b.fr"}}), None, "3", "A line with both parts and no seal.")

    pad = lambda n: row(set={"title": "x" * n})
    base = len(pad(0).raw())
    line("length-65536", pad(65536 - base), None, "3", "65,536 bytes with the LF.")
    line("length-65537", pad(65537 - base).raw(), "too-long", "3", "65,537 bytes with the LF.")

    def wide(total: int) -> Row:     # an `unset`, whose erased form is 31 bytes longer than the full one
        names = [f"f{i:05d}" + "x" * 26 for i in range(1867)]
        spare = len(row(unset=names).raw()) + 31 - total
        names[0], names[1] = names[0][:32 - min(spare, 26)], names[1][:32 - max(spare - 26, 0)]
        r = row(unset=names)
        assert len(r.raw()) + 31 == total, (len(r.raw()) + 31, total)
        return r
    line("erased-length-65536", wide(65536), None, "3", "65,505 bytes; 65,536 when its part is erased.")
    line("erased-length-65537", wide(65537).raw(), "too-long", "3", "65,506 bytes, but 65,537 when its part is erased.")

    def mixed(total: int) -> Row:    # a payload that is longer full, a personal part that is longer erased
        r = lambda n: row(set={"title": "x" * n}, personal={"salt": SALT2, "unset": ["email", "phone"]})
        out = r(total - r(100).counted() + 100)
        assert out.counted() == total == len(out.raw()) + 31
        return out
    line("mixed-length-65536", mixed(65536), None, "3", "65,505 bytes; 65,536 with the longer form of each part.")
    line("mixed-length-65537", mixed(65537).raw(), "too-long", "3", "65,506 bytes, and few when both parts are erased, but 65,537 when only `personal` is.")
    half = lambda total: Row(ENV, {"erased": bytes(32), "ops": {"unset": ["title"]}}, {"salt": SALT2, "note": "x" * (total - len(Row(ENV, {
        "erased": bytes(32), "ops": {"unset": ["title"]}}, {"salt": SALT2, "note": ""}).raw()))})
    line("half-erased-length-65536", half(65536), None, "3", "65,536 bytes, of which an erased part, which counts as it stands.")
    line("half-erased-length-65537", half(65537).raw(), "too-long", "3", "65,537 bytes, of which an erased part.")

    line("utf8-4-bytes", row(set={"title": "\U0010ffff\U0001f600\ufeff\uffff"}), None, "3", "U+10FFFF, an emoji, a BOM inside a string and a noncharacter are valid UTF-8.")
    for name, text, why in (("overlong", b'"\xc0\xaf"', "An overlong form of `/`."), ("surrogate", b'"\xed\xa0\x80"', "A surrogate in UTF-8."),
                            ("above-10ffff", b'"\xf4\x90\x80\x80"', "U+110000."), ("cut", b'"\xc3"', "A sequence cut short."),
                            ("latin1", b'"\xe9"', "Latin-1."), ("overlong-nul", b'"\xc0\x80"', "An overlong NUL.")):
        line("utf8-" + name, value(text), "not-utf8", "3", why)
    line("bom", b"\xef\xbb\xbf" + raw, "not-canonical", "3", "A BOM before the line.")
    line("crlf", raw[:-1] + b"\r\n", "not-canonical", "3", "CRLF.")
    line("trailing-space", raw[:-1] + b" \n", "not-canonical", "3", "A space before the LF.")
    line("no-lf", raw[:-1], "not-canonical", "3", "No LF.")
    line("two-lf", raw + b"\n", "not-canonical", "3", "A byte after the LF.")
    line("leading-space", b" " + raw, "not-canonical", "3", "A space before the line.")
    line("space-after-colon", raw.replace(b'"v":1', b'"v": 1'), "not-canonical", "3", "White space between tokens.")
    line("newline-inside", raw.replace(b'"v":1', b'\n"v":1'), "not-canonical", "3", "An LF between tokens.")
    line("array-line", b"[]\n", "not-canonical", "3", "A line is an object.")
    line("truncated", raw[:-2] + b"\n", "not-canonical", "3", "The closing brace is missing.")
    line("trailing-comma", raw.replace(b'"v":1}', b'"v":1,}'), "not-canonical", "3", "A comma before a brace.")
    line("empty-line", b"\n", "not-canonical", "3", "Nothing but LF.")
    line("depth-16", row(set={"title": nested(13)}), None, "3", "Containers nested 16 deep.")
    line("depth-17", row(set={"title": nested(14)}).raw(), "too-deep", "3", "Containers nested 17 deep.")

    line("escapes", row(set={"title": "".join(map(chr, range(32))) + '"\\/\x7f\u2028'}), None, "3", "Every escape that exists; `/`, DEL and U+2028 raw.")
    for name, text, why in (("n", b'"\\n"', "`\\n` instead of `\\u000a`."), ("slash", b'"\\/"', "`\\/`."), ("t", b'"\\t"', "`\\t`."),
                            ("upper-hex", b'"\\u001F"', "Upper-case digits."), ("space", b'"\\u0020"', "An escape of U+0020."),
                            ("del", b'"\\u007f"', "An escape of U+007F."), ("letter", b'"\\u0041"', "An escape of `A`."),
                            ("surrogate", b'"\\ud83d\\ude00"', "Escaped surrogates."), ("short", b'"\\u00"', "An escape cut short."),
                            ("raw-control", b'"a\tb"', "A raw control character."), ("raw-nul", b'"a\0b"', "A raw NUL.")):
        line("escape-" + name, value(text), "bad-escape", "3", why)
    for n in (0, -1, 2**53 - 1, -(2**53 - 1)):
        line(f"number-{n}".replace("--", "-minus-"), row(set={"title": n}), None, "3", f"The number {n}.")
    for name, text in (("2-53", b"9007199254740992"), ("minus-2-53", b"-9007199254740992"), ("minus-zero", b"-0"), ("leading-zero", b"01"),
                       ("float", b"1.0"), ("exponent", b"1e3"), ("minus-leading-zero", b"-01"), ("huge", b"1" * 40), ("minus-alone", b"-")):
        line("number-" + name, value(text), "bad-number", "3", f"`{text.decode()}` is no number here.")
    line("booleans", row(set={"title": True, "open": False}), None, "3", "true and false.")
    line("null", value(b"null"), "bad-literal", "3", "null.")
    line("key-duplicate", value(b'{"a":1,"a":1}'), "key-order", "3", "A key twice.")
    line("key-unordered", value(b'{"b":1,"a":1}'), "key-order", "3", "Keys out of order.")
    line("key-prefix-order", row(set={"title": {"a": 1, "aa": 1, "b": 1}}), None, "3", "A prefix comes first.")
    line("key-utf16-order", row(set={"title": {"\uff01": 1, "\U00010000": 2}}), None, "3", "By UTF-8 bytes U+FF01 stands before U+10000; by UTF-16 units it would not.")
    line("key-utf16-order-wrong", value('{"\U00010000":1,"\uff01":2}'.encode()), "key-order", "3", "UTF-16 order.")
    line("key-nfc", row(set={"title": {"e\u0301": 1, "\u00e9": 2}}), None, "3", "Two keys that only normalisation would make equal.")
    line("key-decoded-order", row(set={"title": {"\x01": 1, " ": 2}}), None, "3", "Keys are compared decoded: U+0001 stands before the space.")
    line("key-decoded-order-wrong", value(b'{" ":2,"\\u0001":1}'), "key-order", "3", "Ordered by the escaped bytes.")
    line("key-empty", row(set={"title": {"": 1}}), None, "3", "An empty key inside a value.")
    line("envelope-unordered", raw.replace(b'"seq":2,"v":1', b'"v":1,"seq":2'), "key-order", "3", "Envelope keys out of order.")

    line("member-fifth", raw[:-2] + b',"x":1}\n', "bad-member", "3", "A fifth member.")
    line("member-order", b'{"seal":"' + b64(SEAL).encode() + b'",' + row().raw()[1:], "bad-member", "3", "`seal` before `change`.")
    line("member-missing", b'{"payload":' + enc({"salt": SALT, "set": {"a": 1}}) + b"}\n", "bad-member", "3", "No `change`.")
    line("member-none", b"{}\n", "bad-member", "3", "No member at all.")
    line("member-unknown", raw.replace(b'"payload"', b'"payloae"'), "bad-member", "3", "An unknown member.")
    line("change-array", b'{"change":[]}\n', "bad-shape", "3", "`change` is an object.")

    for name, at in (("leap-day", "2028-02-29T23:59:59Z"), ("2000-leap", "2000-02-29T00:00:00Z"), ("year-1", "0001-01-01T00:00:00Z"),
                     ("year-9999", "9999-12-31T23:59:59Z"), ("year-4-leap", "0004-02-29T00:00:00Z"), ("1582-october", "1582-10-10T00:00:00Z")):
        line("at-" + name, row({"at": at}), None, "3", f"{at} is real.")
    for name, at in (("no-leap-day", "2026-02-29T00:00:00Z"), ("1900", "1900-02-29T00:00:00Z"), ("second-60", "2026-06-30T23:59:60Z"),
                     ("hour-24", "2026-06-30T24:00:00Z"), ("month-13", "2026-13-01T00:00:00Z"), ("day-0", "2026-01-00T00:00:00Z"),
                     ("offset", "2026-01-01T00:00:00+00:00"), ("fraction", "2026-01-01T00:00:00.0Z"), ("lower", "2026-01-01t00:00:00z"),
                     ("arabic-digits", "٢026-01-01T00:00:00Z"), ("year-0", "0000-12-31T23:59:59Z"), ("year-0-leap", "0000-02-29T00:00:00Z"),
                     ("year-10000", "10000-01-01T00:00:00Z"), ("1500-julian", "1500-02-29T00:00:00Z")):
        line("at-" + name, row({"at": at}).raw(), "bad-time", "3", f"`at` is {at}.")
    for name in ("at", "feed", "kind", "seq", "v"):
        line("without-" + name, row(drop=(name,)).raw(), "bad-shape", "3", f"No `{name}`.")
    line("seq-0", row({"seq": 0}).raw(), "bad-shape", "3", "`seq` is at least 1.")
    line("seq-text", row({"seq": "2"}).raw(), "bad-shape", "3", "`seq` is an integer.")
    line("v-0", row({"v": 0}).raw(), "bad-shape", "3", "`v` is at least 1.")
    line("v-true", row({"v": True}).raw(), "bad-shape", "3", "`v` is an integer.")
    line("after-array", row({"after": []}).raw(), "bad-shape", "3", "`after` is an object.")
    line("after-0", row({"after": {FEED: 0}}, drop=()).raw(), "bad-shape", "3", "An entry of `after` is at least 1.")
    line("after-bad-feed", row({"after": {"caen": 1}}).raw(), "bad-feed", "2", "An entry of `after` is for a feed.")
    line("after-bad-v2", row({"after": {FEED: "1"}, "v": 2}).raw(), "bad-shape", "3", "The form of `after` is frozen for every v.")

    line("node-32", row({"feed": "a" * 32 + "-7k2mq4x9p0c3d5fh"}), None, "2", "A node of 32 characters.")
    line("node-33", row({"feed": "a" * 33 + "-7k2mq4x9p0c3d5fh"}).raw(), "bad-feed", "2", "A node of 33 characters.")
    line("node-dashes", row({"feed": "val-d-oise--7k2mq4x9p0c3d5fh", "id": "val-d-oise-.0a1b2c3d4e5f"}), None, "2", "The node is what stands before the last dash.")
    for name, f in (("letter-u", "caen-7k2mq4x9p0c3d5fu"), ("upper", "caen-7K2MQ4X9P0C3D5FH"), ("short", "caen-7k2mq4x9p0c3d5f"), ("digit-first", "1aen-7k2mq4x9p0c3d5fh"),
                    ("newline", FEED + "\n")):
        line("feed-" + name, row({"feed": f}).raw(), "bad-feed", "2", "No feed name.")
    for name, i in (("letter-i", "caen.0a1b2c3d4e5i"), ("dash", "caen-0a1b2c3d4e5f"), ("long", ID + "0"), ("no-node", ".0a1b2c3d4e5f")):
        line("id-" + name, row({"id": i}).raw(), "bad-record", "2", "No record id.")
    line("kind-32", row({"kind": "k" * 32}), None, "2", "A kind of 32 characters.")
    line("kind-33", row({"kind": "k" * 33}).raw(), "bad-name", "2", "A kind of 33 characters.")
    line("kind-dash", row({"kind": "my-kind"}).raw(), "bad-name", "2", "No dash in a kind.")
    line("op-upper", row({"op": "Delete"}, payload={}).raw(), "bad-name", "2", "No upper case in an operation.")
    line("field-32", row(set={"f" * 32: 1}), None, "2", "A field of 32 characters.")
    line("field-33", row(set={"f" * 33: 1}).raw(), "bad-name", "2", "A field of 33 characters.")

    part = lambda p, **env: Row({**ENV, **env}, Raw(p)).raw() if isinstance(p, bytes) else Row({**ENV, **env}, p).raw()
    s = b64(SALT)
    other = s[:-1] + chr(ord(s[-1]) + 1)
    line("base64-spare-bits", raw.replace(s.encode(), other.encode()), "bad-base64", "1", "The spare low bits of the last character are not zero.")
    line("base64-padding", raw.replace(s.encode(), s.encode() + b"=="), "bad-base64", "1", "Padding.")
    line("base64-alphabet", raw.replace(s.encode(), b"+/" + s.encode()[2:]), "bad-base64", "1", "The other alphabet.")
    line("base64-salt-15", part({"salt": SALT[:15], "set": {"a": 1}}), "bad-base64", "1", "A salt of 15 bytes.")
    line("base64-seal-63", row(seal=SEAL[:63]).raw(), "bad-base64", "1", "A seal of 63 bytes.")
    line("base64-erased-31", part({"erased": bytes(31), "ops": {}}), "bad-base64", "1", "A part hash of 31 bytes.")
    erased = {"erased": bytes(32), "ops": {"set": ["a", "b"]}}
    line("erased", Row(ENV, erased), None, "3", "An erased part.")
    line("erased-no-ops", Row(ENV, {"erased": bytes(32), "ops": {}}), None, "3", "An erased part without operations.")
    line("erased-unordered", part({"erased": bytes(32), "ops": {"set": ["b", "a"]}}), "bad-part", "3", "Fields out of order.")
    line("erased-with-note", part({**erased, "note": "x"}), "bad-part", "3", "An erased part has exactly two members.")
    line("erased-and-salt", part({**erased, "salt": SALT}), "bad-part", "3", "Neither full nor erased.")
    line("part-empty", part(Raw(b"{}")), "bad-part", "3", "Neither full nor erased.")
    line("part-array", part(Raw(b"[]")), "bad-part", "3", "A part is an object.")
    line("note-number", part({"salt": SALT, "note": 1}), "bad-part", "3", "A note is a string.")
    line("note-only", Row(ENV, {"salt": SALT, "note": "why"}), None, "4", "A part with only a note.")
    line("salt-only", Row(ENV, {"salt": SALT}), None, "4", "A part with no operation and no note.")
    line("operation-text", part({"salt": SALT, "paint": "red"}), "bad-part", "3", "An operation is an object or an array.")
    line("operation-number-fields", part({"salt": SALT, "paint": [1]}), "bad-name", "3", "A field name is a string.")
    line("operation-unordered", part({"salt": SALT, "unset": ["b", "a"]}), "bad-part", "3", "Fields ascend.")
    line("operation-twice", part({"salt": SALT, "unset": ["a", "a"]}), "bad-part", "3", "Fields ascend strictly.")
    line("empty-set", part({"salt": SALT, "set": {}}), "empty-operation", "3", "An operation without a field.")
    line("empty-unset", part({"salt": SALT, "unset": []}), "empty-operation", "3", "An operation without a field.")
    line("empty-erased", part({"erased": bytes(32), "ops": {"set": []}}), "empty-operation", "3", "An operation without a field in an erased part.")
    line("operation-upper", part({"salt": SALT, "Set": {"a": 1}}), "bad-name", "3", "No operation name.")
    line("field-twice-one-part", part({"salt": SALT, "set": {"a": 1}, "unset": ["a"]}), "field-twice", "3", "A field in two operations.")
    line("field-twice-both-parts", Row(ENV, {"salt": SALT, "set": {"a": 1}}, {"salt": SALT2, "set": {"a": 1}}).raw(), "field-twice", "3", "A field in both parts.")
    line("field-twice-erased", Row(ENV, erased, {"salt": SALT2, "set": {"a": 1}}).raw(), "field-twice", "3", "A field in an erased and in a full part.")


def version_lines() -> None:
    part = lambda p, **env: Row({**ENV, **env}, p).raw()
    line("value-object", row(set={"price": {"as_of": "2026", "qualifier": "exact", "unit": "EUR", "value": 5}, "see": "@" + ID, "x": {}}), None, "4", "A quantity, a reference and an empty object as values.")
    line("all-operations", row(set={"a": 1}, unset=["b"], add={"c": ["x", "y"]}, remove={"d": [""]}), None, "4", "The four operations.")
    line("value-array", part({"salt": SALT, "set": {"a": [1]}}), "bad-value", "4", "A value is no array.")
    line("value-array-inside", part({"salt": SALT, "set": {"a": {"b": []}}}), "bad-value", "4", "A value is no array, however deep.")
    line("set-array", part({"salt": SALT, "set": ["a"]}), "bad-value", "4", "`set` is an object.")
    line("unset-object", part({"salt": SALT, "unset": {"a": 1}}), "bad-value", "4", "`unset` is an array.")
    line("add-text", part({"salt": SALT, "add": {"a": "x"}}), "bad-value", "4", "`add` has arrays.")
    line("add-number", part({"salt": SALT, "add": {"a": [1]}}), "bad-value", "4", "`add` has arrays of strings.")
    line("add-empty", part({"salt": SALT, "add": {"a": []}}), "bad-value", "4", "An array of at least one string.")
    line("add-unordered", part({"salt": SALT, "add": {"a": ["y", "x"]}}), "bad-value", "4", "Elements ascend.")
    line("remove-twice", part({"salt": SALT, "remove": {"a": ["x", "x"]}}), "bad-value", "4", "Elements ascend strictly.")
    line("own-context", row({"after": {FEED: 2}}).raw(), "own-context", "4", "`after` for the own feed is below seq.")
    line("own-context-below", row({"after": {FEED: 1}}), None, "4", "`after` for the own feed, just below seq.")
    line("no-after", row(drop=("after",)).raw(), "bad-shape", "4", "A record line has `after`.")
    line("no-part", Row(ENV).raw(), "bad-shape", "4", "Without `op`, at least one part.")
    line("personal-alone", Row(ENV, None, {"salt": SALT, "set": {"a": 1}}), None, "4", "`personal` alone is enough.")
    line("delete", Row({**ENV, "op": "delete"}), None, "4", "A deletion.")
    line("restore", Row({**ENV, "op": "restore"}), None, "4", "A restoration.")
    line("delete-with-part", row({"op": "delete"}).raw(), "bad-shape", "4", "A deletion has no part.")
    line("delete-without-id", Row({**{k: v for k, v in ENV.items() if k != "id"}, "kind": "erasure", "op": "delete"}).raw(), "bad-shape", "4", "A feed-level line has no `op`.")
    line("reserved-with-id", row({"kind": "checkpoint"}).raw(), "bad-shape", "4", "A record's kind is not reserved.")

    head = [3, seeded("pre"), SEAL]
    rouen, caen2 = "rouen-7k2mq4x9p0c3d5fh", "caen-0000000000000000"
    line("checkpoint", bare("checkpoint", {"heads": {rouen: [head]}}), None, "7.2", "A checkpoint.")
    line("checkpoint-two-heads", bare("checkpoint", {"heads": {rouen: [head, [4, bytes(32), SEAL], [4, b"\1" + bytes(31), SEAL]]}}), None, "7", "Heads ascend by seq, then pre.")
    hs = lambda h: bare("checkpoint", {"heads": h}).raw()
    line("heads-empty", hs({}), "bad-shape", "7", "At least one feed.")
    line("heads-no-head", hs({rouen: []}), "bad-shape", "7", "At least one head each.")
    line("heads-unordered", hs({rouen: [[4, bytes(32), SEAL], head]}), "bad-shape", "7", "Heads ascend.")
    line("heads-twice", hs({rouen: [head, head]}), "bad-shape", "7", "Heads ascend strictly.")
    low, high = sorted((SEAL, seeded("c") + seeded("d")))
    line("heads-two-seals", bare("checkpoint", {"heads": {rouen: [[3, seeded("pre"), low], [3, seeded("pre"), high]]}}), None, "7", "Two heads with one pre and two seals, ascending by seal.")
    line("heads-two-seals-unordered", hs({rouen: [[3, seeded("pre"), high], [3, seeded("pre"), low]]}), "bad-shape", "7", "Heads with one pre ascend by seal.")
    line("heads-short", hs({rouen: [head[:2]]}), "bad-shape", "7", "A head has three members.")
    line("heads-seq-0", hs({rouen: [[0, *head[1:]]]}), "bad-shape", "7", "seq is at least 1.")
    line("heads-pre-31", hs({rouen: [[3, bytes(31), SEAL]]}), "bad-base64", "7", "pre has 32 bytes.")
    line("checkpoint-own-feed", hs({FEED: [head]}), "bad-shape", "7.2", "A checkpoint does not name its own feed.")
    line("checkpoint-with-part", bare("checkpoint", {"heads": {rouen: [head]}}, {"salt": SALT, "note": "x"}).raw(), "bad-shape", "4", "A feed-level line has no part.")
    line("checkpoint-with-after", bare("checkpoint", {"after": {}, "heads": {rouen: [head]}}).raw(), "bad-shape", "4", "A feed-level line has no `after`.")
    line("checkpoint-without-heads", bare("checkpoint", {}).raw(), "bad-shape", "4", "A checkpoint has `heads`.")
    line("adoption", bare("adoption", {"adopts": {caen2: [head]}}), None, "7.3", "An adoption.")
    line("adoption-other-node", bare("adoption", {"adopts": {rouen: [head]}}).raw(), "bad-shape", "7.3", "Feeds of the same node only.")
    line("adoption-own-feed", bare("adoption", {"adopts": {FEED: [head]}}).raw(), "bad-shape", "7.3", "Not its own feed.")
    er = {"fields": ["email"], "id": ID, "kind": "event", "upto": {FEED: 5}}
    line("erasure", bare("erasure", {"erases": er}), None, "7.4", "An erasure.")
    line("erasure-no-fields", bare("erasure", {"erases": {**er, "fields": []}}), None, "7.4", "An erasure of notes only.")
    line("erasure-unordered", bare("erasure", {"erases": {**er, "fields": ["b", "a"]}}).raw(), "bad-shape", "7.4", "Fields ascend.")
    line("erasure-upto-empty", bare("erasure", {"erases": {**er, "upto": {}}}).raw(), "bad-shape", "7.4", "At least one entry in `upto`.")
    line("erasure-other-node", bare("erasure", {"erases": {**er, "upto": {rouen: 1}}}).raw(), "bad-shape", "7.4", "`upto` names feeds of the same node.")
    line("erasure-bad-id", bare("erasure", {"erases": {**er, "id": "x"}}).raw(), "bad-record", "7.4", "A record id.")
    line("erasure-extra", bare("erasure", {"erases": {**er, "why": "x"}}).raw(), "bad-shape", "7.4", "Exactly four members.")
    opening = {"key": bytes(32), "node": "caen", "proof": SEAL}
    line("opening", bare("feed", opening, seq=1), None, "7.1", "A line of kind feed, in itself.")
    line("opening-continues", bare("feed", {**opening, "continues": {caen2: [head]}}, seq=1), None, "7.1", "A feed that continues another.")
    line("opening-seq-2", bare("feed", opening).raw(), "bad-shape", "4", "Only line 1 is of kind feed.")
    line("opening-continues-two", bare("feed", {**opening, "continues": {caen2: [head, [4, bytes(32), SEAL]]}}, seq=1).raw(), "bad-shape", "7.1", "One head.")
    line("opening-continues-other-node", bare("feed", {**opening, "continues": {rouen: [head]}}, seq=1).raw(), "bad-shape", "7.1", "The same node.")
    line("opening-continues-itself", bare("feed", {**opening, "continues": {FEED: [head]}}, seq=1).raw(), "bad-shape", "7.1", "Another feed.")
    line("opening-key-31", bare("feed", {**opening, "key": bytes(31)}, seq=1).raw(), "bad-base64", "7.1", "A key has 32 bytes.")

    line("unknown-v", row({"v": 2}, set={"a": [1, {"b": []}]}), None, "4", "Another v: only section 3 counts.")
    line("unknown-v-huge", row({"v": 2**53 - 1}), None, "4", "The greatest v.")
    line("unknown-member", row({"zeal": [1]}), None, "4", "An envelope member that v1 does not name.")
    line("unknown-member-no-part", Row({**ENV, "zeal": 1}), None, "4", "Nothing else of section 4 is asked of an unknown line.")
    line("unknown-op", Row({**ENV, "op": "archive"}), None, "4", "An op that v1 does not name.")
    line("unknown-operation", row(paint={"color": [1]}), None, "4", "An operation that v1 does not name.")
    line("unknown-operation-array", row(paint=["color"]), None, "4", "An operation that v1 does not name, as an array.")
    line("unknown-kind", bare("vote", {}), None, "4", "No id and a kind that is not reserved.")
    line("unknown-kind-record", row({"kind": "spaceship"}), None, "4", "A record of any kind is known.")
    line("unknown-bad-value", row({"zeal": 1}, set={"a": [1]}).raw(), "bad-value", "4", "The known operations of an unknown v1 line keep their form.")
    line("unknown-v-bad-time", row({"v": 2, "at": "now"}).raw(), "bad-time", "3", "Section 3 holds for every v.")
    line("unknown-v-field-twice", row({"v": 2}, set={"a": 1}, paint={"a": 1}).raw(), "field-twice", "3", "Section 3 holds for every v.")
    line("unknown-erasure-member", bare("erasure", {"erases": er, "hard": True}), None, "4", "A reserved kind with a member that v1 does not name.")


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


def feeds() -> None:
    net, other = Net("caen", "rouen"), Net("caen", "rouen", word="other")
    i = record_id("caen", 1)

    def feed(name: str, f: Feed, code: Optional[str], rule: str, why: str, accepted: int, raw: Optional[bytes] = None, file: str = "",
             under: Net = net) -> None:
        start = H("club-sync feed start", under.id, (file or f.name).encode())
        put(f"feeds/{name}/charter.json", under.charter)
        path = put(f"feeds/{name}/{file or f.name}.jsonl", f.raw() if raw is None else raw)
        entry(name, "feed", path, code, rule, why, charter=f"feeds/{name}/charter.json", acceptedSeq=accepted, chain=(f.chains[accepted] if accepted else start).hex(), lines=accepted)

    def started(n: int = 3, **k: Any) -> Feed:
        f = Feed(net, "caen", **k)
        for j in range(n - 1):
            f.rec(i, {f: f.seq} if j else {}, set={"title": f"T{j}"})
        return f
    feed("good", started(), None, "6", "Three commits of one line.", 3)
    f = started(1)
    f.rec(i, set={"a": 1}, seal=False)
    f.rec(i, {f: 2}, note="reason", seal=False)
    f.rec(i, {f: 3}, op="delete")
    feed("commit-of-three", f, None, "6", "A seal covers the lines before it.", 4)
    f.rec(i, {f: 4}, op="restore", seal=False)
    feed("tail", f, None, "6", "A line after the last seal does not exist yet.", 4)
    f = started(4)
    feed("gap", f, "gap", "6", "Line 3 is missing.", 2, b"".join(r.raw() for k, r in enumerate(f.rows) if k != 2))
    feed("line-twice", f, "gap", "6", "Line 2 stands twice.", 2, b"".join(r.raw() for k, r in enumerate(f.rows) for _ in range(2 if k == 1 else 1)))
    f = started(3)
    f.rec(i, {f: 3}, set={"title": "x"}, env={"feed": "rouen-7k2mq4x9p0c3d5fh"})
    feed("wrong-feed", f, "wrong-feed", "6", "A line that names another feed.", 3)
    feed("wrong-file", started(), "wrong-feed", "6", "The file is named after another feed.", 0, file="caen-0000000000000000")
    f = started(3)
    f.rec(i, {f: 3}, set={"title": "x"}, bad_seal=True)
    feed("bad-seal", f, "bad-seal", "6", "The last seal is bad; what came before stands.", 3)
    f.rec(i, {f: 4}, set={"title": "y"})
    feed("bad-seal-covered", f, None, "6", "A bad seal in the middle: the next good seal, signed over it, covers its line.", 5)
    f = started(5)
    swapped = [r.raw() for r in f.rows]
    swapped[2] = swapped[2].replace(enc(f.rows[2].seal), enc(f.rows[3].seal))
    feed("seal-swapped", f, "bad-seal", "5", "A seal changed afterwards: no later seal verifies either.", 2, b"".join(swapped))
    changed = [r.raw() for r in f.rows]
    changed[3] = changed[3].replace(b"T2", b"T9")
    feed("value-changed", f, "bad-seal", "5", "A value changed afterwards.", 3, b"".join(changed))
    feed("bad-line-between", f, "bad-number", "6", "A line outside the grammar holds the feed at the last good seal.", 3,
         b"".join(changed[:3]) + changed[3].replace(b'"seq":4', b'"seq":04') + changed[4])
    feed("own-line-opening", started(), "bad-shape", "6", "A second line of kind feed.", 3, started().raw() + started(1).raw().replace(b'"seq":1', b'"seq":4'))

    f = Feed(net, "caen", opened=False)
    f.rec(i, set={"a": 1})
    feed("not-opened", f, "not-opened", "6", "Line 1 is not of kind feed.", 0)
    feed("opening-unsealed", Feed(net, "caen", seal=False), "not-opened", "6", "Line 1 carries its own seal.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(v=2)
    feed("opening-v2", f, "not-opened", "6", "Line 1 is of version 1.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(zeal=1)
    feed("opening-unknown", f, "not-opened", "6", "Line 1 is not unknown.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(node="rouen")
    feed("opening-other-node", f, "bad-opening", "6", "`node` is the feed's node.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(key=public(private("someone")))
    feed("opening-other-key", f, "bad-opening", "6", "The fingerprint of the key is not that in the name.", 0)
    lost = Net("brest", "caen", word="lost")
    g = Feed(net, "brest", opened=False)
    g.open(identity=lost.identity["brest"])
    feed("unknown-node", g, "unknown-node", "6", "The charter has no such node.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(identity=net.identity["rouen"])
    feed("bad-proof", f, "bad-proof", "6", "The proof is signed with another node's key.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(network=other.id)
    feed("other-network-proof", f, "bad-proof", "6", "The proof is for another network.", 0)
    f = Feed(other, "caen")
    feed("other-network", f, "bad-proof", "6", "A feed of another network with the same node names.", 0)
    f = Feed(net, "caen", opened=False)
    f.net, f.chain = other, H("club-sync feed start", other.id, f.name.encode())
    f.open(identity=net.identity["caen"], network=net.id)
    feed("other-network-seal", f, "bad-seal", "6", "The proof is right, the seal is for another network.", 0)

    old = started(4)
    f = Feed(net, "caen", "2", continues={old.name: [old.head(3)]})
    f.heads("adoption", (old, 4))
    feed("continued", f, None, "7.1", "A feed that continues another; `continues` stands in the proof.", 2)
    proof_for = Feed(net, "caen", "2", continues={old.name: [old.head(3)]})
    raw = proof_for.raw().replace(enc(old.head(3)), enc(old.head(2)))
    feed("continued-changed", proof_for, "bad-proof", "6", "`continues` changed after the proof.", 0, raw)

    feed("empty", started(), None, "6", "An empty file holds nothing, and is no error.", 0, b"")
    f = started(3)
    f.rec(i, {f: 3}, set={"title": "x"})
    feed("last-line-without-lf", f, None, "6", "A last line without its LF is not a line.", 3, f.raw()[:-1])
    f = started(3)
    f.line(kind="feed", v=2)
    f.rec(i, {f: 3}, set={"title": "x"})
    feed("unknown-line-opening", f, "bad-shape", "6", "A second line of kind feed, an unknown one.", 3)

    small = record_id("caen", 2)
    for n in (1000, 1001):
        f = started(1)
        for j in range(n):
            f.line(kind="k", seal=j == n - 1)
        feed(f"commit-{n}", f, None if n == 1000 else "commit-too-long", "6", f"A commit of {n} lines.", 1001 if n == 1000 else 1)
        f = started(1)
        for j in range(n):
            f.line(kind="k", seal=False)
        feed(f"commit-{n}-unsealed", f, None if n == 1000 else "commit-too-long", "6", f"{n} lines without a seal.", 1)
    f = started(1)
    for j in range(1100):
        f.line(kind="k", seal=j in (549, 1099), bad_seal=j == 549)
    feed("bad-seal-ends-commit", f, None, "6", "550 lines, a seal that does not verify on the last; 550 more under a good seal: two commits.", 1101)
    for total in (1_048_576, 1_048_577):
        f = started(1)
        counted = 0
        names = [f"f{j:05d}" + "x" * 26 for j in range(1800)]
        for j in range(17):              # unset: longer erased, by 31 bytes; set: longer full
            last = j == 16
            if j % 2:
                f.line({"after": {}, "id": small}, {"salt": seeded("salt", j)[:16], "unset": names}, seal=False)
            else:
                body = lambda n: {"salt": seeded("salt", j)[:16], "set": {"title": "x" * n}}
                pad = 60_000
                if last:
                    probe = f.clone()
                    pad = total - counted - probe.line({"after": {}, "id": small}, body(100)).counted() + 100
                f.line({"after": {}, "id": small}, body(pad), seal=last)
            counted += f.rows[-1].counted()
        size = len(f.raw()) - len(f.rows[0].raw())
        assert counted == total and size == total - 8 * 31
        feed(f"commit-bytes-{total}", f, None if total == 1_048_576 else "commit-too-long", "6",
             f"A commit of {size:,} bytes, {total:,} with the longer form of each part.", 18 if total == 1_048_576 else 1)

    f = started(1)
    f.rec(small, set={"title": "t"}, personal={"set": {"email": "e"}})
    f.rec(small, {f: 2}, set={"title": "u"})
    f.rows[1].erased = {"personal"}
    feed("erased-incomplete", f, None, "5", "An erased part without an erasure: the seals hold all the same.", 3)
    f.rows[1].erased = {"payload", "personal"}
    f.erase(small, ["email", "title"], {f: 2})
    feed("erased-covered", f, None, "7.4", "Both parts erased, and an erasure that covers them.", 4)
    f = started(2)
    wrong = f.rec(small, set={"title": "t"})
    raw = f.raw().replace(enc(wrong.parts["payload"]), enc({"erased": seeded("other hash"), "ops": {"set": ["title"]}}))
    feed("erased-other-hash", f, "bad-seal", "5", "An erased form with another hash is another line.", 2, raw)
    f.rows[2].erased = {"payload"}
    raw = f.raw().replace(b'"ops":{"set":["title"]}', b'"ops":{"set":["name"]}')
    feed("erased-other-ops", f, "bad-seal", "5", "An erased form with other ops is another line.", 2, raw)
    f = started(2)
    f.line({"zeal": 1}, kind="event", id=small)
    f.rec(small, {f: 3}, paint={"a": 1})
    f.line(kind="vote", v=7)
    f.rec(small, {f: 4}, set={"a": 1})
    feed("unknown-lines", f, None, "4", "Unknown lines are verified and counted like any other.", 6)

    def sealed_by(change: Callable[[bytes], bytes]) -> Feed:
        f = started(2)
        f.rec(i, {f: 2}, set={"title": "x"}, seal=False)
        f.rows.pop(), f.pres.pop(), f.chains.pop()
        f.chain = f.chains[-1]
        f.line({"after": {f.name: 2}, "id": i}, f.part("payload", {"set": {"title": "x"}}), sign=lambda m: change(f.key.sign(m)))
        return f
    plus_l = lambda s: s[:32] + (int.from_bytes(s[32:], "little") + ORDER).to_bytes(32, "little")
    feed("ed25519-s-plus-l", sealed_by(plus_l), "bad-seal", "1", "S + L instead of S.", 2)
    feed("ed25519-s-high-bits", sealed_by(lambda s: s[:63] + bytes([s[63] | 0x20])), "bad-seal", "1", "A high bit of S set.", 2)
    feed("ed25519-zero", sealed_by(lambda s: bytes(64)), "bad-seal", "1", "A seal of zeros.", 2)
    f = started(2)
    f.line({"after": {}, "id": i}, f.part("payload", {"set": {"a": 1}}), sign=private("someone").sign)
    feed("ed25519-wrong-key", f, "bad-seal", "1", "Signed with another key.", 2)
    f = started(2)
    f.line({"after": {}, "id": i}, f.part("payload", {"set": {"a": 1}}), sign=net.identity["caen"].sign)
    feed("ed25519-identity-key", f, "bad-seal", "1", "Signed with the identity key instead of the feed key.", 2)
    one = (1).to_bytes(32, "little")
    hand = OddKey("by hand")
    f = Feed(net, "caen", key=hand)
    hand.r = 0
    f.rec(i, set={"a": 1})
    feed("ed25519-r-neutral", f, None, "1", "R is the neutral element in its own encoding.", 2)
    hand = OddKey("by hand")
    f = Feed(net, "caen", key=hand)
    hand.r, hand.r_bytes = 0, (P + 1).to_bytes(32, "little")
    f.rec(i, set={"a": 1})
    feed("ed25519-r-not-reduced", f, "bad-seal", "1", "R in an encoding that is not reduced: R is compared as bytes.", 1)
    for want in (False, True):
        word = 0
        while True:
            mixed = OddKey("mixed", word, torsion=True)
            f = Feed(net, "caen", key=mixed)
            if mixed.h_mod_8 == (0, 0) if want else 0 not in mixed.h_mod_8:
                break
            word += 1
        feed("ed25519-cofactor-both" if want else "ed25519-cofactor", f, None if want else "bad-seal", "1",
             "A key with a small-order part whose seal verifies with and without the cofactor." if want else
             "A seal that verifies only when multiplied by the cofactor.", 1 if want else 0)
    sign = lambda y: bytes(y[:31]) + bytes([y[31] | 0x80])
    low = lambda y: y.to_bytes(32, "little")
    for name, A, order, why in (
            ("neutral", low(1), 1, "the neutral element: small order is not refused"), ("order-2", low(P - 1), 2, "a point of order 2"),
            ("order-4", low(0), 4, "a point of order 4"), ("order-8", ORDER_8, 8, "a point of order 8"),
            ("order-4-sign", sign(low(0)), 4, "a point of order 4 with the sign bit set, x not being 0"),
            ("neutral-sign", sign(low(1)), 1, "x = 0 with the sign bit set, y = 1"), ("order-2-sign", sign(low(P - 1)), 2, "x = 0 with the sign bit set, y = p - 1"),
            ("y-p", low(P), 4, "y = p instead of 0"), ("y-p-sign", sign(low(P)), 4, "y = p instead of 0, sign bit set"),
            ("y-p-plus-1", low(P + 1), 1, "y = p + 1 instead of 1"), ("y-p-plus-1-sign", sign(low(P + 1)), 1, "y = p + 1, sign bit set")):
        ok = int.from_bytes(A, "little") & (2**255 - 1) < P and name not in ("neutral-sign", "order-2-sign")
        small_key = SmallKey(A, order)
        f = Feed(net, "caen", key=small_key)
        f.rec(i, set={"a": 1})
        feed("ed25519-key-" + name, f, None if ok else "bad-seal", "1", f"The feed key is {why}.", 2 if ok else 0)
        odd_net = Net("caen", "rouen", word="odd " + name, keys={"caen": small_key})
        f = Feed(odd_net, "caen")
        feed("ed25519-identity-" + name, f, None if ok else "bad-proof", "1", f"The identity key is {why}.", 1 if ok else 0, under=odd_net)


Expect = dict[tuple[str, str], dict[str, Any]]


def store(name: str, net: Net, members: list[Feed], rule: str, why: str, expect: Expect, tips: Optional[dict[str, list[int]]] = None,
          files: Optional[dict[str, bytes]] = None) -> bytes:
    """expect: {(kind, id): {"deleted": …, "locked": […], field: [values] | {"v": [values], "e": [elements]}}}; values are JSON
    texts, "none" or "missing", unordered unless a tuple; () of dots is not compared here, the dump file pins them."""
    from club_reader import Fold, Store
    base = OUT / "stores" / name
    put(f"stores/{name}/charter.json", net.charter)
    (base / "feeds").mkdir(parents=True, exist_ok=True)
    for file, raw in (files or branch_files(members)).items():
        put(f"stores/{name}/feeds/{file}", raw)
    loaded = Store.load(base)
    assert bool(loaded.notes) == (name in ("refused-tail", "fork-file-alone")), loaded.notes
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


def stores() -> None:
    net = Net("brest", "caen", "rouen")
    i, k = record_id("caen", 1), ("event", record_id("caen", 1))

    def pair(**first: Any) -> tuple[Feed, Feed, Feed]:
        """caen makes the record at caen 2; brest and rouen have seen it."""
        c, b, r = (Feed(net, n) for n in ("caen", "brest", "rouen"))
        c.rec(i, **(first or {"set": {"t": "one"}}))
        b.sees((c, 2)), r.sees((c, 2))
        return c, b, r
    first = lambda c: {c: 2}

    store("empty", net, [], "11", "No feed at all.", {})
    c, b, r = pair()
    store("one-edit", net, [c], "9", "One record, one value.", {k: {"t": ['"one"']}})
    b.rec(i, first(c), set={"t": "two"})
    store("overwrite", net, [c, b], "9", "A change that saw the value covers it.", {k: {"t": ['"two"']}})
    r.rec(i, first(c), set={"t": "three"})
    store("concurrent", net, [c, b, r], "9", "Two changes that saw the first one, not each other.", {k: {"t": ['"two"', '"three"']}})
    c.sees((b, b.seq), (r, r.seq))
    c.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "four"})
    store("conflict-settled", net, [c, b, r], "9", "A decision that saw both.", {k: {"t": ['"four"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "same"}), r.rec(i, first(c), set={"t": "same"})
    store("equal-values", net, [c, b, r], "9", "Equal values are one value with two dots.", {k: {"t": ['"same"']}})
    c, b, r = pair(set={"t": "one", "u": 1})
    b.rec(i, first(c), set={"t": "two"}), r.rec(i, first(c), set={"u": 2})
    store("different-fields", net, [c, b, r], "9", "Concurrent changes of different fields are no conflict.", {k: {"t": ['"two"'], "u": ["2"]}})
    c, b, r = pair()
    b.rec(i, {}, set={"t": "two"})
    store("no-context", net, [c, b], "9", "A change with an empty context covers nothing.", {k: {"t": ['"one"', '"two"']}})
    c, b, r = pair()
    b = Feed(net, "brest")
    b.rec(i, first(c), set={"t": "two"})
    store("context-without-statement", net, [c, b], "9", "A context that no statement reaches covers nothing.", {k: {"t": ['"one"', '"two"']}})
    b = Feed(net, "brest")
    b.rec(i, first(c), set={"t": "two"})
    b.sees((c, 2)), b.rec(record_id("brest", 1), set={"t": 0})
    store("statement-afterwards", net, [c, b], "9", "A statement after the change is none for it.", {k: {"t": ['"one"', '"two"']}, ("event", record_id("brest", 1)): {"t": ["0"]}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"})
    r.sees((b, b.seq))
    r.rec(i, {b: b.seq}, set={"t": "three"})
    store("contexts-not-joined", net, [c, b, r], "9", "rouen saw brest's change, which saw caen's; for a value only a direct context counts, and the covered one stays covered.", {k: {"t": ['"three"']}})
    c, b, r = pair()
    b.rec(i, first(c), note="x")
    r.sees((b, b.seq))
    r.rec(i, {b: b.seq}, set={"t": "three"})
    store("contexts-not-joined-two", net, [c, b, r], "9", "rouen's context has only brest's note: caen's value is not covered.", {k: {"t": ['"one"', '"three"']}})

    c, b, r = pair()
    b.rec(i, first(c), unset=["t"])
    store("unset", net, [c, b], "9", "An unset leaves none, which the dump has.", {k: {"t": ["none"]}})
    r.rec(i, first(c), set={"t": "two"})
    store("unset-against-set", net, [c, b, r], "9", "None against a value is a conflict.", {k: {"t": ["none", '"two"']}})
    c, b, r = pair()
    b.rec(i, first(c), unset=["t"]), r.rec(i, first(c), unset=["t"])
    store("unset-twice", net, [c, b, r], "9", "None equals none.", {k: {"t": ["none"]}})

    c, b, r = pair(add={"l": ["a", "b"]})
    b.rec(i, first(c), remove={"l": ["a"]})
    store("list-remove", net, [c, b], "9", "A removal.", {k: {"l": {"e": ["b"]}}})
    r.rec(i, first(c), add={"l": ["a", "é"]})
    store("list-add-wins", net, [c, b, r], "9", "An addition that the removal did not see stays.", {k: {"l": {"e": ["a", "b", "é"]}}})
    b.sees((r, r.seq))
    b.rec(i, {c: 2, r: r.seq, b: b.seq - 1}, remove={"l": ["a", "b", "zz", "é"]})
    store("list-empty", net, [c, b, r], "9", "A list without elements is no field of the dump.", {k: {}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, first(c), set={"l": "x"})
    store("list-and-value", net, [c, b], "9", "A value and an element in one field: both are there.", {k: {"l": {"v": ['"x"'], "e": ["a"]}}})
    r.rec(i, first(c), unset=["l"])
    store("list-and-none", net, [c, b, r], "9", "A value, a none and an element.", {k: {"l": {"v": ['"x"', "none"], "e": ["a"]}}})

    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    store("delete", net, [c, b], "9", "Deleted; the values stay in the dump.", {k: {"t": ['"one"'], "deleted": "yes"}})
    r.rec(i, first(c), set={"t": "two"})
    store("delete-against-edit", net, [c, b, r], "9", "A deletion and an edit that did not see one another.", {k: {"t": ['"two"'], "deleted": "contested"}})
    c2, b2, r2 = (x.clone() for x in (c, b, r))
    b2.sees((r2, r2.seq)), b2.rec(i, {c: 2, b: b.seq, r: r.seq}, op="delete")
    store("contested-deleted", net, [c2, b2, r2], "9", "Settled by a deletion that saw both.", {k: {"t": ['"two"'], "deleted": "yes"}})
    r2 = r.clone()
    r2.sees((b, b.seq)), r2.rec(i, {c: 2, b: b.seq, r: r.seq}, op="restore")
    store("contested-restored", net, [c, b, r2], "9", "Settled by a restoration that saw both.", {k: {"t": ['"two"']}})
    r2 = r.clone()
    r2.sees((b, b.seq)), r2.rec(i, {c: 2, b: b.seq, r: r.seq}, set={"t": "three"})
    store("contested-edited", net, [c, b, r2], "9", "A later edit settles nothing: the deletion is live, and rouen's first edit is still beside it.", {k: {"t": ['"three"'], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.sees((b, b.seq)), r.rec(i, {c: 2, b: b.seq}, op="restore")
    store("restore", net, [c, b, r], "9", "A restoration covers the deletion.", {k: {"t": ['"one"']}})
    c.sees((b, b.seq)), c.rec(i, {c: 2, b: b.seq}, op="delete")
    store("restore-against-delete", net, [c, b, r], "9", "A second deletion and a restoration that did not see one another.", {k: {"t": ['"one"'], "deleted": "contested"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.rec(i, first(c), note="only a word")
    store("delete-against-note", net, [c, b, r], "9", "A note contests nothing.", {k: {"t": ['"one"'], "deleted": "yes"}})
    c, b, r = pair()
    b.rec(i, first(c), op="delete")
    r.sees((b, b.seq)), r.rec(i, {c: 2, b: b.seq}, set={"t": "two"})
    store("edit-after-delete", net, [c, b, r], "9", "An edit that saw the deletion does not contest it.", {k: {"t": ['"two"'], "deleted": "yes"}})
    c = Feed(net, "caen")
    c.rec(i, note="nothing yet")
    store("note-only", net, [c], "9", "A record with only a note has no field and a version.", {k: {}})
    c.rec(i, {c: 2}, set={"t": 1}, kind="person")
    store("two-kinds", net, [c], "2", "The same id under two kinds is two records.", {k: {}, ("person", i): {"t": ["1"]}})

    # erasure
    for gone in (False, True):
        more = "-bytes-gone" if gone else ""
        c, b, r = pair(set={"t": "one"}, personal={"set": {"mail": "m"}})
        c.erase(i, ["mail"], {c: 2})
        c.rows[1].erased = {"personal"} if gone else set()
        store("erasure-personal" + more, net, [c], "7.4", "The personal part is erased" + (", its bytes are gone; the dump is the same." if gone else ", its bytes are still there."), {k: {"t": ['"one"'], "mail": ["none"]}})
        c, b, r = pair(set={"t": "one", "u": 2})
        c.erase(i, ["t", "u"], {c: 2})
        c.rows[1].erased = {"payload"} if gone else set()
        store("erasure-set" + more, net, [c], "9", "An erased value is none.", {k: {"t": ["none"], "u": ["none"]}})
        c, b, r = pair(add={"l": ["a"]})
        c.rec(i, {c: 2}, add={"l": ["b"]})
        c.erase(i, ["l"], {c: 2})
        c.rows[1].erased = {"payload"} if gone else set()
        store("erasure-add" + more, net, [c], "9", "An erased add adds nothing; a later one is beyond `upto`.", {k: {"l": {"e": ["b"]}}})
        c, b, r = pair(add={"l": ["a", "b"]})
        c.rec(i, {c: 2}, remove={"l": ["a"]})
        c.erase(i, ["l"], {c: 3})
        store("erasure-add-and-remove" + more, net, [c], "9", "Both erased.", {k: {}}) if not gone else None
        c, b, r = pair(add={"l": ["a", "b"]})
        b.rec(i, first(c), remove={"l": ["a"]})
        b.erase(i, ["l"], {b: b.seq})
        b.rows[2].erased = {"payload"} if gone else set()
        store("erasure-remove" + more, net, [c, b], "9", "An erased remove removes every element that it saw.", {k: {}})
    c, b, r = pair(set={"t": "one", "u": 2})
    c.erase(i, ["t"], {c: 2})
    store("erasure-not-all-fields", net, [c], "7.4", "An erasure that does not have every field of the part does not cover it.", {k: {"t": ['"one"'], "u": ["2"]}})
    c, b, r = pair()
    b.erase(i, ["t"], {b: 9})
    store("erasure-other-feed", net, [c, b], "7.4", "An erasure does not reach a feed that `upto` does not name.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c.erase(i, ["t"], {c: 2}, kind="person")
    store("erasure-other-kind", net, [c], "7.4", "An erasure of another record.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c.line({"erases": {"fields": ["t"], "id": i, "kind": "event", "upto": {c.name: 2}}, "hard": True}, kind="erasure")
    store("erasure-unknown", net, [c], "4", "An unknown erasure erases nothing.", {k: {"t": ['"one"']}})
    c, b, r = pair()
    c2 = Feed(net, "caen", "2")
    c2.erase(i, ["t"], {c: 2})
    store("erasure-other-feed-same-node", net, [c, c2], "7.4", "An erasure in another feed of the same node.", {k: {"t": ["none"]}})
    # missing
    c, b, r = pair()
    c.rows[1].erased = {"payload"}
    store("missing", net, [c], "9", "An erased form without an erasure: the value is missing.", {k: {"t": ["missing"]}})
    b.rec(i, {}, set={"t": "two"}), r.rec(i, {}, set={"t": "three"})
    b.rows[-1].erased = {"payload"}
    store("missing-two", net, [c, b, r], "9", "Each missing value is one of its own.", {k: {"t": ["missing", "missing", '"three"']}})
    c, b, r = pair()
    b.rec(i, first(c), set={"t": "two"})
    b.rows[-1].erased = {"payload"}
    store("missing-covers", net, [c, b], "9", "A missing value still covers what it saw.", {k: {"t": ["missing"]}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, {}, add={"l": ["b"]}), r.rec(i, {}, add={"l": ["c"]})
    c.rows[1].erased = b.rows[-1].erased = {"payload"}
    store("missing-elements", net, [c, b, r], "9", "Missing adds are elements of their own, last.", {k: {"l": {"e": ["c", "missing", "missing"]}}})
    c.sees((b, b.seq)), c.rec(i, {b: b.seq}, remove={"l": ["zz"]})
    store("missing-element-removed", net, [c, b, r], "9", "A missing element goes with any remove that saw its add.", {k: {"l": {"e": ["c", "missing"]}}})
    c, b, r = pair(add={"l": ["a"]})
    b.rec(i, first(c), remove={"l": ["a"]})
    b.rows[-1].erased = {"payload"}
    store("missing-remove", net, [c, b], "9", "A missing remove removes nothing.", {k: {"l": {"e": ["a"]}}})

    c, b, r = pair()
    b.rec(i, first(c), unset=["t"])
    b.rows[-1].erased = {"payload"}
    store("missing-unset", net, [c, b], "9", "An unset in erased form, without an erasure, is none, not missing.", {k: {"t": ["none"]}})
    r.rec(i, first(c), unset=["t"])
    store("missing-unset-and-unset", net, [c, b, r], "9", "It equals any other none.", {k: {"t": ["none"]}})
    c, b, r = pair(set={"t": "one", "u": 1})
    b.rec(i, first(c), set={"t": "two"}, unset=["u"])
    b.rows[-1].erased = {"payload"}
    store("missing-set-and-unset", net, [c, b], "9", "A set and an unset in one erased form: missing, and none.", {k: {"t": ["missing"], "u": ["none"]}})
    b.erase(i, ["t", "u"], {b: b.seq})
    store("erased-set-and-unset", net, [c, b], "9", "The same with an erasure: none twice.", {k: {"t": ["none"], "u": ["none"]}})
    c, b, r = pair()
    c.rec(i, {c: 2}, note="why")
    c.erase(i, [], {c: 3})
    c.rows[2].erased = {"payload"}
    store("erasure-note", net, [c], "7.4", "A part with only a note is covered by an erasure without fields; the value is not.", {k: {"t": ['"one"']}})

    # unknown lines
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

    # statements
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

    # forks of caen after line 2
    def fork() -> tuple[Feed, Feed, Feed]:
        c = Feed(net, "caen")
        c.rec(i, set={"t": "one"})
        x, y = c.clone(), c.clone()
        x.rec(i, {c: 2}, set={"t": "x"})
        y.rec(i, {c: 2}, set={"t": "y"})
        return c, x, y
    c, x, y = fork()
    store("fork", net, [x, y], "6", "Two branches with good seals: folded up to the fork point.", {k: {"t": ['"one"']}}, {c.name: [3, 3]})
    b = Feed(net, "brest")
    b.sees((x, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    store("fork-seen-one", net, [x, y, b], "9", "brest saw one branch; what it covers below the fork point stays covered.", {k: {"t": ['"b"']}})
    store("head-of-branch-not-held", net, [y, b], "9", "brest's head is of a branch not held: an against head, and no earlier statement.", {k: {"t": ['"y"', '"b"']}})
    b = Feed(net, "brest")
    b.sees((c, 2)), b.rec(record_id("brest", 1), set={"q": 1}), b.sees((x, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    q = {("event", record_id("brest", 1)): {"q": ["1"]}}
    y1 = c.clone()
    y1.rec(record_id("caen", 2), set={"z": 1})
    store("statement-falls-back", net, [y1, b], "9", "The latest head is of a branch not held; the one before it counts.", {k: {"t": ['"b"']}, ("event", record_id("caen", 2)): {"z": ["1"]}, **q})
    b1 = Feed(net, "brest")
    b1.sees((x, 3)), b1.rec(i, {c: 3}, set={"t": "b"})
    store("statement-against-only", net, [y1, b1], "9", "The only head is of a branch not held: nothing is covered.", {k: {"t": ['"b"', '"one"']}, ("event", record_id("caen", 2)): {"z": ["1"]}})
    n = Feed(net, "caen", "2", continues={c.name: [c.head(2)]})
    n.heads("adoption", (x, 3))
    store("fork-adopted", net, [x, y, n], "7.3", "One branch adopted.", {k: {"t": ['"x"']}})
    n2 = n.clone()
    n2.heads("adoption", (y, 3))
    store("fork-adopted-both", net, [x, y, n2], "7.3", "Both branches adopted: their values stand beside one another.", {k: {"t": ['"x"', '"y"']}})
    n3 = n2.clone()
    n3.sees((x, 3), (y, 3)), n3.rec(i, {c: 3}, set={"t": "n"})
    store("fork-settled", net, [x, y, n3], "9", "A statement with both heads, and a decision.", {k: {"t": ['"n"']}})
    n3 = n2.clone()
    n3.sees((x, 3)), n3.rec(i, {c: 3}, set={"t": "n"})
    store("fork-settled-half", net, [x, y, n3], "9", "The context has no branch, the statement has: only x is covered.", {k: {"t": ['"n"', '"y"']}})
    n3 = Feed(net, "rouen")
    y5 = y.clone()
    y5.rec(i, {c: 3}, set={"t": "y5"}), y5.rec(i, {c: 4}, set={"t": "y6"})
    n3.sees((y5, 5)), n3.rec(i, {c: 5}, set={"t": "r"})
    store("fork-head-beyond", net, [x, y, n2, n3], "9", "A head beyond both branches held covers up to the fork point only.", {k: {"t": ['"x"', '"y"', '"r"']}})
    store("fork-head-beyond-arrived", net, [x, y5, n2, n3], "9", "The same when the branch of the head has come.", {k: {"t": ['"x"', '"r"']}})
    store("adoption-head-not-held", net, [y, n], "7.3", "An adoption of a line that is not held does nothing.", {k: {"t": ['"y"']}})
    z = c.clone()
    z.rec(i, {c: 2}, set={"t": "z"})
    store("fork-three", net, [x, y, z, n], "6", "Three branches, one adopted.", {k: {"t": ['"x"']}}, {c.name: [3, 3, 3], n.name: [2]})
    x4, x4b = x.clone(), x.clone()
    x4.rec(i, {c: 3}, set={"u": 1}), x4b.rec(i, {c: 3}, set={"u": 2})
    store("fork-of-a-branch", net, [x4, y, x4b, n], "6", "A branch that forks again; the adopted head is below the second fork.", {k: {"t": ['"x"']}}, {c.name: [3, 4, 4], n.name: [2]})
    x0, y0 = Feed(net, "caen"), Feed(net, "caen", at="2026-03-02T09:00:00Z")
    x0.rec(i, set={"t": "x"}), y0.rec(i, set={"t": "y"})
    store("fork-at-line-1", net, [x0, y0], "6", "Not even line 1 is common: the fork point is 0.", {}, {x0.name: [2, 2]})
    u, w = c.clone(), c.clone()
    u.rec(i, {c: 2}, set={"t": "u"}, seal=False)
    w.rows, w.pres, w.chains, w.chain = list(u.rows), list(u.pres), list(u.chains), u.chain
    u.rec(i, {c: 3}, set={"s": 1}), w.rec(i, {c: 3}, set={"s": 2})
    store("fork-shared-unsealed", net, [u, w], "6", "The branches share an unsealed line: the fork point is the seal before it.", {k: {"t": ['"one"']}}, {c.name: [4, 4]})
    odd = OddKey("two seals")
    s1 = Feed(net, "caen", key=odd)
    s1.rec(i, set={"t": "one"})
    s0 = s1.clone()
    s2 = s1.clone()
    s1.rec(i, {s1: 2}, set={"t": "two"})
    odd.r = 12345
    s2.rec(i, {s1: 2}, set={"t": "two"})
    odd_tips = s1.clone(), s2.clone()
    assert s1.pres[3] == s2.pres[3] and s1.rows[2].seal != s2.rows[2].seal
    odd.r = None
    s1.rec(i, {s1: 3}, set={"t": "s1"}), s2.rec(i, {s1: 3}, set={"t": "s2"})
    store("fork-two-seals", net, [s1, s2], "6", "Two good seals on one pre are two lines.", {k: {"t": ['"one"']}}, {s1.name: [4, 4]})
    store("fork-two-seals-tips", net, list(odd_tips), "6", "Two good seals on one pre, and no more: two branches, whose tips are one entry of the dump.",
          {k: {"t": ['"one"']}}, {s1.name: [3]})
    s3 = s0.clone()
    s3.rec(i, {s0: 2}, set={"t": "s3"})
    store("fork-two-seals-three", net, [s3, s1, s2], "6", "Two of three branches have one pre after the fork, and files of different names.", {k: {"t": ['"one"']}}, {s1.name: [3, 4, 4]})
    two_dot = [[s1.name, 3, b64(s1.pres[3])]]
    n = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n.heads("adoption", (odd_tips[0], 3))
    out = store("fork-two-seals-adopted", net, [*odd_tips, n], "6", "Adopted by one of the two seals: one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(out, k, "t") == [two_dot]
    n1 = n.clone()
    n1.heads("adoption", (odd_tips[1], 3))
    again = store("fork-two-seals-adopted-twice", net, [*odd_tips, n1], "6", "Adopted by both seals: still one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(again, k, "t") == [two_dot]
    odd.r = 54321
    other = odd.sign(M("club-sync seal", net.id, s1.name.encode(), u64(3), s1.pres[3]))
    odd.r = None
    for name, seal in (("first", s1.rows[2].seal), ("second", s2.rows[2].seal), ("third", other)):
        b = Feed(net, "brest")
        b.sees((s1, [3, s1.pres[3], seal])), b.rec(i, {s0: 3}, set={"t": "b"})
        store(f"head-{name}-of-two-seals", net, [*odd_tips, n, b], "9", f"A head with the {name} seal" + (", which no line held has, but which verifies," if name == "third" else "")
              + " is on: for the fold, both branches have this line.", {k: {"t": ['"b"']}})
    n2 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n2.heads("adoption", (s1, 4), (s2, 4))
    store("fork-two-seals-settled", net, [s1, s2, n2], "9", "Both branches adopted: each covers the change that they share.", {k: {"t": ['"s1"', '"s2"']}})
    n4 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n4.heads("adoption", (odd_tips[0], 3), (odd_tips[1], 3))
    both = store("fork-two-seals-adopted-at-once", net, [*odd_tips, n4], "7", "Adopted by both seals in one line: one change, one dot.", {k: {"t": ['"two"']}})
    assert dots_of(both, k, "t") == [two_dot]
    a1, a2 = odd_tips[0].clone(), odd_tips[1].clone()
    a1.rec(i, {s0: 3}, set={"u": 1}), a2.rec(i, {s0: 3}, set={"u": 2})
    n3 = Feed(net, "caen", "2", continues={s0.name: [s0.head(2)]})
    n3.heads("adoption", (a1, 4), (a2, 4))
    out = store("fork-two-seals-one-change", net, [a1, a2, n3], "6", "Both branches adopted: what they share with two seals is one change, with one dot.", {k: {"t": ['"two"'], "u": ["1", "2"]}})
    assert dots_of(out, k, "t") == [two_dot]

    # files of branches, whatever their names
    c, x, y = fork()
    same = store("fork-named", net, [x, y], "6", "Two branches; the file of the second is named by its first chain hash.", {k: {"t": ['"one"']}})
    tail = lambda f: f.rows[2].raw()
    for name, files, why in (
            ("swapped", {f"{c.name}.jsonl": y.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(x)}, "The other branch is the one with the feed's own name."),
            ("other-name", {f"{c.name}.jsonl": x.raw(), f"{c.name}~0000000000000000.jsonl": tail(y)}, "A name after `~` that is no hash of anything."),
            ("name-of-other", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(y)}, "The name after `~` is that of the other branch."),
            ("name-short", {f"{c.name}.jsonl": x.raw(), f"{c.name}~x.jsonl": tail(y)}, "The name after `~` has not even the form of one."),
            ("whole", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.chains[3], 16)}.jsonl": y.raw()}, "The file of the branch has the shared lines too."),
            ("copy", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.chains[3], 16)}.jsonl": tail(y), f"{c.name}~0.jsonl": c.raw()}, "A file whose lines are all held is no branch."),
            ("name-by-pre", {f"{c.name}.jsonl": x.raw(), f"{c.name}~{base32(y.pres[3], 16)}.jsonl": tail(y)}, "The name after `~` is taken from pre.")):
        assert same == store("fork-file-" + name, net, [], "6", why + " The dump is the same.", {k: {"t": ['"one"']}}, files=files)
    store("fork-file-going-on", net, [], "6", "A file that only goes on where a branch ends is no branch, and passed over.", {k: {"t": ['"one"']}},
          files={f"{c.name}.jsonl": c.raw(), f"{c.name}~{base32(x.chains[3], 16)}.jsonl": tail(x)})
    store("fork-file-alone", net, [], "6", "A branch file of a feed that has no file of its own name: not held.", {}, files={f"{c.name}~{base32(x.chains[3], 16)}.jsonl": x.raw()})
    x4, x4b = x.clone(), x.clone()
    x4.rec(i, {c: 3}, set={"u": 1}), x4b.rec(i, {c: 3}, set={"u": 2})
    names = sorted(branch_files([x4, y, x4b]))
    bodies = branch_files([x4, y, x4b])
    swap = {names[0]: bodies[names[0]], names[1]: bodies[names[2]], names[2]: bodies[names[1]]}
    assert store("fork-file-two-branches", net, [x4, y, x4b], "6", "Three branches, two files with `~`.", {k: {"t": ['"one"']}}) == store(
        "fork-file-names-exchanged", net, [], "6", "The names of two branch files exchanged. The dump is the same.", {k: {"t": ['"one"']}}, files=swap)
    u = c.clone()
    u.rec(i, {c: 2}, set={"t": "u"}, seal=False)
    three = [u.clone() for _ in range(3)]
    for j, f in enumerate(three):
        f.rec(i, {c: 3}, set={"s": j})
    assert len(branch_files(three)) == 3
    store("fork-shared-unsealed-three", net, three, "6", "Three branches that share an unsealed line: two files begin with the same line, and have different names.",
          {k: {"t": ['"one"']}}, {c.name: [4, 4, 4]})
    store("empty-files", net, [], "6", "Empty files, also of a branch, hold nothing.", {k: {"t": ['"x"']}}, {c.name: [3]},
          files={f"{c.name}.jsonl": x.raw(), f"{c.name}~0000000000000000.jsonl": b"", f"{Feed(net, 'brest').name}.jsonl": b""})
    store("last-line-without-lf", net, [], "6", "A last line without its LF is not a line; the branch is held.", {k: {"t": ['"one"']}}, {c.name: [3, 3]},
          files={f"{c.name}.jsonl": x.raw() + x4.rows[3].raw()[:-1], f"{c.name}~{base32(y.chains[3], 16)}.jsonl": tail(y)})

    # a seal that does not verify counts as one for fork points and heads
    w = c.clone()
    w.rec(i, {c: 2}, set={"t": "w"}, bad_seal=True)
    w1, w2 = w.clone(), w.clone()
    w1.rec(i, {c: 3}, set={"s": 1}), w2.rec(i, {c: 3}, set={"s": 2})
    store("fork-after-bad-seal", net, [w1, w2], "6", "The branches share a line whose seal does not verify: it is the fork point.", {k: {"t": ['"w"']}}, {c.name: [4, 4]})
    b = Feed(net, "brest")
    b.sees((w1, 3)), b.rec(i, {c: 3}, set={"t": "b"})
    store("head-bad-seal-held", net, [w1, b], "9", "A head that equals a held line is good, even with a seal that does not verify.", {k: {"t": ['"b"'], "s": ["1"]}})
    store("head-bad-seal-not-held", net, [c, b], "9", "The same head when its line is not held is bad.", {k: {"t": ['"one"', '"b"']}})

    # a full part replaces erased forms of it in the same line
    def adopted(*branches: Feed) -> Feed:
        n = Feed(net, "caen", "2", continues={branches[0].name: [branches[0].head(2)]})
        n.heads("adoption", *((f, f.seq) for f in branches))
        return n
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

    # an erasure reaches every branch
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

    # checkpoints at the end, tails, refusals
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
    store("refused-tail", net, [c, b], "6", "A bad seal holds its own feed only, at the last good seal.", {k: {"t": ['"two"']}}, {c.name: [2], b.name: [3]})

    # display order
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


def worked_example() -> None:
    """The store that ../worked-example.md recomputes by hand."""
    net = Net("rouen")
    f = Feed(net, "rouen")
    visit = record_id("rouen", 1)
    row = f.rec(visit, kind="action", seal=False, set={"title": "Visite de laboratoires", "venue": "Madrillet"}, add={"scope": ["grand-paris"]},
                personal={"set": {"contact": "A. Martin"}})
    f.rec(visit, {f: 2}, kind="action", set={"venue": "Amphithéâtre Hélène Boucher"})
    f.erase(visit, ["contact"], {f: 3}, kind="action")
    row.erased = {"personal"}
    store("worked-example", net, [f], "5", "Four lines, an erased part: recomputed by hand in ../worked-example.md.",
          {("action", visit): {"title": ['"Visite de laboratoires"'], "venue": ['"Amphith\\u00e9\\u00e2tre H\\u00e9l\\u00e8ne Boucher"'], "scope": {"e": ["grand-paris"]},
                               "contact": ["none"]}})


def main() -> None:
    sys.path.insert(0, str(HERE.parent / "reader"))
    for folder in ("lines", "feeds", "stores", "charters"):
        shutil.rmtree(OUT / folder, ignore_errors=True)
    grammar_lines(), version_lines(), charters(), feeds(), stores(), worked_example()
    text = "[\n" + ",\n".join(json.dumps(e, ensure_ascii=False) for e in INDEX) + "\n]\n"
    put("index.json", text.encode())
    print(len(INDEX), "vectors")


if __name__ == "__main__":
    main()
