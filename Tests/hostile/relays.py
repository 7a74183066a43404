"""Attacks on what others wrote: by a peer that passes on their feeds, answers in their name, or lies about the time.

Where Caen is not reached in the attacked pull, it is asked in the next one: then Rouen must be as if nothing had happened.
"""
from __future__ import annotations

import json
from typing import Callable

from attacks import Stage, attack
from peer import Feed, H, Handler, HeldNet, answer, enc, frontier, private, record_id, seeded, serving


def relay(name: str, what: str, exit: int, fr: str, en: str, change: Callable[[Feed, list[bytes]], list[bytes]], **more: object) -> None:
    """Caen's feed, the lines of which are changed on the way, from one who can state its true head."""
    @attack(name, what, "refused", exit, fr, en, alone=True, **more)
    def build(stage: Stage) -> Handler:
        feed = stage.relayed()
        raws = change(feed, [row.raw() for row in feed.rows])
        return serving(stage.net, [feed], lines=lambda c, after: answer(c, b"".join(raws[after:])))


relay("relay-cut-at-an-unsealed-line", "Caen's feed, up to a line that no seal covers", 3, "unsealed", "", lambda f, r: r[:-1])
relay("relay-changed", "Caen's feed, one title of which is another", 12, "bad-seal", "", lambda f, r: [x.replace(b'"title":"caen"', b'"title":"rouen"') for x in r])
relay("relay-without-a-line", "Caen's feed without a line in the middle", 12, "gap", "", lambda f, r: r[:2] + r[3:])
relay("relay-without-a-seal", "Caen's feed, a seal in the middle left out", 12, "bad-seal", "",
      lambda f, r: [x[:x.index(b',"seal":')] + b"}\n" if n == 2 else x for n, x in enumerate(r)])
relay("relay-with-another-member", "Caen's feed, with a member that the format does not have", 12, "bad-member", "",
      lambda f, r: r[:2] + [r[2][:-2] + b',"x":1}\n'] + r[3:])


@attack("relay-of-old-lines", "Caen's feed as it was two commits ago, and a frontier that says so", "refused", 0, "à jour", "up to date", alone=True)
def _(stage: Stage) -> Handler:
    feed = stage.relayed()
    for kept in (feed.rows, feed.pres, feed.chains):
        del kept[-3:]
    return serving(stage.net, [feed])


@attack("relay-that-says-more", "a head of Caen's feed that Caen never wrote", "refused", 3, "not-delivered", alone=True)
def _(stage: Stage) -> Handler:
    feed = stage.relayed()
    claims = frontier(stage.net, {feed.name: [[feed.seq + 5, seeded("no pre"), seeded("no seal") * 2]]})
    return serving(stage.net, [feed], front=claims)


@attack("relay-that-goes-on", "Caen's feed, and a line after it under the attacker's seal", "refused", 12, "bad-seal", alone=True)
def _(stage: Stage) -> Handler:
    feed = stage.relayed()
    feed.rec(stage.record, {feed.name: feed.seq}, set={"title": "not Caen"}, kind="action")
    return serving(stage.net, [feed])


@attack("relay-that-forks", "another course of Caen's feed, under the attacker's seal", "refused", 12, "bad-seal", alone=True)
def _(stage: Stage) -> Handler:
    feed, other = stage.relayed(), stage.relayed()
    for kept in (other.rows, other.pres, other.chains):
        del kept[-2:]
    other.chain = other.chains[-1]
    other.rec(stage.record, {feed.name: other.seq}, set={"title": "not Caen"}, kind="action")
    return serving(stage.net, [feed, other])


@attack("relay-stripped", "Caen's feed, a part of which is taken out; Caen itself has it, and is asked next", "taken", 3, "incomplète", "incomplete",
        alone=True)
def _(stage: Stage) -> Handler:
    feed = stage.relayed()
    raws = [row.raw() for row in feed.rows]
    at = next(n for n, raw in enumerate(raws) if b',"payload":' in raw)
    part = raws[at].split(b',"payload":')[1].split(b',"seal":')[0]
    operations = {op: sorted(fields) for op, fields in json.loads(part).items() if op not in ("salt", "note")}
    raws[at] = raws[at].replace(part, enc({"erased": H("club-sync part", part), "ops": operations}))
    return serving(stage.net, [feed], lines=lambda c, after: answer(c, b"".join(raws[after:])))


@attack("another-node's-feed", "the feed of a third member, and nothing of the peer's own", "taken", 0, "à jour", "up to date", feeds=0)
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "evreux", "relayed")
    feed.rec(record_id("evreux", "relayed"), set={"title": "Évreux"}, kind="action")
    return serving(stage.net, [feed])


@attack("another-node's-name", "the opening line of a third member, vouched for by the attacker's key", "refused", 12, "bad-proof")
def _(stage: Stage) -> Handler:
    net = HeldNet(stage.net.charter, {"evreux": private("identity", "hostile", "lehavre")})
    return serving(net, [Feed(net, "evreux")])


@attack("opened-twice", "a second opening line in one feed", "taken", 12, "bad-shape")
def _(stage: Stage) -> Handler:
    feed = stage.feed("opened again", 1)
    feed.open()
    return serving(stage.net, [feed])


@attack("unseen-changes", "a change to a record of Caen's by one who claims to have seen nothing of it, and a deletion", "taken", 0, "à jour", "up to date",
        holds=(b'"value":"caen"', b'"value":"not Caen"', b'"deleted":"contested"'))
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "unseen")
    feed.rec(stage.record, set={"title": "not Caen"}, kind="action")
    feed.rec(stage.record, op="delete", kind="action")
    return serving(stage.net, [feed])


# ---------------------------------------------------------------- time

@attack("clock-of-9999", "lines of the years 9999 and 1, and answers of the year 9999", "taken", 0, "à jour", "up to date")
def _(stage: Stage) -> Handler:
    feed = Feed(stage.net, "lehavre", "clock")
    for n, at in enumerate(("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z")):
        feed.rec(record_id("lehavre", "clock", n), set={"title": at}, kind="action", env={"at": at})
    header = ("Date: Fri, 31 Dec 9999 23:59:59 GMT\r\nLast-Modified: Fri, 31 Dec 9999 23:59:59 GMT\r\nExpires: -1\r\n"
              "Age: 999999999999999999999\r\nStrict-Transport-Security: max-age=99999999999\r\nSet-Cookie: a=b\r\n")
    return serving(stage.net, [feed], lines=lambda c, after: answer(c, b"".join(r.raw() for r in feed.rows[after:]), header=header))


@attack("come-back-in-years", "503, to be asked again in 30 years", "refused", 3, "HTTP 503")
def _(stage: Stage) -> Handler:
    return lambda c, target: answer(c, b"{}", "503 Service Unavailable", "Retry-After: 999999999\r\n")
