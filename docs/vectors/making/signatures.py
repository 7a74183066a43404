"""Feeds whose seals and keys are at the edges of Ed25519, section 1."""
from __future__ import annotations

import hashlib
from typing import Callable

from .curve import BASE, ORDER, ORDER_8, OddKey, P, SmallKey, is_point, plus, point, times, unpoint
from .encoding import M, private, u64
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


def nonces() -> None:
    """R in the subgroup of small order, or with a part in it: cofactored readers would take these."""
    net, i = NET, I
    sign = lambda y: bytes(y[:31]) + bytes([y[31] | 0x80])
    low = lambda y: y.to_bytes(32, "little")
    for name, r, r_bytes, why in (
            ("order-2", 0, low(P - 1), "R is a point of order 2, S the hash times the key: right only times the cofactor."),
            ("order-4", 0, low(0), "R is a point of order 4."), ("order-8", 0, ORDER_8, "R is a point of order 8."),
            ("neutral-sign", 0, sign(low(1)), "R is the neutral element with the sign bit set: R is compared as bytes."),
            ("order-2-sign", 0, sign(low(P - 1)), "R is a point of order 2 with the sign bit set."),
            ("mixed", 4711, point(plus(times(4711), unpoint(ORDER_8))), "R has a part of order 8: right only times the cofactor."),
            ("no-point", 4711, low(next(y for y in range(2, 99) if not is_point(y))), "R is no point.")):
        hand = OddKey("by hand")
        f = Feed(net, "caen", key=hand)
        hand.r, hand.r_bytes = r, r_bytes
        f.rec(i, set={"a": 1})
        feed("ed25519-r-" + name, f, "bad-seal", "1", why, 1)


def small_sums() -> None:
    """Seals under a key of small order, of which every number is chosen."""
    net, i = NET, I
    low = lambda y: y.to_bytes(32, "little")
    neutral = SmallKey(low(1), 1)
    minus_base = point((P - BASE[0], BASE[1]))
    for name, seal, ok, why in (
            ("zero", low(1) + low(0), True, "S is 0."), ("l-minus-1", minus_base + low(ORDER - 1), True, "S is L - 1, the greatest."),
            ("l", low(1) + low(ORDER), False, "S is L instead of 0."), ("l-plus-1", point(BASE) + low(ORDER + 1), False, "S is L + 1 instead of 1."),
            ("2-255", low(1) + b"\xff" * 32, False, "S has every bit set.")):
        f = Feed(net, "caen", key=neutral)
        f.line({"after": {}, "id": i}, f.part("payload", {"set": {"a": 1}}), sign=lambda m: seal)
        feed("ed25519-s-" + name, f, None if ok else "bad-seal", "1", f"Under the neutral element as key, {why}", 2 if ok else 1)

    zero_key, zero = SmallKey(low(0), 4), bytes(64)
    for want in (True, False):
        word = 0
        while True:                      # R and A are one point of order 4 and S is 0: right when the hash is 3 modulo 4
            f = Feed(net, "caen", key=zero_key)
            f.line({"after": {}, "id": i}, f.part("payload", {"set": {"a": word}}), sign=lambda m: zero)
            m = M("club-sync seal", net.id, f.name.encode(), u64(2), f.pres[2])
            h = int.from_bytes(hashlib.sha512(zero[:32] + low(0) + m).digest(), "little")
            if (h % ORDER % 4 == 3) == want and (h % 4 == 3) != want:
                break
            word += 1
        feed("ed25519-all-zero" + ("" if want else "-unreduced"), f, None if want else "bad-seal", "1", "A seal of zeros under a key of zeros, which is a point of order 4: "
             + ("the equation holds with the hash reduced mod L, and would not without." if want else "the equation would hold with the hash as it is, and does not with it reduced mod L."), 2 if want else 1)


def other_messages() -> None:
    """Good signatures of something else, and keys that are no points."""
    net, i = NET, I
    for name, message, why in (
            ("seq", lambda f, pre: M("club-sync seal", net.id, f.name.encode(), u64(4), pre), "The seal is for another seq."),
            ("feed", lambda f, pre: M("club-sync seal", net.id, b"caen-0000000000000000", u64(3), pre), "The seal is for another feed."),
            ("domain", lambda f, pre: M("club-sync open", net.id, f.name.encode(), u64(3), pre), "The seal is under another domain."),
            ("pre", lambda f, pre: M("club-sync seal", net.id, f.name.encode(), u64(3), f.pres[2]), "The seal is for the pre of the line before."),
            ("chain", lambda f, pre: M("club-sync seal", net.id, f.name.encode(), u64(3), f.chains[2]), "The seal is for the chain in place of pre."),
            ("bare", lambda f, pre: pre, "The seal is for pre alone.")):
        f = started(2)
        sealed = f.clone()
        pre = sealed.line({"after": {f.name: 2}, "id": i}, f.part("payload", {"set": {"title": "x"}}), seal=False) and sealed.pres[3]
        f.line({"after": {f.name: 2}, "id": i}, f.part("payload", {"set": {"title": "x"}}), sign=lambda m: f.key.sign(message(f, pre)))
        feed("seal-of-other-" + name, f, "bad-seal", "5", why, 2)
    none = SmallKey(next(y for y in range(2, 99) if not is_point(y)).to_bytes(32, "little"), 1)
    f = Feed(net, "caen", key=none)
    feed("ed25519-key-no-point", f, "bad-seal", "1", "The feed key is no point.", 0)
    odd_net = Net("caen", "rouen", word="odd no point", keys={"caen": none})
    feed("ed25519-identity-no-point", Feed(odd_net, "caen"), "bad-proof", "1", "The identity key is no point.", 0, under=odd_net)
    f = Feed(net, "caen", opened=False)
    f.open(identity=f.key)
    feed("proof-by-feed-key", f, "bad-proof", "6", "The proof is signed with the feed key.", 0)
    f = Feed(net, "caen", opened=False)
    f.open(identity=SmallKey(bytes(32), 4))
    feed("proof-of-nothing", f, "bad-proof", "6", "A proof for another key.", 0)
