"""Feeds whose seals and keys are at the edges of Ed25519, section 1."""
from __future__ import annotations

from typing import Callable

from .curve import ORDER, ORDER_8, OddKey, P, SmallKey
from .encoding import private
from .feeds_common import I, NET, feed, started
from .writer import Feed, Net


def signatures() -> None:
    net, i = NET, I
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
