#!/usr/bin/env python3
"""interop.py PROGRAM FOLDER URL: our signatures and those of http-message-signatures (PyPI), both ways.

FOLDER holds the nodes `rouen` and `caen` and their charter; URL is where Rouen serves. First the library signs as Caen what Rouen must
answer, and what it must not; then `PROGRAM pull` of Caen asks a server of ours here, and the library verifies what came. Prints a line
for each case and ends with `N passed, N failed`.
"""
from __future__ import annotations

import base64
import datetime
import http.client
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver, algorithms

COVERED = ("@method", "@path", "@query")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Message:
    """What the library wants of a request."""

    def __init__(self, method: str, url: str, headers: dict[str, str]):
        self.method, self.url, self.headers = method, url, headers


class Keys(HTTPSignatureKeyResolver):
    def __init__(self, private: dict[str, Any], public: dict[str, Any]):
        self.private, self.public = private, public

    def resolve_private_key(self, key_id: str) -> Any:
        return self.private[key_id]

    def resolve_public_key(self, key_id: str) -> Any:
        return self.public[key_id]


def ask(url: str, keys: Keys, target: str = "/v1/frontier", method: str = "GET", sent: str = "", age: int = 0,
        covered: tuple[str, ...] = COVERED, key_id: str = "caen", **options: Any) -> tuple[int, str]:
    """The status and the type of the answer to a request that the library signs; `sent` is the target that travels instead."""
    message = Message(method, url + target, {})
    signer = HTTPMessageSigner(signature_algorithm=algorithms.ED25519, key_resolver=keys)
    created = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=age)
    signer.sign(message, key_id=key_id, created=created, covered_component_ids=covered, **{"tag": "club-sync:rouen", **options})
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.request(method, sent or target, headers=message.headers)
    answer = connection.getresponse()
    body = answer.read()
    kind = json.loads(body)["type"].split(":")[-1] if answer.status >= 400 and body else ""
    return answer.status, kind


def signed_there(url: str, keys: Keys, check: Any) -> None:
    stranger = Ed25519PrivateKey.generate()
    evreux = Keys({"evreux": stranger, "caen": stranger}, {})
    feed = "/v1/feeds/rouen-0000000000000000?after=0&head=" + "A" * 43
    for name, expected, answer in [
        ("the library's request", (200, ""), ask(url, keys)),
        ("with a query", (404, "unknown-feed"), ask(url, keys, feed)),
        ("HEAD", (200, ""), ask(url, keys, method="HEAD")),
        ("without alg", (200, ""), ask(url, keys, include_alg=False)),
        ("with a nonce, a label and an end", (200, ""), ask(url, keys, nonce="n", label="x-1", expires=datetime.datetime.now(
            datetime.timezone.utc) + datetime.timedelta(seconds=60))),
        ("another order", (200, ""), ask(url, keys, covered=("@query", "@path", "@method"))),
        ("another target", (401, "signature-invalid"), ask(url, keys, sent="/v1/frontier?held=x")),
        ("another key", (401, "signature-invalid"), ask(url, evreux)),
        ("an hour old", (401, "signature-out-of-time"), ask(url, keys, age=3600)),
        ("an hour ahead", (401, "signature-out-of-time"), ask(url, keys, age=-3600)),
        ("for another node", (401, "other-addressee"), ask(url, keys, tag="club-sync:caen")),
        ("without a tag", (401, "signature-missing"), ask(url, keys, tag=None)),
        ("the host covered too", (401, "signature-malformed"), ask(url, keys, covered=COVERED + ("@authority",))),
        ("the query not covered", (401, "signature-malformed"), ask(url, keys, covered=("@method", "@path"))),
        ("of a stranger", (403, "not-a-member"), ask(url, evreux, key_id="evreux")),
    ]:
        check(f"signed by the library: {name}", answer == expected, f"{answer}, not {expected}")


def verified_here(program: str, folder: Path, keys: Keys, check: Any) -> None:
    heard: list[Message] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(Message("GET", f"http://{self.headers['Host']}{self.path}", dict(self.headers.items())))
            self.send_response(403)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    for arguments, status in [(["peers", "add", "rouen", url], 0), (["pull", "rouen"], 4)]:
        run = subprocess.run([program, "--dir", "caen", "-q", *arguments], cwd=folder, capture_output=True, text=True, timeout=60)
        check(f"club-sync {arguments[0]}", run.returncode == status, f"{run.returncode} {run.stderr}")
    server.shutdown()
    check("one request came", len(heard) == 1, f"{len(heard)}")
    verifier = HTTPMessageVerifier(signature_algorithm=algorithms.ED25519, key_resolver=keys)
    results = verifier.verify(heard[0], expect_tag="club-sync:rouen", require_components=COVERED,
                              max_age=datetime.timedelta(seconds=300))
    check("the library verifies our request", [r.parameters["keyid"] for r in results] == ["caen"], f"{results}")
    heard[0].url += "&more=1"
    try:
        verifier.verify(heard[0], expect_tag="club-sync:rouen")
        check("and no other", False, "it verified another query")
    except Exception as error:
        check("and no other", type(error).__name__ == "InvalidSignature", repr(error))


def main() -> int:
    program, folder, url = sys.argv[1], Path(sys.argv[2]), sys.argv[3].rstrip("/")
    charter = json.loads((folder / "charter.json").read_bytes())
    public = {f["node"]: Ed25519PublicKey.from_public_bytes(unb64(f["key"])) for f in charter["founders"]}
    seed = unb64((folder / "caen" / "identity.key").read_text().strip())
    keys = Keys({"caen": Ed25519PrivateKey.from_private_bytes(seed)}, public)
    counts = {True: 0, False: 0}

    def check(name: str, holds: bool, why: str) -> None:
        counts[holds] += 1
        print(f"ok {name}" if holds else f"FAILED {name}: {why}", flush=True)

    signed_there(url, keys, check)
    verified_here(program, folder, keys, check)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return 0 if not counts[False] else 1


if __name__ == "__main__":
    sys.exit(main())
