"""Bytes, hashes, names and keys of the format, as a writer makes them."""
from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

B32 = "0123456789abcdefghjkmnpqrstvwxyz"
AT = "2026-03-01T09:00:00Z"


class Raw(bytes):
    """Bytes that enc() copies as they are."""


def enc(v: Any) -> bytes:
    if isinstance(v, Raw):
        return bytes(v)
    if isinstance(v, bytes):
        return b'"' + base64.urlsafe_b64encode(v).rstrip(b"=") + b'"'
    if isinstance(v, dict):
        return b"{" + b",".join(enc(k) + b":" + enc(v[k]) for k in sorted(v, key=lambda k: k.encode())) + b"}"
    if isinstance(v, (list, tuple)):
        return b"[" + b",".join(map(enc, v)) + b"]"
    if isinstance(v, str):
        out = "".join("\\" + c if c in '"\\' else "\\u%04x" % ord(c) if c < " " else c for c in v)
        return b'"' + out.encode() + b'"'
    return json.dumps(v).encode()


def M(domain: str, *parts: bytes) -> bytes:
    return domain.encode() + b"\0" + b"".join(len(p).to_bytes(8, "big") + p for p in parts)


def H(domain: str, *parts: bytes) -> bytes:
    return hashlib.sha256(M(domain, *parts)).digest()


def u64(n: int) -> bytes:
    return n.to_bytes(8, "big")


def b64(b: bytes) -> str:
    return enc(b).decode()[1:-1]


def seeded(*words: Any) -> bytes:
    return hashlib.sha256(("club vectors " + " ".join(map(str, words))).encode()).digest()


def base32(b: bytes, n: int) -> str:
    bits = "".join(f"{x:08b}" for x in b)
    return "".join(B32[int(bits[5 * i:5 * i + 5], 2)] for i in range(n))


def fingerprint(key: bytes) -> str:
    return base32(hashlib.sha256(key).digest(), 16)


def private(*words: Any) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seeded("key", *words))


def public(key: Any) -> bytes:
    """Of a library's key, or of one from curve.py."""
    if hasattr(key, "A"):
        return key.A
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def record_id(node: str, *words: Any) -> str:
    return node + "." + base32(seeded("id", node, *words), 12)
