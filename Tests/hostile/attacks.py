"""The table of attacks. Each says what is served, what must come of it, and why the report says so, in both languages.

Outcomes: `refused` nothing of the peer is taken: rouen ends as if it had not asked it. `taken` well-formed lines of a member are taken, and
change nothing of what others wrote. `fork` the feed is folded up to the fork point on every node. `stopped` rouen was restored, and writes no more.
"""
from __future__ import annotations

import copy
import socket
import struct
import time
import zlib
from dataclasses import dataclass
from typing import Any, Callable

from peer import Feed, H, Handler, HeldNet, Net, answer, base32, chunked, frontier, frontier_of, private, record_id, seeded, serving

@dataclass
class Attack:
    name: str
    what: str
    outcome: str
    exit: int
    fr: str
    en: str
    peer: Callable[["Stage"], Handler]
    slow: bool = False
    second: Callable[["Stage"], Handler] | None = None       # what the other node is told
    alone: bool = False                                      # Caen is not reached in this pull, and is asked in the next
    feeds: int | None = None                                 # so many feeds of the attacker are stored afterwards
    holds: tuple[bytes, ...] = ()                            # where an honest record is touched, this is in the dump

    @property
    def is_forked(self) -> bool:
        return self.outcome == "fork" or self.name == "own-lines-forked"

class Stage:
    """What an attacker knows: the charter, its own keys, the honest feeds, and, where it is said, the victim's key."""

    def __init__(self, net: HeldNet, honest: str, record: str, own: Callable[[], Feed], relayed: Callable[[], Feed], canary: str):
        self.net, self.honest, self.record, self.own, self.relayed, self.canary = net, honest, record, own, relayed, canary

    def feed(self, word: str, count: int = 3, **opening: object) -> Feed:
        feed = Feed(self.net, "lehavre", word, **opening)
        for n in range(count):
            self.write(feed, word)
        return feed

    def write(self, feed: Feed, text: str, **more: object) -> Feed:
        feed.rec(record_id("lehavre", text, feed.seq), set={"title": f"{text} {feed.seq}"}, kind="action", **more)
        return feed

TABLE: list[Attack] = []

def attack(name: str, what: str, outcome: str, exit: int, fr: str, en: str = "", slow: bool = False, **more: Any):
    def add(build: Callable[[Stage], Handler]) -> Callable[[Stage], Handler]:
        TABLE.append(Attack(name, what, outcome, exit, fr, en or fr, build, slow, **more))
        return build
    return add

def second(name: str):
    def add(build: Callable[[Stage], Handler]) -> Callable[[Stage], Handler]:
        next(a for a in TABLE if a.name == name).second = build
        return build
    return add

# ---------------------------------------------------------------- lines

def lines_attack(name: str, what: str, exit: int, reason: str, change: Callable[[Feed, list[bytes]], list[bytes]], outcome: str = "refused") -> None:
    """An honest feed of three changes, the lines of which are changed on the way. What came before the damage, and is sealed, is taken."""
    @attack(name, what, outcome, exit, reason)
    def build(stage: Stage) -> Handler:
        feed = stage.feed(name)
        raws = change(feed, [row.raw() for row in feed.rows])
        return serving(stage.net, [feed], lines=lambda c, after: answer(c, b"".join(raws[after:])))

def with_seal(feed: Feed, n: int) -> bytes:
    row = copy.copy(feed.rows[n])
    row.seal = seeded("forged") * 2
    return row.raw()

lines_attack("replayed", "a line twice", 12, "gap", lambda f, r: [r[0], r[1], r[1], r[2], r[3]], "taken")
lines_attack("reordered", "lines 2 and 3 exchanged", 12, "gap", lambda f, r: [r[0], r[2], r[1], r[3]], "taken")
lines_attack("gapped", "line 3 left out", 12, "gap", lambda f, r: [r[0], r[1], r[3]], "taken")
lines_attack("cut", "the last line cut in the middle", 3, "unsealed", lambda f, r: r[:3] + [r[3][:50]], "taken")
lines_attack("short", "fewer lines than the frontier states", 3, "not-delivered", lambda f, r: r[:2], "taken")
lines_attack("changed", "one byte of a title changed", 12, "bad-seal", lambda f, r: r[:3] + [r[3].replace(b'"title":"', b'"title":"x')], "taken")
lines_attack("forged-seal", "a seal by nobody on the last line", 12, "bad-seal", lambda f, r: r[:3] + [with_seal(f, 3)], "taken")
lines_attack("garbage", "garbage after the last line", 12, "not-canonical", lambda f, r: r + [b"garbage\n"], "taken")
lines_attack("bom", "a byte order mark before the feed", 12, "not-canonical", lambda f, r: [b"\xef\xbb\xbf" + r[0]] + r[1:])
lines_attack("crlf", "CRLF in the place of LF", 12, "not-canonical", lambda f, r: [x[:-1] + b"\r\n" for x in r])
lines_attack("nul", "200,000 NUL bytes", 12, "too-long", lambda f, r: [b"\0" * 200_000 + b"\n"])

@attack("other-feed", "a line of another feed among those of this one", "taken", 12, "wrong-feed")
def _(stage: Stage) -> Handler:
    feed, other = stage.feed("mixed"), stage.feed("mixed in")
    raws = [feed.rows[0].raw(), feed.rows[1].raw(), other.rows[2].raw()]
    return serving(stage.net, [feed], lines=lambda c, after: answer(c, b"".join(raws[after:])))

@attack("wrong-chain", "a feed sealed over another chain", "taken", 12, "bad-seal")
def _(stage: Stage) -> Handler:
    feed = stage.feed("chain", 1)
    feed.chain = seeded("no such chain")
    stage.write(feed, "chain")
    return serving(stage.net, [feed])

@attack("long-commit", "a commit of 1,001 lines", "taken", 12, "commit-too-long")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "long")
    for n in range(1_000):
        feed.rec(record_id("lehavre", "long", n), set={"title": "x"}, kind="action", seal=False)
    return serving(stage.net, [stage.write(feed, "long")])

def sealed_badly(name: str, count: int, **more: Any) -> None:
    @attack(name, f"{count:,} lines, each with a bad seal", "taken", 12, "bad-seal", **more)
    def build(stage: Stage) -> Handler:
        feed = Feed(stage.net, "lehavre", name)
        for n in range(count):
            feed.rec(record_id("lehavre", name, n), set={"a": 1}, bad_seal=True)
        return serving(stage.net, [feed])

sealed_badly("hundreds-of-bad-seals", 300)
sealed_badly("thousands-of-bad-seals", 20_000, slow=True)

# ---------------------------------------------------------------- who may write

@attack("foreign-network", "the frontier of another network", "refused", 12, "autre réseau", "another network")
def _(stage: Stage) -> Handler:
    net = Net("lehavre", word="foreign")
    return serving(net, [Feed(net, "lehavre")])

@attack("foreign-feed", "a feed of another network in ours", "refused", 12, "bad-proof")
def _(stage: Stage) -> Handler:
    net = Net("lehavre", word="foreign")
    feed = Feed(net, "lehavre")
    return serving(net, [feed], front=frontier_of(stage.net, [feed]))

@attack("unknown-node", "a feed of a node that the charter does not name", "refused", 12, "unknown-node")
def _(stage: Stage) -> Handler:
    net = HeldNet(stage.net.charter, {"zorro": private("zorro")})
    return serving(net, [Feed(net, "zorro")])

@attack("forged-member", "a new feed of an honest node, vouched for by another key", "refused", 12, "bad-proof")
def _(stage: Stage) -> Handler:
    net = HeldNet(stage.net.charter, {"caen": private("not caen")})
    return serving(net, [Feed(net, "caen")])

@attack("key-not-in-name", "a feed whose name is not of its key", "refused", 12, "bad-opening")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "name", opened=False)
    feed.name = "lehavre-0123456789abcdef"
    feed.chain = H("club-sync feed start", stage.net.id, feed.name.encode())
    feed.open()
    return serving(stage.net, [feed])

@attack("thousand-feeds", "1,000 feeds of one member", "taken", 3, "too-many-feeds", feeds=16)
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.feed(f"many {n}", 0) for n in range(1_000)])

@attack("unknown-feeds", "25,000 feeds of an unknown node", "refused", 12, "unknown-node")
def _(stage: Stage) -> Handler:
    heads = {f"zorro-{base32(seeded(n), 16)}": [[1, b"\1" * 32, b"\1" * 64]] for n in range(25_000)}
    return serving(stage.net, [], front=frontier(stage.net, heads))

# ---------------------------------------------------------------- forks

@attack("fork", "two branches of the attacker's feed, both with good seals", "fork", 12, "deux suites différentes", "two different courses")
def _(stage: Stage) -> Handler:
    feed = stage.feed("fork", 2)
    return serving(stage.net, [stage.write(feed.clone(), "left"), stage.write(feed.clone(), "right")])

@attack("fork-to-two-nodes", "one branch for Rouen, the other for Caen, who then pull each other", "fork", 12, "deux suites différentes", "two different courses")
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.write(stage.feed("two-faced", 2), "left")])

@second("fork-to-two-nodes")
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.write(stage.write(stage.feed("two-faced", 2), "right"), "right")])

@attack("fork-at-line-1", "two opening lines of one key", "fork", 12, "deux suites différentes", "two different courses")
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.feed("opened twice", 1), stage.feed("opened twice", 1, at="2026-03-01T09:00:01Z")])

@attack("many-branches", "17 branches of one feed", "refused", 12, "too-many-heads")
def _(stage: Stage) -> Handler:
    feed = stage.feed("branches", 1)
    return serving(stage.net, [stage.write(feed.clone(), f"branch {n}") for n in range(17)])

@attack("false-fork", "409 to every question for lines", "refused", 12, "false-fork")
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.feed("409")], lines=lambda c, after: answer(c, b"{}", "409 Conflict"))

@attack("own-lines", "genuine lines of Rouen's own feed that Rouen does not hold", "stopped", 13, "club-sync recover")
def _(stage: Stage) -> Handler:
    feed = stage.own()
    feed.rec(record_id("rouen", "later"), set={"title": "later"}, kind="action")
    return serving(stage.net, [feed])

@attack("own-lines-forked", "another line in the place of Rouen's last, under a good seal: its key was copied", "stopped", 13, "club-sync recover")
def _(stage: Stage) -> Handler:
    feed = stage.own()
    for kept in (feed.rows, feed.pres, feed.chains):
        kept.pop()
        kept.pop()
    feed.chain = feed.chains[-1]
    feed.rec(record_id("rouen", "elsewhere"), set={"title": "elsewhere"}, kind="action")
    return serving(stage.net, [feed])

@attack("own-lines-forged", "lines of Rouen's own feed with a seal by nobody", "refused", 12, "bad-seal")
def _(stage: Stage) -> Handler:
    feed = stage.own()
    feed.rec(record_id("rouen", "later"), set={"title": "forged"}, kind="action", bad_seal=True)
    return serving(stage.net, [feed])

# ---------------------------------------------------------------- parts, erasures, statements

@attack("stripped", "a part taken out of its line", "taken", 3, "incomplète", "incomplete")
def _(stage: Stage) -> Handler:
    feed = stage.feed("stripped")
    feed.rows[2].erased = {"payload"}
    return serving(stage.net, [feed])

@attack("false-erasure", "an erasure of what an honest node wrote", "taken", 12, "bad-shape")
def _(stage: Stage) -> Handler:
    feed = stage.feed("erasure", 1)
    feed.line({"erases": {"fields": ["title"], "id": stage.record, "kind": "action", "upto": {stage.honest: 10}}}, kind="erasure")
    return serving(stage.net, [feed])

@attack("invented-heads", "a checkpoint of heads that do not exist, and a change that claims to have seen them", "taken", 0, "à jour", "up to date",
        holds=(b'"value":"caen"', b'"value":"mine now"'))
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "invented")
    feed.line({"heads": {stage.honest: [[50, seeded("no pre"), seeded("no") * 2]]}}, kind="checkpoint", seal=False)
    feed.rec(stage.record, {stage.honest: 50}, set={"title": "mine now"}, kind="action")
    return serving(stage.net, [feed])

@attack("context-bomb", "30 lines whose contexts name 1,500 feeds each", "taken", 0, "à jour", "up to date")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "bomb")
    for n in range(30):
        context = {f"caen-{base32(seeded(n, k), 16)}": 2**53 - 1 - k for k in range(1_500)}
        feed.rec(record_id("lehavre", "bomb"), context, set={"title": f"t{n}"}, kind="action")
    return serving(stage.net, [feed])

@attack("unknown-everything", "versions, kinds, operations and members of a later program", "taken", 0, "à jour", "up to date")
def _(stage: Stage) -> Handler:
    feed, record = Feed(stage.net, "lehavre", "unknown"), record_id("lehavre", "unknown")
    feed.rec(record, set={"title": "a"}, kind="action")
    feed.rec(record, {feed: 2}, kind="action", v=99, frob={"title": 1})
    feed.rec(record, {feed: 3}, kind="action", merge={"title": 1})
    feed.line({"zz": [1, 2, {"a": True}]}, kind="votes")
    feed.line({"id": record, "after": {"caen-0000000000000000": 2**53 - 1}}, op="explode", kind="action")
    return serving(stage.net, [feed])

@attack("control-characters", "texts that clear a terminal, reverse a line, or run as a formula; no command shows them as such", "taken", 0, "à jour", "up to date")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "texts")
    feed.rec(record_id("lehavre", "t1"), set={"title": "A \x1b]0;pwned\x07\x1b[2J\u202e\u009b31mX\x7f"}, kind="action", note="\x1b[2J")
    feed.rec(record_id("lehavre", "t2"), set={"name": "=cmd|x"}, add={"tags": ["a\nb", "c\x1b[1m"]}, kind="member")
    return serving(stage.net, [feed])

# ---------------------------------------------------------------- frontiers

def frontier_attack(name: str, what: str, body: Callable[[Stage], bytes], exit: int = 12, fr: str = "incompréhensible", en: str = "incomprehensible") -> None:
    @attack(name, what, "refused", exit, fr, en)
    def build(stage: Stage) -> Handler:
        return serving(stage.net, [], front=body(stage))

def heads_of(stage: Stage) -> bytes:
    return frontier_of(stage.net, [stage.feed("front", 1)])

frontier_attack("frontier-bom", "a byte order mark before the frontier", lambda s: b"\xef\xbb\xbf" + heads_of(s))
frontier_attack("frontier-twice", "a member of the frontier twice", lambda s: heads_of(s).replace(b'"v":1', b'"v":1,"v":1'))
frontier_attack("frontier-deep", "100,000 brackets", lambda s: b"[" * 100_000)
frontier_attack("frontier-path", "a feed named ../../etc/passwd", lambda s: heads_of(s).replace(b"lehavre-", b"../../etc/passwd-"))
frontier_attack("frontier-huge", "a frontier of more than 4 MiB", lambda s: b'{"' + b"x" * (4 << 20) + b'":1}')
frontier_attack("frontier-empty", "an empty answer", lambda s: b"")
frontier_attack("stalled-frontier", "a head that is stated and never served",
                lambda s: frontier(s.net, {s.feed("stalled", 0).name: [[2**53 - 1, b"\1" * 32, b"\1" * 64]]}), 3, "http-404", "http-404")

@attack("old-frontier", "the frontier of last month, over and over", "refused", 0, "à jour", "up to date")
def _(stage: Stage) -> Handler:
    return serving(stage.net, [])

@attack("withholding", "304, although it holds more", "refused", 0, "rien de nouveau", "nothing new")
def _(stage: Stage) -> Handler:
    return lambda c, target: answer(c, b"", "304 Not Modified")

# ---------------------------------------------------------------- HTTP

def http_attack(name: str, what: str, exit: int, fr: str, en: str, front: Callable[[socket.socket], None], slow: bool = False) -> None:
    @attack(name, what, "refused", exit, fr, en, slow)
    def build(stage: Stage) -> Handler:
        return lambda c, target: front(c)

def page_attack(name: str, what: str, exit: int, fr: str, en: str, page: Callable[[socket.socket, Feed, int], None], outcome: str = "refused", slow: bool = False) -> None:
    @attack(name, what, outcome, exit, fr, en, slow)
    def build(stage: Stage) -> Handler:
        feed = stage.feed(name)
        return serving(stage.net, [feed], lines=lambda c, after: page(c, feed, after))

NONSENSE = ("incompréhensible", "incomprehensible")
CUT = ("interrompu", "interrupted")
MEBIBYTE = 1 << 20
http_attack("chunked-gigabyte", "a frontier of a gigabyte in chunks", 12, *NONSENSE, lambda c: chunked(c, b"x" * MEBIBYTE, 1024))
page_attack("endless-page", "a gigabyte of empty lines", 12, "not-canonical", "not-canonical", lambda c, f, after: chunked(c, b"\n" * MEBIBYTE, 1024))
page_attack("endless-line", "a line of a gigabyte", 12, "too-long", "too-long", lambda c, f, after: chunked(c, b"x" * MEBIBYTE, 1024))

http_attack("gzip-bomb", "a frontier that unpacks to a gigabyte", 12, *NONSENSE, lambda c: answer(c, bomb(), header="Content-Encoding: gzip\r\n"))
page_attack("gzip-bomb-page", "a page that unpacks to a gigabyte", 12, "not-canonical", "not-canonical",
            lambda c, f, after: answer(c, bomb(), header="Content-Encoding: gzip\r\n"))
page_attack("gzip-garbage", "a page that is no gzip and says so", 12, "nonsense", "nonsense",
            lambda c, f, after: answer(c, b"\x1f\x8b" + b"garbage" * 100, header="Content-Encoding: gzip\r\n"))
http_attack("length-twice", "two lengths", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nxxxxxxxx"))
page_attack("length-short", "a length that ends in the middle of a line", 3, *CUT, lambda c, f, after: answer(c, after_line(f, after), length=900), "taken")
page_attack("length-long", "a length beyond the end", 3, *CUT, lambda c, f, after: answer(c, after_line(f, after)[:900], length=10**7), "taken")
http_attack("http-0.9", "a body without a head", 12, *NONSENSE, lambda c: c.sendall(b'{"feeds":{}}'))
http_attack("not-http", "the greeting of another protocol", 12, *NONSENSE, lambda c: c.sendall(b"SSH-2.0-x\r\n"))
http_attack("megabytes-of-headers", "5 MB of headers", 12, *NONSENSE,
            lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(5_000)) + b"\r\n"))
http_attack("endless-100-continue", "200,000 interim answers", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000))
http_attack("chunk-of-nonsense", "a chunk size that is no number", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nxx"))
http_attack("redirect-to-file", "302 to file:///etc/passwd", 4, "302", "302", lambda c: answer(c, b"", "302 Found", "Location: file:///etc/passwd\r\n"))
http_attack("no-answer", "the connection closed at once", 3, *CUT, lambda c: None)
http_attack("refusal", "403 to every question", 4, "403", "403", lambda c: answer(c, b"{}", "403 Forbidden"))
http_attack("not-recognised", "401 to every question, with the date 9999", 4, "401", "401",
            lambda c: answer(c, b"{}", "401 Unauthorized", "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n"))
http_attack("control-in-status", "control characters in the status line", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 \x1b[2J OK\r\n\r\n"))

@attack("redirect-to-a-port", "302 to another service of this machine, which must not be asked", "refused", 4, "302")
def _(stage: Stage) -> Handler:
    return lambda c, target: answer(c, b"", "302 Found", f"Location: {stage.canary}\r\n")

def bomb() -> bytes:
    """1 GiB of empty lines, in one megabyte."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(b"\n" * MEBIBYTE) for _ in range(64)) + packer.flush()
    return packed * 16

def after_line(feed: Feed, after: int) -> bytes:
    return b"".join(row.raw() for row in feed.rows[after:])


def reset(c: socket.socket, feed: Feed, after: int) -> None:
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + after_line(feed, after)[:900])
    time.sleep(0.05)
    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

def slowly(c: socket.socket, data: bytes, count: int = 1, pause: float = 1) -> None:
    for at in range(0, len(data), count):
        c.sendall(data[at:at + count])
        time.sleep(pause)

def drip(c: socket.socket, data: bytes) -> None:
    c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    slowly(c, data)

page_attack("reset", "a reset in the middle of a page", 3, *CUT, reset, "taken")
page_attack("a-byte-a-second", "a page of one byte a second", 3, *CUT, lambda c, f, after: drip(c, after_line(f, after)), slow=True)
http_attack("silence", "no answer, and no end", 3, "injoignable", "unreachable", lambda c: time.sleep(300), slow=True)
http_attack("slow-head", "a head of one byte a second", 3, "injoignable", "unreachable", lambda c: slowly(c, b"HTTP/1.1 200 OK\r\nX: " + b"y" * 600), slow=True)
