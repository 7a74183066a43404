"""Textbook Ed25519, for keys and signatures that a library will not make."""
from __future__ import annotations

import hashlib
from typing import Any, Optional

from .encoding import seeded

ORDER = 2**252 + 27742317777372353535851937790883648493
P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202,
        46316835694926478169428394003475163141307993866256225615783033603165251855960)
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")     # a point of order 8


def plus(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    k = D * a[0] * b[0] * a[1] * b[1] % P
    over = pow(1 - k * k, -1, P)               # both denominators with one inversion, which is what costs
    return ((a[0] * b[1] + b[0] * a[1]) * (1 - k) * over % P, (a[1] * b[1] + a[0] * b[0]) * (1 + k) * over % P)


DOUBLES = [BASE]                               # BASE times 1, 2, 4, ...
while len(DOUBLES) < 256:
    DOUBLES.append(plus(DOUBLES[-1], DOUBLES[-1]))


def times(n: int) -> tuple[int, int]:
    """n times BASE."""
    out = (0, 1)
    for j in range(n.bit_length()):
        out = plus(out, DOUBLES[j]) if n >> j & 1 else out
    return out


def point(a: tuple[int, int]) -> bytes:
    return (a[1] | (a[0] & 1) << 255).to_bytes(32, "little")


def unpoint(b: bytes) -> tuple[int, int]:
    y = int.from_bytes(b, "little") & (2**255 - 1)
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x if (x * x - xx) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - xx) % P == 0
    return (x if x & 1 == b[31] >> 7 else P - x, y)


def is_point(y: int) -> bool:
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    return pow(xx, (P - 1) // 2, P) in (0, 1)


class OddKey:
    """Signs by hand, with chosen nonce and chosen encodings."""

    def __init__(self, *words: Any, torsion: bool = False, r: Optional[int] = None, r_bytes: Optional[bytes] = None):
        h = hashlib.sha512(seeded("key", *words)).digest()
        self.a = int.from_bytes(h[:32], "little") & (2**254 - 8) | 2**254
        self.A = point(plus(times(self.a), unpoint(ORDER_8)) if torsion else times(self.a))
        self.r, self.r_bytes, self.words = r, r_bytes, words

    def sign(self, message: bytes) -> bytes:
        r = int.from_bytes(seeded("nonce", *self.words) * 2, "little") % ORDER if self.r is None else self.r
        R = self.r_bytes or point(times(r))
        h = int.from_bytes(hashlib.sha512(R + self.A + message).digest(), "little")
        self.h_mod_8 = (h % 8, h % ORDER % 8)      # everybody reduces h; a key of mixed order makes that visible
        return R + ((r + h * self.a) % ORDER).to_bytes(32, "little")


class SmallKey:
    """A public key of small order, in any encoding: its seals meet the equation, as everybody can make them."""

    def __init__(self, A: bytes, order: int):
        self.A, self.order = A, order

    def sign(self, message: bytes) -> bytes:
        n = 0
        while True:
            r = int.from_bytes(seeded("small", self.A.hex(), n) * 2, "little") % ORDER
            R = point(times(r))
            h = int.from_bytes(hashlib.sha512(R + self.A + message).digest(), "little")
            if h % self.order == 0 and h % ORDER % self.order == 0:      # so that h times A is the neutral element
                return R + r.to_bytes(32, "little")
            n += 1
