"""A writer of lines, feeds, charters and stores. It shares no code with the reader."""
from __future__ import annotations

import copy
import hashlib
from typing import Any, Callable, Optional

from .encoding import AT, H, M, Raw, base32, enc, fingerprint, private, public, seeded, u64


class Row:
    """One line, its parts kept apart."""

    def __init__(self, env: Any, payload: Any = None, personal: Any = None, seal: Optional[bytes] = None):
        self.env, self.seal = enc(env), seal
        self.parts = {k: v for k, v in (("payload", payload), ("personal", personal)) if v is not None}
        self.erased: set[str] = set()
        self.good = seal is not None         # the seal verifies

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
            row.good = not bad_seal
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
