"""Attacks by size, number and time: what is well-formed and too much, and what never ends."""
from __future__ import annotations

import gzip
import itertools
import socket
from typing import Callable

from attacks import CUT, NONSENSE, Stage, after_line, attack, frontier_attack, heads_of, http_attack, lines_attack, page_attack, slowly
from peer import Feed, Handler, answer, frontier, record_id, seeded, serving

UP_TO_DATE = ("à jour", "up to date")

# ---------------------------------------------------------------- lines


def one_line(name: str, what: str, reason: str, **ops: object) -> None:
    @attack(name, what, "taken", 12, reason)
    def build(stage: Stage) -> Handler:
        feed = stage.feed(name, 1)
        feed.rec(record_id("lehavre", name), kind="action", **ops)
        return serving(stage.net, [feed])


def nested(depth: int) -> object:
    return "x" if depth == 0 else {"a": nested(depth - 1)}


one_line("long-line", "a line of 70,000 bytes that is otherwise good", "too-long", set={"title": "x" * 70_000})
one_line("deep-line", "a value nested 20 deep", "too-deep", set={"title": nested(20)})
one_line("great-number", "an integer of 2^53", "bad-number", set={"title": 2**53})
lines_attack("key-twice", "a line with one key twice", 12, "key-order", lambda f, r: r[:3] + [r[3].replace(b'"after":', b'"after":{},"after":', 1)], "taken")
lines_attack("escaped", "a line with an escape that the grammar does not have", 12, "bad-escape",
             lambda f, r: r[:3] + [r[3].replace(b"escaped", b"\\u0065scaped", 1)], "taken")


@attack("heavy-commit", "a commit of more than 1 MiB", "taken", 12, "commit-too-long")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "heavy")
    for n in range(20):
        feed.rec(record_id("lehavre", "heavy", n), set={"title": "x" * 60_000}, kind="action", seal=False)
    return serving(stage.net, [stage.write(feed, "heavy")])


def bad_seals(stage: Stage, count: int) -> Handler:
    """A feed of 12 good lines, then bad seals, then a good one, of 50 kB each."""
    feed = Feed(stage.net, "lehavre", f"bad seals {count}")
    for n in range(12 + count + 1):
        feed.rec(record_id("lehavre", "seals", n), set={"title": "x" * 50_000}, kind="action", bad_seal=12 <= n < 12 + count)
    return serving(stage.net, [feed])


@attack("bad-seals-before-a-good-one", "0.8 MB under bad seals, then a good seal that covers them", "taken", 0, *UP_TO_DATE)
def _(stage: Stage) -> Handler:
    return bad_seals(stage, 16)


@attack("bad-seals-without-end", "2.5 MB under bad seals, then a good one", "taken", 12, "bad-seal")
def _(stage: Stage) -> Handler:
    return bad_seals(stage, 50)


# ---------------------------------------------------------------- numbers

@attack("seventeenth-feed", "17 feeds of one member", "taken", 3, "too-many-feeds", feeds=16)
def _(stage: Stage) -> Handler:
    return serving(stage.net, [stage.feed(f"feed {n}", 1) for n in range(17)])


@attack("heads-by-the-hundreds", "16 feeds with 16 heads each, and nothing behind any", "refused", 3, "not-delivered")
def _(stage: Stage) -> Handler:
    heads = {Feed(stage.net, "lehavre", f"empty {n}").name: sorted([k + 1, seeded(n, k), seeded(n, k) * 2] for k in range(16)) for n in range(16)}
    return serving(stage.net, [], front=frontier(stage.net, heads), lines=lambda c, after: answer(c, b""))


@attack("many-heads", "20,000 heads of one feed", "refused", 12, "too-many-heads")
def _(stage: Stage) -> Handler:
    name = stage.feed("many heads", 0).name
    return serving(stage.net, [], front=frontier(stage.net, {name: [[n + 1, seeded(n), seeded(n) * 2] for n in range(20_000)]}))


@attack("many-records", "4,000 records", "taken", 0, *UP_TO_DATE)
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "many")
    for n in range(4_000):
        feed.rec(record_id("lehavre", "many", n), set={"title": f"{n}"}, kind="action", seal=n % 500 == 499)
    return serving(stage.net, [feed])


@attack("one-contested-field", "500 values of one field, none of which has seen another", "taken", 0, *UP_TO_DATE)
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "contested")
    for n in range(500):
        feed.rec(record_id("lehavre", "contested"), set={"title": f"{n}"}, kind="action", seal=n % 500 == 499)
    return serving(stage.net, [feed])


@attack("tens-of-thousands-of-records", "40,000 records", "taken", 0, *UP_TO_DATE, slow=True)
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "tens of thousands")
    for n in range(40_000):
        feed.rec(record_id("lehavre", "tens of thousands", n), set={"title": f"{n}"}, kind="action", seal=n % 500 == 499)
    return serving(stage.net, [feed])


@attack("unknown-by-the-thousands", "3,000 lines of a later version, of kinds and operations that nobody knows", "taken", 0, *UP_TO_DATE)
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "unknown flood")
    for n in range(3_000):
        one = (dict(v=99, kind="action"), dict(kind=f"k{n}"), dict(kind="action", op=f"o{n}"))[n % 3]
        feed.line({"id": record_id("lehavre", "unknown", n), "after": {}, "x": n}, seal=n % 500 == 499, **one)
    return serving(stage.net, [stage.write(feed, "known")])


# ---------------------------------------------------------------- frontiers

frontier_attack("frontier-crlf", "a frontier with CRLF between its members", lambda s: heads_of(s).replace(b",", b",\r\n"))
frontier_attack("frontier-not-utf8", "a frontier in another encoding", lambda s: heads_of(s).decode().encode("utf-16"))
frontier_attack("frontier-of-controls", "a feed whose name clears the terminal and turns its text around",
                lambda s: heads_of(s).replace(b"lehavre-", "\\u001b[2J\u202e\u009b31m-".encode()))
frontier_attack("frontier-of-later", "a frontier of version 2", lambda s: heads_of(s).replace(b'"v":1', b'"v":2'))
frontier_attack("frontier-of-fractions", "a sequence number with a fraction", lambda s: heads_of(s).replace(b"[[2,", b"[[2.0,"))

# ---------------------------------------------------------------- HTTP


def pour(c: socket.socket, head: bytes, piece: Callable[[int], bytes]) -> None:
    """Until the client has had enough."""
    c.sendall(head)
    for n in itertools.count():
        c.sendall(piece(n))


http_attack("endless-headers", "headers without end", 12, *NONSENSE, lambda c: pour(c, b"HTTP/1.1 200 OK\r\n", lambda n: b"X-%d: y\r\n" % n))
http_attack("endless-header", "one header without end", 12, *NONSENSE, lambda c: pour(c, b"HTTP/1.1 200 OK\r\nX: ", lambda n: b"y" * 1000))
http_attack("endless-status", "a status line without end", 12, *NONSENSE, lambda c: pour(c, b"HTTP/1.1 200 ", lambda n: b"y" * 1000))
page_attack("endless-trailers", "trailers without end", 12, "nonsense", "nonsense",
            lambda c, f, after: pour(c, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", lambda n: b"X-%d: y\r\n" % n))
http_attack("status-of-letters", "a status that is no number", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 2OO OK\r\n\r\n{}"))
http_attack("switching-protocols", "101 without being asked", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nx"))
http_attack("no-content", "204 for a frontier", 4, "204", "204", lambda c: c.sendall(b"HTTP/1.1 204 No Content\r\n\r\n"))
http_attack("length-below-zero", "a length of -5", 12, *NONSENSE, lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nxx"))
http_attack("length-of-23-digits", "a length that no machine counts to", 12, *NONSENSE,
            lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\nxx"))
http_attack("chunk-of-18-digits", "a chunk that no machine counts to", 12, *NONSENSE,
            lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nxx"))
page_attack("unknown-coding", "a page in a coding that was not asked for", 12, "nonsense", "nonsense",
            lambda c, f, after: answer(c, after_line(f, after), header="Content-Encoding: br\r\n"))
page_attack("page-304", "304 to a question for lines", 3, "http-304", "http-304", lambda c, f, after: answer(c, b"", "304 Not Modified"))
page_attack("page-redirected", "a page that is said to be in file:///etc/passwd", 3, "http-307", "http-307",
            lambda c, f, after: answer(c, b"", "307 Temporary Redirect", "Location: file:///etc/passwd\r\n"))
page_attack("page-of-controls", "an error whose text clears the terminal", 3, "http-418", "http-418",
            lambda c, f, after: answer(c, b'{"detail":"\x1b[2J"}', "418 \x1b]0;x\x07", "Content-Type: application/problem+json\r\n"))
page_attack("wrong-content-type", "good lines that call themselves a picture", 0, *UP_TO_DATE,
            lambda c, f, after: answer(c, after_line(f, after), header="Content-Type: image/png\r\n"), "taken")
page_attack("two-answers", "a second answer behind the first", 0, *UP_TO_DATE,
            lambda c, f, after: (answer(c, after_line(f, after)), answer(c, b"garbage\n")), "taken")
page_attack("gzip-cut", "a page whose gzip stops in the middle", 3, "unsealed", "unsealed",
            lambda c, f, after: answer(c, zip_of(after_line(f, after))[:-30], header="Content-Encoding: gzip\r\n"), "taken")
page_attack("steady-drip", "1,100 bytes every ten seconds of a line that never ends", 3, *CUT,
            lambda c, f, after: (c.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), slowly(c, b"x" * 60_000, 1_100, 10)), slow=True)
http_attack("slow-frontier", "1,100 bytes every ten seconds of a frontier that never ends", 3, *CUT,
            lambda c: (c.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), slowly(c, b"x" * 60_000, 1_100, 10)), slow=True)


def zip_of(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
