"""Feeds, section 6: their lines, their opening, what ends them, the limits of a commit."""
from __future__ import annotations

from .encoding import H, enc, private, public, record_id, seeded
from .feeds_common import I, NET, OTHER, feed, started
from .writer import Feed, Net


def feed_lines() -> None:
    i = I
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


def openings() -> None:
    net, other, i = NET, OTHER, I
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


def more_openings() -> None:
    net, i = NET, I
    f = Feed(net, "caen", opened=False)
    f.open(seal=False)
    f.rows[0].seal = seeded("bad seal", 1) + seeded("bad seal too", 1)[:31] + b"\0"
    f.chain = f.chains[1] = H("club-sync chain", f.pres[1], f.rows[0].seal)
    feed("opening-bad-seal", f, "bad-seal", "6", "The seal of line 1 does not verify, and there is no later one.", 0)
    f.rec(i, set={"a": 1})
    feed("opening-bad-seal-covered", f, None, "6", "The seal of line 1 does not verify; the one of line 2, signed over it, does.", 2)
    f = Feed(net, "caen", seal=False)
    f.rec(i, set={"a": 1})
    feed("opening-unsealed-covered", f, "not-opened", "6", "Line 1 carries no seal; a later one does not make up for it.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(op="archive")
    feed("opening-unknown-op", f, "not-opened", "6", "Line 1 has an op that v1 does not name: it is unknown.", 0)
    f = started(3)
    feed("begins-with-line-2", f, "gap", "6", "Line 1 is missing.", 0, b"".join(r.raw() for r in f.rows[1:]))
    f = started(3)
    f.line({"after": {}, "id": i}, kind="feed", v=2)
    f.rec(i, {f: 3}, set={"title": "x"})
    feed("unknown-record-of-kind-feed", f, "bad-shape", "6", "A line of kind feed beyond line 1, unknown and with an id.", 3)
    old = started(4)
    f = Feed(net, "caen", "2", opened=False)
    f.open()
    proof = f.rows[0]
    g = Feed(net, "caen", "2", continues={old.name: [old.head(3)]})
    mine = lambda r: r.env[r.env.index(b'"proof":'):]
    raw = g.raw().replace(mine(g.rows[0]), mine(proof))
    feed("continued-not-in-proof", g, "bad-proof", "6", "`continues` does not stand in the proof.", 0, raw)
    dashes = Net("val-d-oise", word="dashes")
    f = Feed(dashes, "val-d-oise")
    f.rec(record_id("val-d-oise", 1), set={"a": 1})
    feed("node-with-dashes", f, None, "2", "The node of a feed is everything before its last dash.", 2, under=dashes)
    prefix = Net("val", "val-d", word="prefix")
    f = Feed(prefix, "val-d", opened=False)
    f.open(node="val", identity=prefix.identity["val"])
    feed("opening-node-prefix", f, "bad-opening", "6", "`node` is a founder, and only the beginning of the feed's node.", 0, under=prefix)


def more_ends() -> None:
    i = I
    f = started(2)
    for n in range(3):
        f.rec(i, {f: f.seq}, set={"title": f"bad {n}"}, bad_seal=True)
    feed("bad-seals", f, "bad-seal", "6", "Three seals that do not verify: what stands is what came before.", 2)
    f.rec(i, {f: 5}, set={"title": "good"})
    feed("bad-seals-covered", f, None, "6", "Three seals that do not verify, and a good one over them.", 6)
    f.rec(i, {f: 6}, set={"title": "tail"}, seal=False)
    feed("bad-seals-covered-tail", f, None, "6", "The same with an unsealed tail.", 6)
    f = started(1)
    j = record_id("caen", 3)
    f.rec(j, set={"a": 1}), f.rec(i, set={"a": 1}), f.rec(j, {f: 2}, set={"a": 2}, seal=False), f.rec(i, {f: 3}, set={"a": 2})
    feed("record-across-commits", f, None, "6", "Lines of one record in two commits, and of two records in one: readers take both.", 5)
    f = started(3)
    feed("long-line-between", f, "too-long", "6", "A line beyond the limit holds the feed at the last good seal.", 2,
         b"".join(r.raw() for r in f.rows[:2]) + f.rows[2].raw().replace(b"T1", b"x" * 70_000))
    f = started(3)
    feed("nul-between", f, "not-canonical", "6", "A NUL between two lines.", 2, b"".join(r.raw() for r in f.rows[:2]) + b"\0" + f.rows[2].raw())
    feed("crlf", f, "not-canonical", "6", "Lines that end with CRLF.", 0, f.raw().replace(b"\n", b"\r\n"))
    feed("bom", f, "not-canonical", "6", "A BOM at the beginning of the file.", 0, b"\xef\xbb\xbf" + f.raw())
    feed("lf-first", f, "not-canonical", "6", "An empty line at the beginning of the file.", 0, b"\n" + f.raw())


def ends() -> None:
    i = I
    feed("empty", started(), None, "6", "An empty file holds nothing, and is no error.", 0, b"")
    f = started(3)
    f.rec(i, {f: 3}, set={"title": "x"})
    feed("last-line-without-lf", f, None, "6", "A last line without its LF is not a line.", 3, f.raw()[:-1])
    f = started(3)
    f.line(kind="feed", v=2)
    f.rec(i, {f: 3}, set={"title": "x"})
    feed("unknown-line-opening", f, "bad-shape", "6", "A second line of kind feed, an unknown one.", 3)


def commits() -> None:
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


def parts_and_unknown_lines() -> None:
    small = record_id("caen", 2)
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
