#!/usr/bin/env python3
"""A reader of format version 1, written from docs/format.md alone: verify lines and feeds, fold a store, dump it.

    club_reader.py line FILE            the leaf, in hexadecimal
    club_reader.py feed CHARTER FILE    acceptedSeq, chain, lines, tail (the feed's name is the file's)
    club_reader.py dump STORE_DIR       the canonical dump; its digest on stderr

Exit 0: accepted; 12: refused (code and position on stderr). Needs Python 3.9 and the PyPI package `cryptography`.
"""
from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from dataclasses import dataclass, field as dc_field
from pathlib import Path
from typing import Any, Iterable, Iterator, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MAX_LINE, MAX_DEPTH, MAX_INT = 65_536, 16, 2**53 - 1
COMMIT_LINES, COMMIT_BYTES = 1_000, 1_048_576
B32 = "0123456789abcdefghjkmnpqrstvwxyz"
NODE = re.compile(r"[a-z][a-z0-9-]{0,31}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
FEED = re.compile(rf"[a-z][a-z0-9-]{{0,31}}-[{B32}]{{16}}")
RECORD = re.compile(rf"[a-z][a-z0-9-]{{0,31}}\.[{B32}]{{12}}")
TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
NO_OPERATION = {"salt", "note", "erased", "ops"}
KNOWN_OPERATIONS = {"set", "unset", "add", "remove"}
RESERVED = {"feed": ({"key", "node", "proof"}, {"continues"}), "checkpoint": ({"heads"}, set()),
            "adoption": ({"adopts"}, set()), "erasure": ({"erases"}, set())}


class Refused(Exception):
    def __init__(self, code: str, position: int = 0):
        super().__init__(code)
        self.code, self.position = code, position


# ---------------------------------------------------------------- section 1: notation

def framed(domain: str, *parts: bytes) -> bytes:
    return domain.encode() + b"\0" + b"".join(len(p).to_bytes(8, "big") + p for p in parts)


def hashed(domain: str, *parts: bytes) -> bytes:
    return hashlib.sha256(framed(domain, *parts)).digest()


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def base32(data: bytes, characters: int) -> str:
    bits = int.from_bytes(data, "big")
    return "".join(B32[bits >> (len(data) * 8 - 5 * (i + 1)) & 31] for i in range(characters))


def ed25519_ok(key: bytes, signature: bytes, message: bytes) -> bool:
    y, p = int.from_bytes(key, "little") & (2**255 - 1), 2**255 - 19
    if y >= p or (y in (1, p - 1) and key[31] & 0x80):      # RFC 8032 5.1.3: not an encoding of a point
        return False
    try:        # OpenSSL: cofactorless, S >= L refused, R compared as bytes
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return True
    except (InvalidSignature, ValueError):
        return False


def node_of(feed: str) -> str:
    return feed.rpartition("-")[0]


# ---------------------------------------------------------------- section 3: the byte scanner

@dataclass(frozen=True)
class Json:
    """A scanned value: `data` is dict, list, str, int or bool; `raw` its exact bytes; `keys` the keys as they came."""
    data: Any
    raw: bytes
    keys: tuple[str, ...] = ()

    def text(self, code: str = "bad-shape") -> str:
        return self.want(str, code)

    def want(self, kind: type, code: str = "bad-shape") -> Any:
        if type(self.data) is not kind:
            raise Refused(code)
        return self.data


class Scanner:
    def __init__(self, raw: bytes):
        self.raw, self.at = raw, 0

    def peek(self) -> int:
        return self.raw[self.at] if self.at < len(self.raw) else -1

    def take(self, byte: bytes) -> None:
        if self.peek() != byte[0]:
            raise Refused("not-canonical", self.at)
        self.at += 1

    def value(self, depth: int, sorted_keys: bool = True) -> Json:
        start, c = self.at, self.peek()
        if c in (0x7B, 0x5B) and depth > MAX_DEPTH:
            raise Refused("too-deep", start)
        keys: list[str] = []
        data: Any
        if c == 0x7B:
            data = self.object(depth, keys, sorted_keys)
        elif c == 0x5B:
            data = self.array(depth)
        elif c == 0x22:
            data = self.string()
        elif c != -1 and chr(c) in "-0123456789":
            data = self.number()
        elif c != -1 and chr(c).isalpha():
            data = self.literal()
        else:
            raise Refused("not-canonical", start)
        return Json(data, self.raw[start:self.at], tuple(keys))

    def object(self, depth: int, keys: list[str], sorted_keys: bool) -> dict[str, Json]:
        members: dict[str, Json] = {}
        self.take(b"{")
        while self.peek() != 0x7D:
            if keys:
                self.take(b",")
            key_at = self.at
            if self.peek() != 0x22:
                raise Refused("not-canonical", self.at)
            key = self.string()
            if sorted_keys and keys and key.encode() <= keys[-1].encode():
                raise Refused("key-order", key_at)
            self.take(b":")
            keys.append(key)
            members[key] = self.value(depth + 1)
        self.at += 1
        return members

    def array(self, depth: int) -> list[Json]:
        items: list[Json] = []
        self.take(b"[")
        while self.peek() != 0x5D:
            if items:
                self.take(b",")
            items.append(self.value(depth + 1))
        self.at += 1
        return items

    def string(self) -> str:
        self.take(b'"')
        out = bytearray()
        while (c := self.peek()) != 0x22:
            if c == -1:
                raise Refused("not-canonical", self.at)
            if c < 0x20:
                raise Refused("bad-escape", self.at)
            if c != 0x5C:
                out.append(c)
                self.at += 1
            elif self.raw[self.at + 1:self.at + 2] in (b'"', b"\\"):
                out += self.raw[self.at + 1:self.at + 2]
                self.at += 2
            else:
                escape = re.compile(rb"\\u00([01][0-9a-f])").match(self.raw, self.at)
                if not escape:
                    raise Refused("bad-escape", self.at)
                out.append(int(escape[1], 16))
                self.at += 6
        self.at += 1
        return out.decode()

    def number(self) -> int:
        token = re.compile(rb"[-+.0-9eE]+").match(self.raw, self.at)
        assert token
        if not re.fullmatch(rb"0|-?[1-9][0-9]{0,15}", token[0]) or abs(int(token[0])) > MAX_INT:
            raise Refused("bad-number", self.at)
        self.at = token.end()
        return int(token[0])

    def literal(self) -> bool:
        for word, meaning in ((b"true", True), (b"false", False)):
            if self.raw.startswith(word, self.at):
                self.at += len(word)
                return meaning
        raise Refused("bad-literal", self.at)


def scan_object(raw: bytes, sorted_keys: bool) -> Json:
    if len(raw) > MAX_LINE:
        raise Refused("too-long", MAX_LINE)
    try:
        raw.decode("utf-8", "strict")
    except UnicodeDecodeError as e:
        raise Refused("not-utf8", e.start)
    if raw[:1] != b"{":                        # a BOM, white space, another value, nothing
        raise Refused("not-canonical", 0)
    scanner = Scanner(raw)
    value = scanner.value(1, sorted_keys)
    if raw[scanner.at:] != b"\n":
        raise Refused("not-canonical", scanner.at)
    return value


def unb64(value: Json, size: int) -> bytes:
    text = value.text("bad-base64")
    try:
        if re.fullmatch(r"[A-Za-z0-9_-]*", text):
            data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            if len(data) == size and b64(data) == text:
                return data
    except ValueError:
        pass
    raise Refused("bad-base64")


def named(text: Any, form: re.Pattern[str], code: str) -> str:
    if type(text) is not str or not form.fullmatch(text):
        raise Refused(code)
    return text


def integer(value: Json) -> int:
    if value.want(int) < 1:
        raise Refused("bad-shape")
    return value.data


def clock(value: Json) -> None:
    m = TIME.fullmatch(value.text("bad-time"))
    if not m:
        raise Refused("bad-time")
    y, month, day, hour, minute, second = map(int, m.groups())
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= days[month - 1] and hour < 24 and minute < 60 and second < 60):
        raise Refused("bad-time")


# ---------------------------------------------------------------- sections 3 to 5: a line

Head = tuple[int, bytes, bytes]
Ops = dict[str, list[str]]


@dataclass
class Part:
    full: bool
    ops: Ops
    hash: bytes
    members: dict[str, Json]

    def ops_bytes(self) -> bytes:
        return b"{" + b",".join(b'"%s":[%s]' % (op.encode(), b",".join(b'"%s"' % f.encode() for f in self.ops[op]))
                                for op in sorted(self.ops)) + b"}"

    def fields(self) -> set[str]:
        return {f for fields in self.ops.values() for f in fields}


@dataclass
class Line:
    raw: bytes
    env: dict[str, Json]
    feed: str
    seq: int
    v: int
    kind: str
    id: Optional[str]
    op: Optional[str]
    after: dict[str, int]
    parts: dict[str, Part]
    seal: Optional[bytes]
    leaf: bytes = b""
    unknown: bool = False
    locks: set[str] = dc_field(default_factory=set)      # fields, or "*"
    heads: dict[str, list[Head]] = dc_field(default_factory=dict)

    def fields(self, op: str) -> Iterator[tuple[str, Part, str]]:
        for where, part in self.parts.items():
            for f in part.ops.get(op, ()):
                yield f, part, where


def field_list(value: Json, code: str = "bad-part") -> list[str]:
    names = [named(item.data, NAME, "bad-name") for item in value.want(list, code)]
    if any(a >= b for a, b in zip(names, names[1:])):
        raise Refused(code)
    return names


def parse_part(value: Json) -> Part:
    members: dict[str, Json] = value.want(dict, "bad-part")
    ops: Ops = {}
    full = "salt" in members
    if full:
        unb64(members["salt"], 16)
        if "note" in members:
            members["note"].want(str, "bad-part")
        source = {k: v for k, v in members.items() if k not in ("salt", "note")}
        digest = hashed("club-sync part", value.raw)
    else:
        if set(members) != {"erased", "ops"}:
            raise Refused("bad-part")
        source, digest = members["ops"].want(dict, "bad-part"), unb64(members["erased"], 32)
    for op, body in source.items():
        if op in NO_OPERATION:
            raise Refused("bad-part")
        named(op, NAME, "bad-name")
        if body.data in ({}, []):
            raise Refused("empty-operation")
        if full and type(body.data) is dict:
            ops[op] = [named(f, NAME, "bad-name") for f in body.data]
        else:
            ops[op] = field_list(body)
    return Part(full, ops, digest, members)


def parse_line(raw: bytes) -> Line:
    """Sections 3 and 4: the line, or Refused."""
    top = scan_object(raw, sorted_keys=False)
    order = ("change", "payload", "personal", "seal")
    if [k for k in order if k in top.keys] != list(top.keys) or "change" not in top.data:
        raise Refused("bad-member")
    env: dict[str, Json] = top.data["change"].want(dict)
    if not {"at", "feed", "kind", "seq", "v"} <= set(env):
        raise Refused("bad-shape")
    clock(env["at"])
    line = Line(raw=raw, env=env, feed=named(env["feed"].data, FEED, "bad-feed"), seq=integer(env["seq"]),
                v=integer(env["v"]), kind=named(env["kind"].data, NAME, "bad-name"), id=None, op=None, after={},
                parts={k: parse_part(top.data[k]) for k in ("payload", "personal") if k in top.data},
                seal=unb64(top.data["seal"], 64) if "seal" in top.data else None)
    if "id" in env:
        line.id = named(env["id"].data, RECORD, "bad-record")
    if "op" in env:
        line.op = named(env["op"].data, NAME, "bad-name")
        if line.op in NO_OPERATION:
            raise Refused("bad-name")
    if "after" in env:
        line.after = {named(f, FEED, "bad-feed"): integer(n) for f, n in env["after"].want(dict).items()}
    fields = [f for p in line.parts.values() for names in p.ops.values() for f in names]
    if len(fields) != len(set(fields)):
        raise Refused("field-twice")
    erased_size = len(raw)
    payload, personal = line.parts.get("payload"), line.parts.get("personal")
    for where, p in line.parts.items():
        if p.full:
            erased_size += len(b'{"erased":"","ops":}') + 43 + len(p.ops_bytes()) - len(top.data[where].raw)
    if erased_size > MAX_LINE:
        raise Refused("too-long", MAX_LINE)
    line.leaf = hashed("club-sync leaf", top.data["change"].raw,
                       payload.ops_bytes() if payload else b"", payload.hash if payload else b"",
                       personal.ops_bytes() if personal else b"", personal.hash if personal else b"")
    classify(line)
    if line.v == 1:
        check_version_1(line)
    return line


def classify(line: Line) -> None:
    """Is the line unknown, and what does it lock (section 4)?"""
    required, optional = RESERVED.get(line.kind, (set(), set()))
    extra = set(line.env) - {"at", "feed", "kind", "seq", "v", "after", "id", "op"} - required - optional
    operations = {op for p in line.parts.values() for op in p.ops}
    envelope_unknown = (line.v != 1 or bool(extra) or line.op not in (None, "delete", "restore")
                        or (line.id is None and line.kind not in RESERVED))
    line.unknown = envelope_unknown or bool(operations - KNOWN_OPERATIONS)
    if line.unknown and line.id:
        line.locks = {"*"} if envelope_unknown else {f for p in line.parts.values() for f in p.fields()}


def check_value(value: Json) -> None:
    if type(value.data) is list:
        raise Refused("bad-value")
    if type(value.data) is dict:
        for member in value.data.values():
            check_value(member)


def check_version_1(line: Line) -> None:
    for part in line.parts.values():
        for op in KNOWN_OPERATIONS & set(part.ops) if part.full else ():
            if type(part.members[op].data) is not (list if op == "unset" else dict):
                raise Refused("bad-value")
            for value in part.members[op].data.values() if op != "unset" else ():
                if op == "set":
                    check_value(value)
                    continue
                items = [item.text("bad-value").encode() for item in value.want(list, "bad-value")]
                if not items or any(a >= b for a, b in zip(items, items[1:])):
                    raise Refused("bad-value")
    if line.after.get(line.feed, 0) >= line.seq:
        raise Refused("own-context")
    if line.unknown:
        return
    if line.id is not None:
        if line.kind in RESERVED or "after" not in line.env or bool(line.op) == bool(line.parts):
            raise Refused("bad-shape")
        return
    required, _ = RESERVED[line.kind]
    if not required <= set(line.env) or {"after", "op"} & set(line.env) or line.parts:
        raise Refused("bad-shape")
    if line.kind == "feed":
        if line.seq != 1:
            raise Refused("bad-shape")
        named(line.env["node"].data, NODE, "bad-name")
        unb64(line.env["key"], 32), unb64(line.env["proof"], 64)
        if "continues" in line.env:
            heads = parse_heads(line.env["continues"])
            if len(heads) != 1 or any(len(h) != 1 or node_of(f) != node_of(line.feed) for f, h in heads.items()):
                raise Refused("bad-shape")
    elif line.kind == "erasure":
        e: dict[str, Json] = line.env["erases"].want(dict)
        if set(e) != {"fields", "id", "kind", "upto"} or not e["upto"].want(dict):
            raise Refused("bad-shape")
        field_list(e["fields"], "bad-shape")
        named(e["id"].data, RECORD, "bad-record"), named(e["kind"].data, NAME, "bad-name")
        for f, n in e["upto"].data.items():
            if node_of(named(f, FEED, "bad-feed")) != node_of(line.feed) or not integer(n):
                raise Refused("bad-shape")
    else:
        line.heads = parse_heads(line.env["heads" if line.kind == "checkpoint" else "adopts"])
        if line.feed in line.heads:
            raise Refused("bad-shape")
        if line.kind == "adoption" and any(node_of(f) != node_of(line.feed) for f in line.heads):
            raise Refused("bad-shape")


def parse_heads(value: Json) -> dict[str, list[Head]]:
    out: dict[str, list[Head]] = {}
    for f, heads in value.want(dict).items():
        out[named(f, FEED, "bad-feed")] = rows = []
        for head in heads.want(list):
            if len(head.want(list)) != 3:
                raise Refused("bad-shape")
            rows.append((integer(head.data[0]), unb64(head.data[1], 32), unb64(head.data[2], 64)))
        if not rows or any(a[:2] >= b[:2] for a, b in zip(rows, rows[1:])):
            raise Refused("bad-shape")
    if not out:
        raise Refused("bad-shape")
    return out


# ---------------------------------------------------------------- section 8: the charter

@dataclass
class Charter:
    network: bytes
    keys: dict[str, bytes]


def parse_charter(raw: bytes) -> Charter:
    top = scan_object(raw, sorted_keys=True).data
    if set(top) != {"admission", "founders", "name", "v"} or set(top["admission"].want(dict)) != {"votes"}:
        raise Refused("bad-shape")
    top["name"].text()
    keys: dict[str, bytes] = {}
    for founder in top["founders"].want(list):
        if set(founder.want(dict)) != {"key", "name", "node"}:
            raise Refused("bad-shape")
        node, key = named(founder.data["node"].data, NODE, "bad-name"), unb64(founder.data["key"], 32)
        founder.data["name"].text()
        if key in keys.values() or (keys and node <= max(keys)):
            raise Refused("bad-shape")
        keys[node] = key
    if integer(top["v"]) != 1 or not 1 <= len(keys) <= 64 or integer(top["admission"].data["votes"]) > len(keys):
        raise Refused("bad-shape")
    return Charter(hashlib.sha256(raw).digest(), keys)


# ---------------------------------------------------------------- section 6: a feed

@dataclass(eq=False)
class Held:
    """An accepted line at its place in the feed's tree."""
    line: Line
    pre: bytes
    chain: bytes
    parent: Optional[Held]

    def back(self) -> Iterator[Held]:
        here: Optional[Held] = self
        while here:
            yield here
            here = here.parent


@dataclass
class FeedResult:
    held: list[Held]
    seq: int
    chain: bytes
    tail: int
    code: str = ""
    line: int = 0        # 1-based, in the file


def seal_message(network: bytes, feed: str, seq: int, pre: bytes) -> bytes:
    return framed("club-sync seal", network, feed.encode(), seq.to_bytes(8, "big"), pre)


def check_opening(charter: Charter, line: Line) -> bytes:
    if line.kind != "feed" or line.v != 1 or line.unknown or line.seal is None:
        raise Refused("not-opened")
    key, node = unb64(line.env["key"], 32), line.env["node"].data
    if base32(hashlib.sha256(key).digest(), 16) != line.feed[-16:] or node != node_of(line.feed):
        raise Refused("bad-opening")
    if node not in charter.keys:
        raise Refused("unknown-node")
    continues = line.env["continues"].raw if "continues" in line.env else b""
    message = framed("club-sync open", charter.network, node.encode(), line.feed.encode(), key, continues)
    if not ed25519_ok(charter.keys[node], unb64(line.env["proof"], 64), message):
        raise Refused("bad-proof")
    return key


def split_lines(raw: bytes) -> list[bytes]:
    return [piece for piece in re.split(rb"(?<=\n)", raw) if piece]


def verify_feed(charter: Charter, feed: str, raw_lines: Iterable[bytes], parent: Optional[Held] = None) -> FeedResult:
    """Walks the lines after `parent` (None: from the start); what stands is what a good seal covers."""
    if parent is None:
        chain, key = hashed("club-sync feed start", charter.network, feed.encode()), b""
    else:
        chain, key = parent.chain, unb64(list(parent.back())[-1].line.env["key"], 32)
    result = FeedResult([], parent.line.seq if parent else 0, chain, 0)
    waiting: list[Held] = []
    last, seq, lines, size, number, bad = parent, result.seq, 0, 0, 0, 0
    try:
        if not FEED.fullmatch(feed):
            raise Refused("bad-feed")
        for number, raw in enumerate(raw_lines, 1):
            line = parse_line(raw)
            if line.feed != feed:
                raise Refused("wrong-feed")
            if line.seq != seq + 1:
                raise Refused("gap")
            if line.seq == 1:
                key = check_opening(charter, line)
            elif line.kind == "feed":
                raise Refused("bad-shape")
            lines, size = lines + 1, size + len(raw)
            if lines > COMMIT_LINES or size > COMMIT_BYTES:
                raise Refused("commit-too-long")
            pre = hashed("club-sync pre", chain, line.leaf)
            chain, seq = hashed("club-sync chain", pre, line.seal or b""), line.seq
            last = Held(line, pre, chain, last)
            waiting.append(last)
            if line.seal is not None:
                lines = size = 0
                if ed25519_ok(key, line.seal, seal_message(charter.network, feed, seq, pre)):
                    result.held += waiting
                    result.seq, result.chain, waiting, bad = seq, chain, [], 0
                else:       # refused only if no later seal, which covers this one, is good
                    bad = bad or number
    except Refused as e:
        result.code, result.line = e.code, number
    if bad:
        result.code, result.line = "bad-seal", bad
    result.tail = len(waiting)
    return result


# ---------------------------------------------------------------- a store, and section 9

class Store:
    def __init__(self, charter: Charter):
        self.charter = charter
        self.feeds: dict[str, dict[bytes, Held]] = {}                  # feed -> chain hash -> line
        self.by_pre: dict[tuple[str, int, bytes], list[Held]] = {}
        self.full: dict[tuple[bytes, str], Part] = {}                  # (leaf, payload/personal) -> full part
        self.notes: list[str] = []
        self.erasures: dict[tuple[str, str], list[tuple[set[str], dict[str, int]]]] = {}
        self.head_states: dict[tuple[str, Head], str] = {}

    @staticmethod
    def load(folder: Path) -> Store:
        store = Store(parse_charter((folder / "charter.json").read_bytes()))
        files = sorted((folder / "feeds").glob("*.jsonl"), key=lambda p: ("~" in p.name, p.name))
        while files:                                                   # a branch may stand on another branch
            left = [p for p in files if not store.add_file(p.stem.partition("~")[0], p)]
            if len(left) == len(files):
                store.notes += [f"{p.name}: stands on nothing held" for p in left]
                break
            files = left
        return store

    def add_file(self, feed: str, path: Path) -> bool:
        raw_lines = split_lines(path.read_bytes())
        parents: list[Optional[Held]] = [None]
        if "~" in path.name and raw_lines:
            try:
                seq = parse_line(raw_lines[0]).seq
            except Refused:
                return False
            parents = [None] if seq == 1 else [h for h in self.feeds.get(feed, {}).values()
                                               if h.line.seq == seq - 1 and h.line.seal is not None]
        for parent in parents:
            result = verify_feed(self.charter, feed, raw_lines, parent)
            if result.held or "~" not in path.name:
                if result.code:
                    self.notes.append(f"{path.name}: {result.code} at line {result.line}")
                self.add(feed, result.held)
                return True
        return False

    def add(self, feed: str, held: list[Held]) -> None:
        tree = self.feeds.setdefault(feed, {}) if held else {}
        for h in held:
            if h.parent:
                h.parent = tree[h.parent.chain]
            if h.chain not in tree:
                tree[h.chain] = h
                self.by_pre.setdefault((feed, h.line.seq, h.pre), []).append(h)
            for where, part in h.line.parts.items():
                if part.full:
                    self.full[h.line.leaf, where] = part
            if h.line.kind == "erasure" and not h.line.unknown:
                e = h.line.env["erases"].data
                self.erasures.setdefault((e["kind"].data, e["id"].data), []).append(
                    ({f.data for f in e["fields"].data}, {f: n.data for f, n in e["upto"].data.items()}))

    def tips(self, feed: str) -> list[Held]:
        parents = {h.parent.chain for h in self.feeds[feed].values() if h.parent}
        return [h for h in self.feeds[feed].values() if h.chain not in parents]

    def fold(self) -> Fold:
        return Fold(self)

    def part_state(self, h: Held, part: Part, where: str) -> tuple[str, Part]:
        """(full | erased | missing, the part to read)"""
        line = h.line
        for fields, upto in self.erasures.get((line.kind, line.id or ""), ()):
            if line.seq <= upto.get(line.feed, 0) and part.fields() <= fields:
                return "erased", part
        best = self.full.get((line.leaf, where), part)
        return ("full" if best.full else "missing"), best


def string(text: str) -> bytes:
    return b'"' + re.sub(r'["\\\x00-\x1f]', lambda m: "\\" + m[0] if m[0] in '"\\' else "\\u%04x" % ord(m[0]), text).encode() + b'"'


def dumped(value: Any) -> bytes:
    """Canonical bytes; `bytes` are canonical JSON already."""
    if isinstance(value, dict):
        return b"{" + b",".join(string(k) + b":" + dumped(value[k]) for k in sorted(value, key=str.encode)) + b"}"
    if isinstance(value, (list, tuple)):
        return b"[" + b",".join(map(dumped, value)) + b"]"
    if isinstance(value, bytes):
        return value
    return string(value) if isinstance(value, str) else json.dumps(value).encode()


class Fold:
    def __init__(self, store: Store):
        self.store = store
        self.tips = {f: store.tips(f) for f in sorted(store.feeds)}
        self.fork_point: dict[str, int] = {}                           # only of forked feeds
        for feed, tips in self.tips.items():
            if len(tips) > 1:
                common = set.intersection(*({h.chain for h in t.back()} for t in tips))
                self.fork_point[feed] = max((h.line.seq for h in tips[0].back()
                                             if h.chain in common and h.line.seal is not None), default=0)
        self.folded: dict[tuple[str, int, bytes], Held] = {}           # one for each (feed, seq, pre)
        self.find_folded()
        self.records: dict[tuple[str, str], list[Held]] = {}
        self.locks: dict[tuple[str, str], set[str]] = {}
        for h in self.folded.values():
            if h.line.id and not h.line.unknown:
                self.records.setdefault((h.line.kind, h.line.id), []).append(h)
        for h in (h for tree in store.feeds.values() for h in tree.values() if h.line.locks):
            self.locks.setdefault((h.line.kind, h.line.id or ""), set()).update(h.line.locks)

    def find_folded(self) -> None:
        new = [h for f, tree in self.store.feeds.items() for h in tree.values()
               if f not in self.fork_point or h.line.seq <= self.fork_point[f]]
        while new:
            fresh = [h for h in new if self.folded.setdefault((h.line.feed, h.line.seq, h.pre), h) is h]
            new = [h for a in fresh if a.line.kind == "adoption" and not a.line.unknown
                   for feed, heads in a.line.heads.items() for seq, pre, _ in heads
                   for held in self.store.by_pre.get((feed, seq, pre), [])[:1] for h in held.back()
                   if (feed, h.line.seq, h.pre) not in self.folded]

    def head_state(self, feed: str, head: Head) -> str:
        if (feed, head) not in self.store.head_states:
            seq, pre, seal = head
            held = self.store.by_pre.get((feed, seq, pre), [])
            good = any(h.line.seal == seal for h in held)
            if not good:
                key = unb64(list(self.tips[feed][0].back())[-1].line.env["key"], 32)
                good = ed25519_ok(key, seal, seal_message(self.store.charter.network, feed, seq, pre))
            beyond = any(t.line.seq < seq for t in self.tips[feed])
            self.store.head_states[feed, head] = "bad" if not good else "on" if held else "beyond" if beyond else "against"
        return self.store.head_states[feed, head]

    def on_chain(self, c: Held, top: Held) -> bool:
        return any(h.line.seq == c.line.seq and h.pre == c.pre for h in top.back())

    def covers(self, d: Held, c: Held) -> bool:
        feed = c.line.feed
        if c is d or c.line.seq > d.line.after.get(feed, 0):
            return False
        if feed == d.line.feed:
            return self.on_chain(c, d)
        for h in d.back():
            if h is d or h.line.kind != "checkpoint" or h.line.unknown or feed not in h.line.heads:
                continue
            heads = [(head, s) for head in h.line.heads[feed] if (s := self.head_state(feed, head)) != "bad"]
            if not heads:
                return False
            if all(s == "against" for _, s in heads):
                continue
            return any(self.on_chain(c, self.store.by_pre[feed, seq, pre][0]) if s == "on" else
                       s == "beyond" and (feed not in self.fork_point or c.line.seq <= self.fork_point[feed])
                       for (seq, pre, _), s in heads)
        return False

    def dot(self, h: Held) -> list[Any]:
        feed, seq = h.line.feed, h.line.seq
        return [feed, seq, b64(h.pre)] if seq > self.fork_point.get(feed, seq) else [feed, seq]

    def dots(self, lines: list[Held]) -> list[Any]:
        return [self.dot(h) for h in sorted(lines, key=dot_order)]

    def uncovered(self, lines: list[Held], by: list[Held]) -> list[Held]:
        return [c for c in lines if not any(self.covers(d, c) for d in by)]

    def field_values(self, home: str, changes: list[Held], field: str) -> list[tuple[dict[str, bytes], list[Held]]]:
        """Live values in display order: ({} for none, {"missing"}, {"value"}), dots."""
        entries = {h: (op, part, where) for h in changes for op in ("set", "unset")
                   for f, part, where in h.line.fields(op) if f == field}
        groups: dict[Any, tuple[dict[str, bytes], list[Held]]] = {}
        for h in self.uncovered(list(entries), list(entries)):
            op, part, where = entries[h]
            state, best = self.store.part_state(h, part, where)
            shown: dict[str, bytes] = {}
            if op == "set" and state != "erased":
                shown = {"missing": b"true"} if state == "missing" else {"value": best.members["set"].data[field].raw}
            group = h if "missing" in shown else shown.get("value")
            groups.setdefault(group, (shown, []))[1].append(h)

        def rank(entry: tuple[dict[str, bytes], list[Held]]) -> tuple[bool, bytes, Any]:
            at_home = [h for h in entry[1] if node_of(h.line.feed) == home]
            return not at_home, bytes(255 - b for b in max(h.line.leaf for h in at_home or entry[1])), min(map(dot_order, entry[1]))
        return sorted(groups.values(), key=rank)

    def field_elements(self, changes: list[Held], field: str) -> list[tuple[Optional[str], list[Held]]]:
        """Present elements with their dots; None for a missing one."""
        def those(op: str) -> list[tuple[Held, str, set[str]]]:
            found = [(h, *self.store.part_state(h, part, where)) for h in changes
                     for f, part, where in h.line.fields(op) if f == field]
            return [(h, state, {e.data for e in best.members[op].data[field].data} if state == "full" else set())
                    for h, state, best in found]
        removes = those("remove")
        present: dict[str, list[Held]] = {}
        missing: list[tuple[Optional[str], list[Held]]] = []
        for h, state, elements in those("add"):
            over = [r for r in removes if self.covers(r[0], h)]
            if state == "missing" and not over:
                missing.append((None, [h]))
            for e in elements:
                if not any(s == "erased" or e in gone for _, s, gone in over):
                    present.setdefault(e, []).append(h)
        missing.sort(key=lambda m: dot_order(m[1][0]))
        return sorted(present.items(), key=lambda p: p[0].encode()) + missing       # type: ignore[operator]

    def deleted(self, changes: list[Held]) -> str:
        ends = [h for h in changes if h.line.op]
        live = self.uncovered([h for h in ends if h.line.op == "delete"], ends)
        against = [h for h in changes if h.line.op == "restore" or any(p.ops for p in h.line.parts.values())]
        contested = any(not self.covers(a, d) and not self.covers(d, a) for a in against for d in live)
        return "no" if not live else "contested" if contested else "yes"

    def record(self, key: tuple[str, str]) -> dict[str, Any]:
        changes = self.records.get(key, [])
        out: dict[str, Any] = {"kind": key[0], "id": key[1], "deleted": self.deleted(changes), "fields": {}, "version": {}}
        for field in {f for h in changes for p in h.line.parts.values() for f in p.fields()}:
            values = [dict(shown, dots=self.dots(dots)) for shown, dots in
                      self.field_values(key[1].rpartition(".")[0], changes, field)]
            elements = [{"dots": self.dots(dots), **({"missing": True} if e is None else {"element": e})}
                        for e, dots in self.field_elements(changes, field)]
            if values or elements:
                out["fields"][field] = {**({"values": values} if values else {}), **({"elements": elements} if elements else {})}
        for h in changes:
            out["version"][h.line.feed] = max(h.line.seq, out["version"].get(h.line.feed, 0))
        if locks := self.locks.get(key):
            out["locked"] = ["*"] if "*" in locks else sorted(locks)
        return out

    def dump(self) -> bytes:
        feeds = {}
        for feed, tips in self.tips.items():
            ends = {next((h.line.seq, h.pre) for h in t.back() if h.line.kind != "checkpoint" or h.line.unknown) for t in tips}
            feeds[feed] = [[seq, b64(pre)] for seq, pre in sorted(ends)]
        rows = [{"dump": 1, "feeds": feeds, "network": b64(self.store.charter.network)}]
        rows += [self.record(key) for key in sorted(set(self.records) | set(self.locks))]
        return b"".join(dumped(row) + b"\n" for row in rows)


def dot_order(h: Held) -> tuple[str, int, bytes]:
    return h.line.feed, h.line.seq, h.pre


def main(argv: list[str]) -> int:
    try:
        if len(argv) == 2 and argv[0] == "line":
            print(parse_line(Path(argv[1]).read_bytes()).leaf.hex())
        elif len(argv) == 3 and argv[0] == "feed":
            charter, path = parse_charter(Path(argv[1]).read_bytes()), Path(argv[2])
            r = verify_feed(charter, path.stem, split_lines(path.read_bytes()))
            print(json.dumps({"acceptedSeq": r.seq, "chain": r.chain.hex(), "lines": len(r.held), "tail": r.tail}))
            if r.code:
                print(f"{r.code} at line {r.line}", file=sys.stderr)
                return 12
        elif len(argv) == 2 and argv[0] == "dump":
            store = Store.load(Path(argv[1]))
            out = store.fold().dump()
            sys.stdout.buffer.write(out)
            print("\n".join(store.notes + [hashlib.sha256(out).hexdigest()]), file=sys.stderr)
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Refused as e:
        print(f"{e.code} at byte {e.position}", file=sys.stderr)
        return 12
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
