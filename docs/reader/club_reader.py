#!/usr/bin/env python3
"""A reader of format version 1, written from docs/format.md alone: verify lines and feeds, fold a store, dump it.

    club_reader.py line FILE            the leaf, in hexadecimal
    club_reader.py feed CHARTER FILE    acceptedSeq, chain, lines, tail (the feed's name is the file's)
    club_reader.py dump STORE_DIR       the canonical dump; its digest on stderr

Exit 0: accepted; 12: refused (code and position on stderr). Needs Python 3.9 and the PyPI package `cryptography`.
"""
from __future__ import annotations

import base64, datetime, functools, hashlib, json, re, sys
from dataclasses import dataclass, field as dc_field
from pathlib import Path
from typing import Any, Iterable, Iterator, NamedTuple, Optional

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
MAX_LINE, MAX_DEPTH, MAX_INT, COMMIT_LINES, COMMIT_BYTES = 65_536, 16, 2**53 - 1, 1_000, 1_048_576
B32 = "0123456789abcdefghjkmnpqrstvwxyz"
NODE, NAME = re.compile(r"[a-z][a-z0-9-]{0,31}"), re.compile(r"[a-z][a-z0-9_]{0,31}")
FEED = re.compile(rf"[a-z][a-z0-9-]{{0,31}}-[{B32}]{{16}}")
FILE = re.compile(rf"{FEED.pattern}(~[{B32}]{{1,64}})?\.jsonl")
RECORD = re.compile(rf"[a-z][a-z0-9-]{{0,31}}\.[{B32}]{{12}}")
TIME = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")
NO_OPERATION, KNOWN_OPERATIONS = {"salt", "note", "erased", "ops"}, {"set", "unset", "add", "remove"}
RESERVED = {"feed": ({"key", "node", "proof"}, {"continues"}), "checkpoint": ({"heads"}, set()),
            "adoption": ({"adopts"}, set()), "erasure": ({"erases"}, set())}
class Refused(Exception):
    def __init__(self, code: str, position: int = 0): self.code, self.position = code, position
def refuse_if(wrong: Any, code: str, position: int = 0) -> None:
    if wrong: raise Refused(code, position)

# ---- section 1: notation
def framed(domain: str, *parts: bytes) -> bytes:
    return domain.encode() + b"\0" + b"".join(len(p).to_bytes(8, "big") + p for p in parts)
def hashed(domain: str, *parts: bytes) -> bytes: return hashlib.sha256(framed(domain, *parts)).digest()
def b64(data: bytes) -> str: return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
def base32(data: bytes, characters: int) -> str:
    return "".join(B32[int.from_bytes(data, "big") >> (len(data) * 8 - 5 * (i + 1)) & 31] for i in range(characters))
def ed25519_ok(key: bytes, signature: bytes, message: bytes) -> bool:
    y, p = int.from_bytes(key, "little") & (2**255 - 1), 2**255 - 19
    try:        # OpenSSL: cofactorless, S >= L refused, R compared as bytes
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        return y < p and not (y in (1, p - 1) and key[31] & 0x80)      # RFC 8032 5.1.3: an encoding of a point
    except (InvalidSignature, ValueError): return False
def node_of(feed: str) -> str: return feed.rpartition("-")[0]

# ---- section 3: the byte scanner
class Json(NamedTuple):
    """A scanned value: `data` is dict, list, str, int or bool; `raw` its exact bytes; `keys` the keys as they came."""
    data: Any; raw: bytes; keys: tuple[str, ...]
    def want(self, kind: type, code: str = "bad-shape") -> Any:
        refuse_if(type(self.data) is not kind, code)
        return self.data
CHARS = re.compile(rb'"(?:[^"\\\x00-\x1f]|\\["\\]|\\u00[01][0-9a-f])*')
ESCAPE = re.compile(rb'\\(?:(["\\])|u00(..))')
NUMBER, LITERAL = re.compile(rb"[-0-9][-+.0-9eE]*"), re.compile(rb"[A-Za-z]+")
def scan_string(raw: bytes, at: int) -> tuple[str, int]:
    if not (m := CHARS.match(raw, at)) or m.end() == len(raw): raise Refused("not-canonical", at)
    refuse_if(raw[m.end()] != 0x22, "bad-escape", m.end())
    return ESCAPE.sub(lambda e: e[1] or bytes([int(e[2], 16)]), m[0][1:]).decode(), m.end() + 1
def scan(raw: bytes, start: int, depth: int = 1, sorted_keys: bool = True) -> tuple[Json, int]:
    """The value at `start`, and where it ends."""
    at, data, keys, end = start + 1, None, [], {b"{": b"}", b"[": b"]"}.get(raw[start:start + 1])
    if end:
        refuse_if(depth > MAX_DEPTH, "too-deep", start)
        data = {} if end == b"}" else []
        while raw[at:at + 1] != end:
            if data:
                refuse_if(raw[at:at + 1] != b",", "not-canonical", at)
                at += 1
            if end == b"]":
                item, at = scan(raw, at, depth + 1)
                data.append(item)
                continue
            (key, colon), key_at = scan_string(raw, at), at
            refuse_if(sorted_keys and keys and key.encode() <= keys[-1].encode(), "key-order", key_at)
            refuse_if(raw[colon:colon + 1] != b":", "not-canonical", colon)
            data[key], at = scan(raw, colon + 1, depth + 1)
            keys.append(key)
        at += 1
    elif raw[start:at] == b'"':
        data, at = scan_string(raw, start)
    elif m := NUMBER.match(raw, start):
        refuse_if(not re.fullmatch(rb"0|-?[1-9][0-9]{0,15}", m[0]) or abs(int(m[0])) > MAX_INT, "bad-number", start)
        data, at = int(m[0]), m.end()
    elif m := LITERAL.match(raw, start):
        refuse_if(m[0] not in (b"true", b"false"), "bad-literal", start)
        data, at = m[0] == b"true", m.end()
    else: raise Refused("not-canonical", start)
    return Json(data, raw[start:at], tuple(keys)), at
def scan_object(raw: bytes, sorted_keys: bool) -> Json:
    refuse_if(len(raw) > MAX_LINE, "too-long", MAX_LINE)
    try: raw.decode("utf-8", "strict")
    except UnicodeDecodeError as e: raise Refused("not-utf8", e.start)
    refuse_if(raw[:1] != b"{", "not-canonical")            # a BOM, white space, another value, nothing
    value, end = scan(raw, 0, sorted_keys=sorted_keys)
    refuse_if(raw[end:] != b"\n", "not-canonical", end)
    return value
def unb64(value: Json, size: int) -> bytes:
    text = value.want(str, "bad-base64")
    refuse_if(not re.fullmatch(r"[A-Za-z0-9_-]+", text) or len(text) != (size * 4 + 2) // 3, "bad-base64")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    refuse_if(b64(data) != text, "bad-base64")
    return data
def named(text: Any, form: re.Pattern[str], code: str) -> str:
    refuse_if(type(text) is not str or not form.fullmatch(text), code)
    return text
def integer(value: Json) -> int:
    refuse_if(value.want(int) < 1, "bad-shape")
    return value.data
def clock(value: Json) -> None:
    m = TIME.fullmatch(value.want(str, "bad-time"))
    try:
        refuse_if(not m or not datetime.datetime(*map(int, m.groups())), "bad-time")
    except ValueError: raise Refused("bad-time")

# ---- sections 3 to 5: a line
Head, Ops = tuple[int, bytes, bytes], dict[str, list[str]]

@dataclass
class Part:
    full: bool; ops: Ops; hash: bytes; members: dict[str, Json]
    def ops_bytes(self) -> bytes:
        return dumped(self.ops)
    def fields(self) -> set[str]: return {f for fields in self.ops.values() for f in fields}

@dataclass
class Line:
    env: dict[str, Json]; feed: str; seq: int; v: int; kind: str; id: Optional[str]; op: Optional[str]
    after: dict[str, int]; parts: dict[str, Part]; seal: Optional[bytes]; leaf: bytes
    size: int = 0                                        # in bytes, each full part as the longer of its two forms
    unknown: bool = False
    locks: set[str] = dc_field(default_factory=set)      # fields, or "*"
    heads: dict[str, list[Head]] = dc_field(default_factory=dict)
    def fields(self, op: str) -> Iterator[tuple[str, Part]]:
        return ((f, part) for part in self.parts.values() for f in part.ops.get(op, ()))
def field_list(value: Json, code: str = "bad-part") -> list[str]:
    names = [named(item.data, NAME, "bad-name") for item in value.want(list, code)]
    refuse_if(any(a >= b for a, b in zip(names, names[1:])), code)
    return names
def parse_part(value: Json) -> Part:
    members: dict[str, Json] = value.want(dict, "bad-part")
    full, ops = "salt" in members, {}
    if full:
        unb64(members["salt"], 16)
        refuse_if("note" in members and type(members["note"].data) is not str, "bad-part")
        source, digest = {k: v for k, v in members.items() if k not in ("salt", "note")}, hashed("club-sync part", value.raw)
    else:
        refuse_if(set(members) != {"erased", "ops"}, "bad-part")
        source, digest = members["ops"].want(dict, "bad-part"), unb64(members["erased"], 32)
    for op, body in source.items():
        refuse_if(op in NO_OPERATION, "bad-part" if full else "bad-name")
        named(op, NAME, "bad-name")
        refuse_if(body.data in ({}, []), "empty-operation")
        fields = full and type(body.data) is dict
        ops[op] = [named(f, NAME, "bad-name") for f in body.data] if fields else field_list(body)
    return Part(full, ops, digest, members)
def parse_line(raw: bytes) -> Line:
    """Sections 3 and 4: the line, or Refused."""
    top = scan_object(raw, sorted_keys=False)
    order = ("change", "payload", "personal", "seal")
    refuse_if([k for k in order if k in top.keys] != list(top.keys) or "change" not in top.data, "bad-member")
    env: dict[str, Json] = top.data["change"].want(dict)
    refuse_if(not {"at", "feed", "kind", "seq", "v"} <= set(env), "bad-shape")
    clock(env["at"])
    parts = {k: parse_part(top.data[k]) for k in order[1:3] if k in top.data}
    fields = [f for p in parts.values() for names in p.ops.values() for f in names]
    refuse_if(len(fields) != len(set(fields)), "field-twice")
    size = len(raw) + sum(max(0, 63 + len(p.ops_bytes()) - len(top.data[k].raw)) for k, p in parts.items() if p.full)
    refuse_if(size > MAX_LINE, "too-long", MAX_LINE)
    hashes = [x for k in order[1:3] for x in ((parts[k].ops_bytes(), parts[k].hash) if k in parts else (b"", b""))]
    line = Line(
        env=env, feed=named(env["feed"].data, FEED, "bad-feed"), seq=integer(env["seq"]), v=integer(env["v"]),
        kind=named(env["kind"].data, NAME, "bad-name"), id=named(env["id"].data, RECORD, "bad-record") if "id" in env else None,
        op=named(env["op"].data, NAME, "bad-name") if "op" in env else None, parts=parts,
        after={named(f, FEED, "bad-feed"): integer(n) for f, n in env["after"].want(dict).items()} if "after" in env else {},
        seal=unb64(top.data["seal"], 64) if "seal" in top.data else None,
        leaf=hashed("club-sync leaf", top.data["change"].raw, *hashes), size=size)
    refuse_if(line.op in NO_OPERATION, "bad-name")
    classify(line)
    if line.v == 1: check_version_1(line)
    return line
def classify(line: Line) -> None:
    """Is the line unknown, and what does it lock (section 4)?"""
    required, optional = RESERVED.get(line.kind, (set(), set()))
    extra = set(line.env) - {"at", "feed", "kind", "seq", "v", "after", "id", "op"} - required - optional
    operations = {op for p in line.parts.values() for op in p.ops}
    no_kind = line.id is None and line.kind not in RESERVED
    envelope_unknown = line.v != 1 or bool(extra) or line.op not in (None, "delete", "restore") or no_kind
    line.unknown = envelope_unknown or bool(operations - KNOWN_OPERATIONS)
    if line.unknown and line.id:
        line.locks = {"*"} if envelope_unknown else {f for p in line.parts.values() for f in p.fields()}
def check_value(value: Json) -> None:
    refuse_if(type(value.data) is list, "bad-value")
    for member in value.data.values() if type(value.data) is dict else (): check_value(member)
def check_version_1(line: Line) -> None:
    for part in line.parts.values():
        for op in KNOWN_OPERATIONS & set(part.ops) if part.full else ():
            body = part.members[op].want(list if op == "unset" else dict, "bad-value")
            for value in body.values() if op != "unset" else ():
                if op == "set": check_value(value); continue
                items = [item.want(str, "bad-value").encode() for item in value.want(list, "bad-value")]
                refuse_if(not items or any(a >= b for a, b in zip(items, items[1:])), "bad-value")
    refuse_if(line.after.get(line.feed, 0) >= line.seq, "own-context")
    if line.unknown: return
    if line.id is not None:
        return refuse_if(line.kind in RESERVED or "after" not in line.env or bool(line.op) == bool(line.parts), "bad-shape")
    required, _ = RESERVED[line.kind]
    refuse_if(not required <= set(line.env) or {"after", "op"} & set(line.env) or line.parts, "bad-shape")
    mine = lambda feeds: all(node_of(named(f, FEED, "bad-feed")) == node_of(line.feed) for f in feeds)
    if line.kind == "feed":
        named(line.env["node"].data, NODE, "bad-name"), unb64(line.env["key"], 32), unb64(line.env["proof"], 64)
        heads = parse_heads(line.env["continues"]) if "continues" in line.env else {}
        other = not heads or [len(h) for h in heads.values()] == [1] and line.feed not in heads and mine(heads)
        refuse_if(line.seq != 1 or not other, "bad-shape")
    elif line.kind == "erasure":
        e: dict[str, Json] = line.env["erases"].want(dict)
        refuse_if(set(e) != {"fields", "id", "kind", "upto"} or not e["upto"].want(dict) or not mine(e["upto"].data), "bad-shape")
        field_list(e["fields"], "bad-shape"), [integer(n) for n in e["upto"].data.values()]
        named(e["id"].data, RECORD, "bad-record"), named(e["kind"].data, NAME, "bad-name")
    else:
        line.heads = parse_heads(line.env["heads" if line.kind == "checkpoint" else "adopts"])
        refuse_if(line.feed in line.heads or line.kind == "adoption" and not mine(line.heads), "bad-shape")
def parse_heads(value: Json) -> dict[str, list[Head]]:
    out: dict[str, list[Head]] = {}
    for f, heads in value.want(dict).items():
        refuse_if(any(len(head.want(list)) != 3 for head in heads.want(list)), "bad-shape")
        rows = out[named(f, FEED, "bad-feed")] = [(integer(seq), unb64(pre, 32), unb64(seal, 64))
                                                  for seq, pre, seal in (head.data for head in heads.data)]
        refuse_if(not rows or any(a >= b for a, b in zip(rows, rows[1:])), "bad-shape")
    refuse_if(not out, "bad-shape")
    return out

# ---- section 8: the charter
@dataclass
class Charter:
    network: bytes; keys: dict[str, bytes]
def parse_charter(raw: bytes) -> Charter:
    top = scan_object(raw, sorted_keys=True).data
    refuse_if(set(top) != {"admission", "founders", "name", "v"} or set(top["admission"].want(dict)) != {"votes"}, "bad-shape")
    top["name"].want(str)
    keys: dict[str, bytes] = {}
    for founder in top["founders"].want(list):
        refuse_if(set(founder.want(dict)) != {"key", "name", "node"}, "bad-shape")
        node, key = named(founder.data["node"].data, NODE, "bad-name"), unb64(founder.data["key"], 32)
        founder.data["name"].want(str)
        refuse_if(key in keys.values() or (keys and node <= max(keys)), "bad-shape")
        keys[node] = key
    refuse_if(integer(top["v"]) != 1 or not 1 <= len(keys) <= 64 or integer(top["admission"].data["votes"]) > len(keys), "bad-shape")
    return Charter(hashlib.sha256(raw).digest(), keys)

# ---- section 6: a feed
@dataclass(eq=False)
class Held:
    """An accepted line at its place in the feed's tree."""
    line: Line; pre: bytes; chain: bytes; parent: Optional[Held]
    def back(self) -> Iterator[Held]:
        yield self
        here = self.parent
        while here: yield here; here = here.parent
    def key(self) -> bytes: return unb64([*self.back()][-1].line.env["key"], 32)
    def order(self) -> tuple[str, int, bytes]: return self.line.feed, self.line.seq, self.pre

@dataclass
class FeedResult:
    held: list[Held]; seq: int; chain: bytes; tail: int
    code: str = ""; line: int = 0        # 1-based
def seal_message(network: bytes, feed: str, seq: int, pre: bytes) -> bytes:
    return framed("club-sync seal", network, feed.encode(), seq.to_bytes(8, "big"), pre)
def check_opening(charter: Charter, line: Line) -> bytes:
    refuse_if(line.kind != "feed" or line.v != 1 or line.unknown or line.seal is None, "not-opened")
    key, node = unb64(line.env["key"], 32), line.env["node"].data
    refuse_if(base32(hashlib.sha256(key).digest(), 16) != line.feed[-16:] or node != node_of(line.feed), "bad-opening")
    refuse_if(node not in charter.keys, "unknown-node")
    continues = line.env["continues"].raw if "continues" in line.env else b""
    message = framed("club-sync open", charter.network, node.encode(), line.feed.encode(), key, continues)
    refuse_if(not ed25519_ok(charter.keys[node], unb64(line.env["proof"], 64), message), "bad-proof")
    return key
def split_lines(raw: bytes) -> list[bytes]: return re.findall(rb"[^\n]*\n", raw)
def verify_feed(charter: Charter, feed: str, raw_lines: Iterable[bytes], parent: Optional[Held] = None) -> FeedResult:
    """Walks the lines after `parent` (None: from the start); what stands is what a good seal covers."""
    chain = parent.chain if parent else hashed("club-sync feed start", charter.network, feed.encode())
    key = parent.key() if parent else b""
    result = FeedResult([], parent.line.seq if parent else 0, chain, 0)
    waiting: list[Held] = []
    last, seq, lines, size, number, bad = parent, result.seq, 0, 0, 0, 0
    try:
        refuse_if(not FEED.fullmatch(feed), "bad-feed")
        for number, raw in enumerate(raw_lines, 1):
            line = parse_line(raw)
            refuse_if(line.feed != feed, "wrong-feed")
            refuse_if(line.seq != seq + 1, "gap")
            refuse_if(line.seq > 1 and line.kind == "feed", "bad-shape")
            key = key if line.seq > 1 else check_opening(charter, line)
            lines, size = lines + 1, size + line.size
            refuse_if(lines > COMMIT_LINES or size > COMMIT_BYTES, "commit-too-long")
            pre = hashed("club-sync pre", chain, line.leaf)
            chain, seq = hashed("club-sync chain", pre, line.seal or b""), line.seq
            last = Held(line, pre, chain, last)
            waiting.append(last)
            if line.seal is not None:
                lines = size = 0
                if ed25519_ok(key, line.seal, seal_message(charter.network, feed, seq, pre)):
                    result.held += waiting
                    result.seq, result.chain, waiting, bad = seq, chain, [], 0
                else: bad = bad or number       # refused only if no later seal, which covers this one, is good
    except Refused as e: result.code, result.line = e.code, number
    if bad: result.code, result.line = "bad-seal", bad
    result.tail = len(waiting)
    return result

# ---- a store, and section 9
class Store:
    def __init__(self, charter: Charter):
        self.charter = charter
        self.feeds: dict[str, dict[bytes, Held]] = {}                  # feed -> chain hash -> line
        self.by_pre: dict[tuple[str, int, bytes], list[Held]] = {}
        self.full: dict[tuple[Any, bytes, bytes], Part] = {}           # ((feed, seq, pre), part hash, part ops) -> full part
        self.notes: list[str] = []
        self.erasures: dict[tuple[str, str], list[tuple[set[str], dict[str, int]]]] = {}
    @staticmethod
    def load(folder: Path) -> Store:
        store = Store(parse_charter((folder / "charter.json").read_bytes()))
        files, before = sorted(p for p in (folder / "feeds").glob("*") if FILE.fullmatch(p.name)), -1
        while len(files) != before:                                    # a branch may stand on another branch
            before, files = len(files), [p for p in files if not store.add_file(p)]
        store.notes += [f"{p.name}: stands on nothing held" for p in files]
        return store
    def add_file(self, path: Path) -> bool:
        """False: a branch that stands on no line held so far. What it stands on, its seals say; its name says nothing."""
        (feed, branch, _), raw_lines = path.stem.partition("~"), split_lines(path.read_bytes())
        tree = self.feeds.get(feed, {})
        for parent in [*[None] * (not branch or bool(tree)), *[h for h in tree.values() if h.line.seal and branch]]:
            result = verify_feed(self.charter, feed, raw_lines, parent)
            if result.held or not branch or not raw_lines:
                self.notes += [f"{path.name}: {result.code} at line {result.line}"] if result.code else []
                new = next((h for h in result.held if h.chain not in tree), None)
                on = branch and new and new.parent and any(t.chain == new.parent.chain for t in self.tips(feed))
                self.add(feed, [h for h in result.held if h.chain in tree or not on])   # going on is no branch
                return True
        return False
    def add(self, feed: str, held: list[Held]) -> None:
        tree = self.feeds.setdefault(feed, {}) if held else {}
        for h in held:
            if h.parent: h.parent = tree[h.parent.chain]
            if h.chain not in tree:
                tree[h.chain] = h
                self.by_pre.setdefault((feed, h.line.seq, h.pre), []).append(h)
            self.full.update({(h.order(), p.hash, p.ops_bytes()): p for p in h.line.parts.values() if p.full})
            if h.line.kind == "erasure" and not h.line.unknown:
                e = {name: value.data for name, value in h.line.env["erases"].data.items()}
                reach = ({f.data for f in e["fields"]}, {f: n.data for f, n in e["upto"].items()})
                self.erasures.setdefault((e["kind"], e["id"]), []).append(reach)
    def tips(self, feed: str) -> list[Held]:
        parents = {h.parent.chain for h in self.feeds[feed].values() if h.parent}
        return [h for h in self.feeds[feed].values() if h.chain not in parents]
    def part_state(self, h: Held, part: Part) -> tuple[str, Part]:
        """(full | erased | missing, the part to read)"""
        line = h.line
        for fields, upto in self.erasures.get((line.kind, line.id or ""), ()):
            if line.seq <= upto.get(line.feed, 0) and part.fields() <= fields: return "erased", part
        best = self.full.get((h.order(), part.hash, part.ops_bytes()), part)
        return ("full" if best.full else "missing"), best
def string(text: str) -> bytes:
    return b'"' + re.sub(r'["\\\x00-\x1f]', lambda m: "\\" + m[0] if m[0] in '"\\' else "\\u%04x" % ord(m[0]), text).encode() + b'"'
def dumped(value: Any) -> bytes:
    """Canonical bytes; `bytes` are canonical JSON already."""
    if isinstance(value, dict):
        return b"{" + b",".join(string(k) + b":" + dumped(value[k]) for k in sorted(value, key=str.encode)) + b"}"
    if isinstance(value, (list, tuple)): return b"[" + b",".join(map(dumped, value)) + b"]"
    if isinstance(value, bytes): return value
    return string(value) if isinstance(value, str) else json.dumps(value).encode()

class Fold:
    def __init__(self, store: Store):
        self.store = store
        self.tips = {f: store.tips(f) for f in sorted(store.feeds)}
        self.fork_point: dict[str, int] = {}                           # only of forked feeds
        for feed, tips in self.tips.items():
            if len(tips) > 1:
                common = set.intersection(*({h.chain for h in t.back()} for t in tips))
                self.fork_point[feed] = max((h.line.seq for h in tips[0].back() if h.chain in common and h.line.seal), default=0)
        self.folded: dict[tuple[str, int, bytes], Held] = {}           # one for each (feed, seq, pre)
        new = [h for f, tree in store.feeds.items() for h in tree.values()
               if f not in self.fork_point or h.line.seq <= self.fork_point[f]]
        while new:
            fresh = [h for h in new if self.folded.setdefault((h.line.feed, h.line.seq, h.pre), h) is h]
            new = [h for a in fresh if a.line.kind == "adoption" and not a.line.unknown
                   for feed, heads in a.line.heads.items() for seq, pre, _ in heads
                   for held in store.by_pre.get((feed, seq, pre), [])[:1] for h in held.back()
                   if (feed, h.line.seq, h.pre) not in self.folded]
        self.records: dict[tuple[str, str], list[Held]] = {}
        self.locks: dict[tuple[str, str], set[str]] = {}
        for h in self.folded.values():
            if h.line.id and not h.line.unknown: self.records.setdefault((h.line.kind, h.line.id), []).append(h)
        for h in (h for tree in store.feeds.values() for h in tree.values() if h.line.locks):
            self.locks.setdefault((h.line.kind, h.line.id or ""), set()).update(h.line.locks)
    @functools.lru_cache(maxsize=None)
    def head_state(self, feed: str, head: Head) -> str:
        seq, pre, seal = head
        held, message = self.store.by_pre.get((feed, seq, pre), []), seal_message(self.store.charter.network, feed, seq, pre)
        if not any(h.line.seal == seal for h in held) and not ed25519_ok(self.tips[feed][0].key(), seal, message):
            return "bad"
        return "on" if held else "beyond" if any(t.line.seq < seq for t in self.tips[feed]) else "against"
    def on_chain(self, c: Held, top: Held) -> bool:
        return any(h.line.seq == c.line.seq and h.pre == c.pre for h in top.back())
    def covers(self, d: Held, c: Held) -> bool:
        feed = c.line.feed
        if c is d or c.line.seq > d.line.after.get(feed, 0): return False
        if feed == d.line.feed: return self.on_chain(c, d)
        for h in d.back():
            if h is d or h.line.kind != "checkpoint" or h.line.unknown or feed not in h.line.heads: continue
            heads = [(head, s) for head in h.line.heads[feed] if (s := self.head_state(feed, head)) != "bad"]
            if heads and all(s == "against" for _, s in heads): continue
            return any(self.on_chain(c, self.store.by_pre[feed, seq, pre][0]) if s == "on" else
                       s == "beyond" and (feed not in self.fork_point or c.line.seq <= self.fork_point[feed])
                       for (seq, pre, _), s in heads)
        return False
    def dots(self, lines: list[Held]) -> list[Any]:
        return [[f, seq, b64(pre)] if seq > self.fork_point.get(f, seq) else [f, seq] for f, seq, pre in sorted(map(Held.order, lines))]
    def uncovered(self, lines: list[Held], by: list[Held]) -> list[Held]:
        return [c for c in lines if not any(self.covers(d, c) for d in by)]
    def field_values(self, home: str, changes: list[Held], field: str) -> list[tuple[dict[str, bytes], list[Held]]]:
        """Live values in display order: ({} for none, {"missing"}, {"value"}), dots."""
        entries = {h: (op, part) for h in changes for op in ("set", "unset") for f, part in h.line.fields(op) if f == field}
        groups: dict[Any, tuple[dict[str, bytes], list[Held]]] = {}
        for h in self.uncovered(list(entries), list(entries)):
            (op, part), shown = entries[h], dict[str, bytes]()
            state, best = self.store.part_state(h, part)
            if op == "set" and state != "erased":
                shown = {"missing": b"true"} if state == "missing" else {"value": best.members["set"].data[field].raw}
            groups.setdefault(h if "missing" in shown else shown.get("value"), (shown, []))[1].append(h)
        def rank(entry: tuple[dict[str, bytes], list[Held]]) -> tuple[bool, bytes, Any]:
            at_home = [h for h in entry[1] if node_of(h.line.feed) == home]
            return not at_home, bytes(255 - b for b in max(h.line.leaf for h in at_home or entry[1])), min(map(Held.order, entry[1]))
        return sorted(groups.values(), key=rank)
    def field_elements(self, changes: list[Held], field: str) -> list[tuple[Optional[str], list[Held]]]:
        """Present elements with their dots; None for a missing one."""
        def those(op: str) -> Iterator[tuple[Held, str, set[str]]]:
            for h, part in ((h, part) for h in changes for f, part in h.line.fields(op) if f == field):
                state, best = self.store.part_state(h, part)
                yield h, state, {e.data for e in best.members[op].data[field].data} if state == "full" else set()
        present: dict[str, list[Held]] = {}
        missing: list[tuple[Optional[str], list[Held]]] = []
        for h, state, elements in those("add"):
            over = [(s, gone) for r, s, gone in those("remove") if self.covers(r, h)]
            if state == "missing" and not any(s == "erased" for s, _ in over): missing.append((None, [h]))
            for e in elements:
                if not any(s == "erased" or e in gone for s, gone in over): present.setdefault(e, []).append(h)
        missing.sort(key=lambda m: m[1][0].order())
        return sorted(present.items(), key=lambda p: p[0].encode()) + missing       # type: ignore[operator]
    def deleted(self, changes: list[Held]) -> str:
        ends = [h for h in changes if h.line.op]
        live = self.uncovered([h for h in ends if h.line.op == "delete"], ends)
        against = [h for h in changes if h.line.op == "restore" or any(p.ops for p in h.line.parts.values())]
        contested = any(not self.covers(a, d) and not self.covers(d, a) for a in against for d in live)
        return "no" if not live else "contested" if contested else "yes"
    def record(self, key: tuple[str, str]) -> dict[str, Any]:
        changes = self.records.get(key, [])
        out: dict[str, Any] = {"kind": key[0], "id": key[1], "deleted": self.deleted(changes), "fields": {},
                               "version": {h.line.feed: h.line.seq for h in sorted(changes, key=Held.order)}}
        for field in {f for h in changes for p in h.line.parts.values() for f in p.fields()}:
            values = [dict(shown, dots=self.dots(dots)) for shown, dots in self.field_values(key[1].split(".")[0], changes, field)]
            elements = [{"dots": self.dots(dots), **({"missing": True} if e is None else {"element": e})}
                        for e, dots in self.field_elements(changes, field)]
            both = {name: rows for name, rows in (("values", values), ("elements", elements)) if rows}
            if both: out["fields"][field] = both
        if locks := self.locks.get(key): out["locked"] = ["*"] if "*" in locks else sorted(locks)
        return out
    def dump(self) -> bytes:
        feeds = {}
        for feed, tips in self.tips.items():
            ends = {next((h.line.seq, h.pre) for h in t.back() if h.line.kind != "checkpoint" or h.line.unknown) for t in tips}
            feeds[feed] = [[seq, b64(pre)] for seq, pre in sorted(ends)]
        rows = [{"dump": 1, "feeds": feeds, "network": b64(self.store.charter.network)}]
        rows += [self.record(key) for key in sorted(set(self.records) | set(self.locks))]
        return b"".join(dumped(row) + b"\n" for row in rows)
def main(argv: list[str]) -> int:
    try:
        if len(argv) == 2 and argv[0] == "line":
            print(parse_line(Path(argv[1]).read_bytes()).leaf.hex())
        elif len(argv) == 3 and argv[0] == "feed":
            r = verify_feed(parse_charter(Path(argv[1]).read_bytes()), Path(argv[2]).stem, split_lines(Path(argv[2]).read_bytes()))
            print(json.dumps({"acceptedSeq": r.seq, "chain": r.chain.hex(), "lines": len(r.held), "tail": r.tail}))
            refuse_if(r.code, r.code, r.line)
        elif len(argv) == 2 and argv[0] == "dump":
            store = Store.load(Path(argv[1]))
            out = Fold(store).dump()
            sys.stdout.buffer.write(out)
            print(*store.notes, hashlib.sha256(out).hexdigest(), sep="\n", file=sys.stderr)
        else:
            sys.exit(__doc__)
    except Refused as e:
        print(f"{e.code} at {'line' if argv[0] == 'feed' else 'byte'} {e.position}", file=sys.stderr)
        return 12
    return 0

if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
