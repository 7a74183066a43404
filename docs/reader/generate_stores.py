#!/usr/bin/env python3
"""generate_stores.py SEED COUNT OUTDIR: random small stores: OUTDIR/<seed>-full and OUTDIR/<seed>-part1 to 4.

Offices write, pull from one another (cutting feeds anywhere), are cloned with their key (a fork), notice, adopt, erase. Every
line remembers what its author really had folded (`seen`), which the files do not say. Each store is then folded by the reader,
and its dump is compared with that truth:

  SAFE   no value or element may be gone unless somebody who had folded it wrote that field (all seeds);
  EQUAL  without forks, erasures, missing parts and invented heads, what is live is what happened-before says.

Some seeds do what no honest office does (contexts beyond what was seen, one line under two seals): there only the two readers are
compared. The last line counts what the stores contained, so that a generator gone blind shows.

A store that does not hold every branch of a fork may break SAFE for a line past the fork, because a head "beyond" may be on the
branch not held. That is a consequence of section 9, and printed, but no failure in a `part` store:
  UNHELD  the writer never folded the line;    FORMER  it folded it once, and no longer when it wrote.

Exit 1 when a store breaks a rule otherwise. Nothing here uses the reader's fold but the comparison itself.
"""
from __future__ import annotations

import collections
import copy
import json
import random
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, Optional

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "vectors")]

import club_reader  # noqa: E402
from making.curve import OddKey  # noqa: E402
from making.encoding import H, M, record_id, seeded, u64  # noqa: E402
from making.writer import Feed, Net, Row, branch_files  # noqa: E402

Uid = bytes          # the chain hash after a line: it names a line on its branch


@dataclass(eq=False)
class Truth:
    """A line as its author knows it."""
    uid: Uid
    feed: Feed                     # a snapshot that ends with this line
    row: Row
    seq: int
    parent: Optional[Uid]
    kind: str
    record: Optional[tuple[str, str]]
    op: str
    ops: dict[str, dict[str, Any]]      # operation -> {field: value or elements or None}, both parts
    part_of: dict[str, str]             # field -> payload | personal
    adopts: list[tuple[str, int, bytes]]
    erases: Optional[dict[str, Any]]    # record, fields, upto
    unknown: bool
    seen: frozenset[Uid]                # what its author had folded
    ever: frozenset[Uid]                # what its author had ever folded


class World:
    def __init__(self, seed: int):
        self.rnd = random.Random(seed)
        self.seed = seed
        self.lines: dict[Uid, Truth] = {}
        self.flags: set[str] = set()
        names = ["angers", "brest", "caen", "dax", "evry"][:self.rnd.randint(2, 5)]
        self.net = Net(*names, word=f"random {seed}")
        self.records: list[tuple[str, str]] = []
        self.most, self.names = 3, ["a", "b", "l", "m", "mail"]
        self.liars = self.rnd.random() < 0.1
        self.offices = [Office(self, n) for n in names]

    def path(self, uid: Optional[Uid]) -> Iterator[Truth]:
        while uid is not None:
            yield self.lines[uid]
            uid = self.lines[uid].parent

    def tips(self, held: set[Uid]) -> dict[str, list[Truth]]:
        parents = {self.lines[u].parent for u in held}
        out: dict[str, list[Truth]] = collections.defaultdict(list)
        for u in sorted(held - parents):        # type: ignore[operator]
            out[self.lines[u].feed.name].append(self.lines[u])
        return out

    def fork_points(self, held: set[Uid]) -> dict[str, int]:
        out = {}
        for feed, tips in self.tips(held).items():
            if len(tips) > 1:
                shared = set.intersection(*({t.uid for t in self.path(tip.uid)} for tip in tips))
                out[feed] = max((self.lines[u].seq for u in shared if self.lines[u].row.seal), default=0)
        return out

    def folded(self, held: set[Uid]) -> set[Uid]:
        points = self.fork_points(held)
        out = {u for u in held if self.lines[u].seq <= points.get(self.lines[u].feed.name, 2**60)}
        while True:
            more = {t.uid for u in out for f, seq, pre in self.lines[u].adopts for h in held
                    if (t0 := self.lines[h]).feed.name == f and t0.seq == seq and t0.feed.pres[seq] == pre for t in self.path(h)}
            if more <= out:
                return out
            out |= more


class Office:
    def __init__(self, world: World, node: str):
        self.world, self.node, self.count = world, node, 1
        self.held: set[Uid] = set()
        self.ever: set[Uid] = set()
        self.stated: dict[str, list[Uid]] = {}
        self.odd = world.rnd.random() < 0.03          # a key that can seal one line twice
        self.start()

    def start(self, continues: Any = None) -> None:
        word = f"{self.world.seed} {self.count} {id_of(self)}"
        self.feed = Feed(self.world.net, self.node, word, key=OddKey(self.node, word) if self.odd else None, opened=False)
        self.feed.open(continues)
        self.stated = {}
        self.note("feed")

    def clone(self) -> Office:
        other = object.__new__(Office)
        other.__dict__.update(self.__dict__)
        other.held, other.ever, other.stated, other.feed = set(self.held), set(self.ever), dict(self.stated), self.feed.clone()
        other.count += 100
        return other

    def note(self, kind: str, record: Any = None, op: str = "", ops: Any = None, part_of: Any = None, adopts: Any = (), erases: Any = None,
             unknown: bool = False) -> Truth:
        """The line just written, as truth."""
        folded = self.world.folded(self.held)
        self.ever |= folded
        f = self.feed
        own = {t.uid for t in self.world.path(f.chains[-2])} if f.seq > 1 else set()
        truth = Truth(f.chain, f.clone(), f.rows[-1], f.seq, f.chains[-2] if f.seq > 1 else None, kind, record, op, ops or {},
                      part_of or {}, list(adopts), erases, unknown, frozenset(folded), frozenset(self.ever | own))
        self.world.lines[truth.uid] = truth
        self.held.add(truth.uid)
        return truth

    # -- one commit

    def statements(self) -> list[list[tuple[Feed, list[Any]]]]:
        folded, rnd = self.world.folded(self.held), self.world.rnd
        inner = {self.world.lines[u].parent for u in folded}
        now: dict[str, list[Truth]] = collections.defaultdict(list)
        for u in sorted(folded - inner):        # type: ignore[operator]
            t = self.world.lines[u]
            if t.feed.name != self.feed.name:
                assert t.row.seal
                now[t.feed.name].append(t)
        rows = []
        for name, heads in sorted(now.items()):
            past = self.stated.get(name, [])
            bare = [next(t.uid for t in self.world.path(h.uid) if t.kind != "checkpoint") for h in heads]
            before = [next(t.uid for t in self.world.path(u) if t.kind != "checkpoint") for u in past]
            if sorted(bare) != sorted(before):
                self.stated[name] = [h.uid for h in heads]
                rows.append([(h.feed, h.feed.head(h.seq)) for h in heads])
        rnd.shuffle(rows)
        return rows

    def write(self, pending: Any = None) -> None:
        rnd, w = self.world.rnd, self.world
        own = {t.uid for t in w.path(self.feed.chain)}
        if any(w.lines[u].feed.name == self.feed.name and u not in own for u in self.held) and rnd.random() < 0.9:
            self.new_feed()
        rows = self.statements()
        while rows:
            take, rows = (rows[:1], rows[1:]) if rnd.random() < 0.3 else (rows, [])
            heads = [h for r in take for h in r]
            if rnd.random() < 0.02:
                w.flags.add("invented")
                f, h = heads.pop()
                heads.append((f, [h[0] + rnd.randint(0, 3), seeded("invented", w.seed, self.feed.seq)[:32], seeded("x") * 2]))
            self.feed.heads("checkpoint", *heads, seal=False)
            self.note("checkpoint")
        if pending:
            pending()
        if rnd.random() < 0.03:
            self.unknown_line()
        choice = rnd.random()
        if choice < 0.06 and self.erase():
            return
        if choice > 0.97 and self.adopt():
            return
        if choice < 0.75 and w.records:
            record = rnd.choice(w.records)
        else:
            if len(w.records) < w.most:
                w.records.append((rnd.choice(("event", "person")), record_id(self.node, w.seed, len(w.records))))
                if rnd.random() < 0.15:                               # the same id under another kind
                    w.records.append(("person" if w.records[-1][0] == "event" else "event", w.records[-1][1]))
            record = rnd.choice(w.records)
        n = rnd.choice((1, 1, 1, 2, 3))
        bad = n > 1 and rnd.random() < 0.2
        for j in range(n):
            self.change(record, seal=j == n - 1 or bad, bad_seal=bad and j < n - 1)

    def unknown_line(self) -> None:
        """What a later program may write, in every place where it may differ."""
        rnd, f = self.world.rnd, self.feed
        others = [t for u in sorted(self.held) if (t := self.world.lines[u]).feed.name != f.name and t.row.seal]
        own = [t for t in others if t.feed.node == self.node]
        record = rnd.choice(self.world.records) if self.world.records else ("event", record_id(self.node, "later"))
        choice = rnd.randrange(8)
        if choice == 0 and others:
            t = rnd.choice(others)
            f.line({"heads": {t.feed.name: [t.feed.head(t.seq)]}, "zeal": 1}, kind="checkpoint", seal=False)
        elif choice == 1 and own:
            t = rnd.choice(own)
            f.line({"adopts": {t.feed.name: [t.feed.head(t.seq)]}, "zeal": 1}, kind="adoption", seal=False)
        elif choice == 2:
            f.line({"erases": {"fields": self.world.names, "id": record[1], "kind": record[0], "upto": {f.name: f.seq}}, "zeal": 1}, kind="erasure", seal=False)
        elif choice == 3:
            f.line({"id": record[1], "after": {}, "op": "archive"}, kind=rnd.choice((record[0], "checkpoint")), seal=False)
        elif choice == 4:
            f.line({"id": record[1]}, f.part("payload", {"paint": {rnd.choice("az"): 1}}), kind=record[0], seal=False)
        elif choice == 5:
            f.line({"id": record[1], "after": {f.name: f.seq + 9}}, f.part("payload", {"set": {"a": [1]}}), kind=record[0], v=2, seal=False)
        elif choice == 6:
            f.line({"id": record[1], "after": {}, "op": "delete"}, f.part("payload", {"paint": {"a": 1}}), kind=record[0], seal=False)
        else:
            f.line({"zeal": [{}]}, kind="vote", seal=False)
        self.note("unknown", unknown=True)

    def change(self, record: tuple[str, str], seal: bool, bad_seal: bool = False) -> None:
        rnd, w, f = self.world.rnd, self.world, self.feed
        after: dict[str, int] = {}
        own = {t.uid for t in w.path(f.chain)}
        for u in w.folded(self.held):
            t = w.lines[u]
            if t.feed.name == f.name and u not in own:
                continue
            if t.record == record and not t.unknown:
                after[t.feed.name] = max(t.seq, after.get(t.feed.name, 0))
        if w.liars and after and rnd.random() < 0.1:
            feed = rnd.choice(sorted(after))
            after[feed] = max(1, min(after[feed] + rnd.choice((-2, -1, 1, 5)), f.seq if feed == f.name else 2**53 - 1))
            w.flags.add("false contexts")
        kind, id = record
        r = rnd.random()
        if r < 0.10 or r < 0.16:
            op = "delete" if r < 0.10 else "restore"
            f.rec(id, after, kind=kind, op=op, seal=seal, bad_seal=bad_seal)
            self.note(kind, record, op)
            return
        if r < 0.22:
            f.rec(id, after, kind=kind, note="a word", seal=seal, bad_seal=bad_seal)
            self.note(kind, record)
            return
        ops: dict[str, dict[str, dict[str, Any]]] = {"payload": {}, "personal": {}}
        part_of: dict[str, str] = {}
        for name in rnd.sample(w.names, min(len(w.names), rnd.choice((1, 1, 2, 3)))):
            where = "personal" if (name == "mail") != (rnd.random() < 0.05) else "payload"
            op = rnd.choice(("add", "add", "remove") if (name in "lm") != (rnd.random() < 0.05) else ("set", "set", "set", "unset"))
            content = (None if op == "unset" else rnd.choice((1, "x", "y", "é", {"unit": "m", "value": rnd.randint(1, 3)})) if op == "set"
                       else sorted(rnd.sample(["p", "q", "r", "é"], rnd.randint(1, 3))))
            ops[where].setdefault(op, {})[name] = content
            part_of[name] = where
        flat = {op: {**ops["payload"].get(op, {}), **ops["personal"].get(op, {})} for op in ("set", "unset", "add", "remove")}
        body = {where: {op: sorted(c) if op == "unset" else c for op, c in o.items()} for where, o in ops.items()}
        unknown = rnd.random() < 0.03
        if unknown:
            body["payload"]["paint"] = {"z": 1}
            part_of["z"] = "payload"
        note = "why" if rnd.random() < 0.1 and body["payload"] else None
        f.rec(id, after, note, body["personal"] or None, kind=kind, seal=seal, bad_seal=bad_seal, **body["payload"])
        self.note(kind, record, "", flat, part_of, unknown=unknown)

    def erase(self) -> bool:
        mine = [t for u in sorted(self.held) if (t := self.world.lines[u]).feed.node == self.node and t.part_of]
        if not mine:
            return False
        t = self.world.rnd.choice(mine)
        assert t.record
        rnd = self.world.rnd
        fields = sorted(t.part_of)
        if rnd.random() < 0.3:
            fields = fields[1:]
        elif rnd.random() < 0.2:
            fields = sorted({*fields, *self.world.names})
        upto = {t.feed: t.seq + rnd.choice((0, 0, 0, 1, 9))}
        for other in mine:
            if other.feed.name not in {g.name for g in upto} and rnd.random() < 0.3:
                upto[other.feed] = other.seq
        self.feed.erase(t.record[1], fields, upto, kind=t.record[0])
        self.note("erasure", erases={"record": t.record, "fields": set(fields), "upto": {g.name: n for g, n in upto.items()}})
        self.world.flags.add("erasure")
        return True

    def adopt(self) -> bool:
        """Another branch of an own feed, or one again, also one that went on."""
        tips = [t for name, tips in self.world.tips(self.held).items() if len(tips) > 1 and name != self.feed.name for t in tips
                if t.feed.node == self.node]
        if not tips:
            return False
        path = [t for t in self.world.path(self.world.rnd.choice(tips).uid) if t.row.seal]
        t = self.world.rnd.choice(path[:2])
        self.feed.heads("adoption", (t.feed, t.feed.head(t.seq)))
        self.note("adoption", adopts=[(t.feed.name, t.seq, t.feed.pres[t.seq])])
        return True

    def reopen(self) -> Office:
        """A copy that opens the same feed once more: a fork at line 1."""
        other = self.clone()
        own = {u for u in self.held if self.world.lines[u].feed.name == self.feed.name}
        other.held, other.ever, other.stated = self.held - own, self.ever - own, {}
        other.feed = Feed(self.world.net, self.node, key=self.feed.key, opened=False)
        other.feed.open(at="2026-03-02T09:00:00Z")
        other.note("feed")
        return other

    def twin(self) -> Optional[Office]:
        """A copy whose last line is the same under another seal that verifies."""
        f = self.feed
        if not self.odd or f.seq < 2 or not f.rows[-1].seal:
            return None
        last = self.world.lines[f.chain]
        other = self.clone()
        other.held = self.held - {f.chain}
        g = other.feed = f.clone()
        g.rows[-1] = copy.copy(g.rows[-1])
        g.key = copy.copy(g.key)
        g.key.words = (*g.key.words, "again", f.seq)
        g.rows[-1].seal = g.key.sign(M("club-sync seal", g.net.id, g.name.encode(), u64(g.seq), g.pres[-1]))
        g.chain = g.chains[-1] = H("club-sync chain", g.pres[-1], g.rows[-1].seal)
        other.note(last.kind, last.record, last.op, last.ops, last.part_of, last.adopts, last.erases, last.unknown)
        self.world.flags.add("two seals")
        return other

    def new_feed(self) -> None:
        """The own feed turned out to be forked: go on in a new one, and adopt own branches."""
        rnd, w = self.world.rnd, self.world
        old, name = self.feed, self.feed.name
        tips = w.tips(self.held)[name]
        self.count += 1
        self.start({name: [old.head()]})
        adopt = [(t.feed, t.feed.head(t.seq)) for t in tips if t.row.seal and (t.uid == old.chain or rnd.random() < 0.5)]
        if adopt and rnd.random() < 0.9:
            self.feed.heads("adoption", *adopt)
            self.note("adoption", adopts=[(f.name, h[0], h[1]) for f, h in adopt])

    def pull(self, held: set[Uid]) -> None:
        self.held |= cut(self.world, held)


def id_of(office: Office) -> int:
    return sum(1 for t in office.world.lines.values() if t.kind == "feed")


def cut(w: World, held: set[Uid]) -> set[Uid]:
    out: set[Uid] = set()
    for tips in w.tips(held).values():
        for tip in tips:
            path = list(w.path(tip.uid))[::-1]
            if w.rnd.random() < 0.5:
                path = path[:w.rnd.randint(0, len(path))]
            while path and not path[-1].row.good:
                path.pop()
            out |= {t.uid for t in path}
    return out


def simulate(seed: int) -> World:
    w = World(seed)
    rnd = w.rnd
    forking = rnd.random() < 0.5
    dense = forking and rnd.random() < 0.7                     # one record and two fields: what one branch did meets the other
    if dense:
        w.most, w.names = 1, ["a", "l"]
    for _ in range(rnd.randint(8, 30) + 25 * dense):
        o = rnd.choice(w.offices)
        r = rnd.random()
        if r < 0.5:
            o.write()
        elif r < 0.94 or not forking or len(w.offices) > 6:
            o.pull(rnd.choice(w.offices).held)
        else:
            w.flags.add("fork")
            if (other := o.twin() if o.odd else o.reopen() if rnd.random() < 0.04 else None):
                w.offices.append(other)
            elif rnd.random() < 0.2 and "mid" not in w.flags:          # the copy is taken in the middle of a commit
                w.flags.add("mid")
                copies: list[Office] = []

                def half() -> None:
                    o.feed.line({"after": {}, "id": record_id(o.node, "half")}, o.feed.part("payload", {"set": {"a": "half"}}), seal=False)
                    o.note("event", ("event", record_id(o.node, "half")), "", {"set": {"a": "half"}}, {"a": "payload"})
                    copies.append(o.clone())
                o.write(half)
                copies[0].change(rnd.choice(w.records or [("event", record_id(o.node, "half"))]), seal=True)
                w.offices.append(copies[0])
            else:
                w.offices.append(o.clone())
    return w


# ---------------------------------------------------------------- on disk, and the comparison

def store_files(w: World, held: set[Uid], missing: bool) -> tuple[dict[str, bytes], set[str]]:
    """The files of a store that holds these lines, in one of the arrangements that section 6 allows, and what is odd about them."""
    rnd, seen = w.rnd, set()

    def stripped(t: Truth) -> set[str]:
        wheres = {x for x in t.row.parts if is_erased(w, held, t, x) and rnd.random() < 0.5}
        return wheres | set(t.row.parts) if missing and rnd.random() < 0.1 else wheres
    feeds = []
    for name, tips in sorted(w.tips(held).items()):
        rnd.shuffle(tips)                                           # any branch may be the one in the feed's own file
        for tip in tips:
            f = tip.feed.clone()
            f.rows = []
            for t in list(w.path(tip.uid))[::-1]:
                row = copy.copy(t.row)
                row.erased = stripped(t)                            # a line that stands in two files may be stripped in one
                f.rows.append(row)
            feeds.append(f)
    files = branch_files(feeds)
    for name in sorted(files):
        whole = [f for f in feeds if "~" in name and name.startswith(f.name) and f.raw().endswith(files[name])]
        if whole and rnd.random() < 0.2:
            files[name] = whole[0].raw()
            seen.add("branch files with the shared lines")
    for name, tips in sorted(w.tips(held).items()):                 # sometimes an unsealed tail, which does not exist yet
        tail = [t for t in w.lines.values() if len(tips) == 1 and t.parent == tips[0].uid and not t.row.seal]
        if tail and rnd.random() < 0.5:
            files[name + ".jsonl"] += tail[0].row.raw()
            seen.add("unsealed tails")
    if files and rnd.random() < 0.1:
        name = rnd.choice(sorted(files))
        files[name] += rnd.choice((b"x\n", b"\n", b"{}\n", b"\xff\n", b'{"change"', b"\0" * 9, files[name][-9:], files[name].split(b"\n")[0] + b"\n"))
        seen.add("refused ends")
    return files, seen


def is_erased(w: World, held: set[Uid], t: Truth, where: str) -> bool:
    fields = {f for f, p in t.part_of.items() if p == where}
    return any((e := w.lines[u].erases) and e["record"] == t.record and t.seq <= e["upto"].get(t.feed.name, 0) and fields <= e["fields"] for u in held)


def compare(w: World, held: set[Uid], dump: bytes, exact: bool, everything: set[Uid]) -> list[str]:
    forked = w.fork_points(everything)
    folded = w.folded(held)
    points = w.fork_points(held)
    problems: list[str] = []
    rows = {(r["kind"], r["id"]): r for r in map(json.loads, dump.splitlines()[1:])}

    def dot(t: Truth) -> str:
        d: list[Any] = [t.feed.name, t.seq]
        if t.seq > points.get(t.feed.name, t.seq):
            d.append(club_reader.b64(t.feed.pres[t.seq]))
        return json.dumps(d)

    def dots(entry: dict[str, Any]) -> set[str]:
        return {json.dumps(d) for d in entry["dots"]}

    def say(rule: str, what: str, c: Truth, writers: list[Truth]) -> None:
        ahead = any(u not in held and w.lines[u].feed.name == c.feed.name for d in writers for u in d.seen)
        if rule == "SAFE" and ahead and c.seq > forked.get(c.feed.name, c.seq):
            if any(c.uid in d.ever for d in writers):
                rule = "FORMER"
            elif c.seq <= points.get(c.feed.name, c.seq):        # the fork does not show in this store
                rule = "UNHELD"
        problems.append(f"{rule}: {what} {dot(c)}")

    by_record: dict[tuple[str, str], list[Truth]] = collections.defaultdict(list)
    for u in folded:
        t = w.lines[u]
        if t.record and not t.unknown:
            by_record[t.record].append(t)
    for record, changes in sorted(by_record.items()):
        got = rows[record]
        version: dict[str, int] = {}
        for t in changes:
            version[t.feed.name] = max(t.seq, version.get(t.feed.name, 0))
        if got["version"] != version:
            problems.append(f"EQUAL: version of {record}")
        for name in sorted({f for t in changes for o in t.ops.values() for f in o}):
            shown = got["fields"].get(name, {})
            live = {d for v in shown.get("values", []) for d in dots(v)}
            writers = [t for t in changes if name in t.ops.get("set", {}) or name in t.ops.get("unset", {})]
            for c in writers:
                hb = not any(c.uid in d.seen for d in writers)
                if hb and dot(c) not in live:
                    say("SAFE", f"{record} {name}", c, writers)
                if exact and not hb and dot(c) in live:
                    say("EQUAL", f"{record} {name}", c, writers)
            removers = [t for t in changes if name in t.ops.get("remove", {})]
            for c in changes:
                for e in c.ops.get("add", {}).get(name, ()):
                    if is_erased(w, held, c, c.part_of[name]):
                        continue
                    here = dot(c) in {d for x in shown.get("elements", []) if x.get("element", e) == e for d in dots(x)}
                    if not here and not any(c.uid in d.seen for d in removers):
                        say("SAFE", f"{record} {name} {e}", c, removers)
                    if exact and here != (not any(c.uid in d.seen and e in d.ops["remove"][name] for d in removers)):
                        say("EQUAL", f"{record} {name} {e}", c, removers)
        if exact:
            ends = [t for t in changes if t.op]
            deletes = [c for c in ends if c.op == "delete" and not any(c.uid in d.seen for d in ends)]
            beside = any(t.uid not in d.seen and d.uid not in t.seen for d in deletes for t in changes
                         if t.op == "restore" or any(t.ops.values()))
            want = "no" if not deletes else "contested" if beside else "yes"
            if got["deleted"] != want:
                problems.append(f"EQUAL: {record} deleted is {got['deleted']}, happened-before says {want}")
    return problems


def count_contents(w: World, held: set[Uid], files: dict[str, bytes], dump: bytes, tally: collections.Counter[str]) -> None:
    lines, tips, points = [w.lines[u] for u in held], w.tips(held), w.fork_points(held)
    tally["lines"] += len(held)
    tally["seals that do not verify"] += sum(bool(t.row.seal) and not t.row.good for t in lines)
    tally["unknown lines"] += sum(t.unknown for t in lines)
    for kind in ("checkpoint", "adoption", "erasure"):
        tally[kind + "s"] += sum(t.kind == kind for t in lines)
    for op in ("delete", "restore"):
        tally[op + "s"] += sum(t.op == op for t in lines)
    tally["adopted heads not held"] += sum(not any(h.feed.name == f and h.seq == n and h.feed.pres[n] == pre for h in lines)
                                           for t in lines for f, n, pre in t.adopts)
    tally["erased removes"] += sum(is_erased(w, held, t, t.part_of[f]) for t in lines for f in t.ops.get("remove", ()))
    tally["forks"] += len(points)
    tally["forks at line 1"] += sum(n == 0 for n in points.values())
    tally["forks of three branches and more"] += sum(len(x) > 2 for x in tips.values())
    tally["branch files"] += sum("~" in name for name in files)
    tally["feeds"] += len(tips)
    tally["continued feeds"] += sum(b'"continues":{"' in t.row.env for t in lines)
    raw = b"".join(files.values())
    tally["stripped parts"] += raw.count(b'"erased":"')
    rows = [json.loads(r) for r in dump.splitlines()[1:]]
    tally["records"] += len(rows)
    tally["records locked"] += sum("locked" in r for r in rows)
    tally["records deleted"] += sum(r["deleted"] == "yes" for r in rows)
    tally["records contested"] += sum(r["deleted"] == "contested" for r in rows)
    tally["fields in conflict"] += sum(len(f.get("values", ())) > 1 for r in rows for f in r["fields"].values())
    tally["values missing"] += dump.count(b'"missing":true')


def main(seed: int, count: int, out: Path) -> int:
    tally: collections.Counter[str] = collections.Counter()
    failures = 0
    for s in range(seed, seed + count):
        w = simulate(s)
        everything = {u for o in w.offices for u in o.held}
        missing = w.rnd.random() < 0.1
        for kind, held in [("full", everything)] + [(f"part{n}", cut(w, everything)) for n in range(1, 5 if w.most == 1 else 2)]:
            files, odd = store_files(w, held, missing)
            folder = out / f"{s:06d}-{kind}"
            shutil.rmtree(folder, ignore_errors=True)
            (folder / "feeds").mkdir(parents=True)
            (folder / "charter.json").write_bytes(w.net.charter)
            for name, raw in files.items():
                (folder / "feeds" / name).write_bytes(raw)
            store = club_reader.Store.load(folder)
            dump = club_reader.Fold(store).dump()
            (folder / "dump.jsonl").write_bytes(dump)
            exact = not w.flags and not missing
            problems = [f"refused: {n}" for n in store.notes if "refused ends" not in odd]
            if {h.chain for tree in store.feeds.values() for h in tree.values()} != held:
                problems.append("not the same lines held")
            if not w.flags & {"false contexts", "two seals"}:
                problems += compare(w, held, dump, exact, everything)
            tally["stores"] += 1
            tally["stores exact"] += exact
            for flag in w.flags | odd | ({"missing"} if missing else set()):
                tally["stores: " + flag] += 1
            count_contents(w, held, files, dump, tally)
            for p in problems:
                print(f"{folder.name}: {p}  [{' '.join(sorted(w.flags))}]")
                tally["problem " + p.split(":")[0] + " " + kind[:4]] += 1
            failures += any(not p.startswith(("UNHELD", "FORMER")) or kind == "full" for p in problems)
    print(", ".join(f"{v} {k}" for k, v in sorted(tally.items())))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])))
