"""A hostile peer: signs lines as a member of the club, and says what an attack wants over real sockets.

Lines are made by the writer of docs/vectors, which shares no code with the program. Sockets are raw, since most attacks are not
HTTP. Everything stays on 127.0.0.1.
"""
from __future__ import annotations

import hashlib
import socket
import sys
import threading
from pathlib import Path
from typing import Any, Callable, Optional
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs" / "vectors"))
sys.dont_write_bytecode = True

from making.encoding import H, b64, base32, enc, private, public, record_id, seeded  # noqa: E402,F401
from making.writer import Feed, Net  # noqa: E402

Handler = Callable[[socket.socket, str], None]


class HeldNet(Net):
    """The network of a charter that the program made; of its members, only `keys` are ours to sign as."""

    def __init__(self, charter: bytes, keys: dict[str, Any]):
        self.identity, self.charter = keys, charter
        self.id = hashlib.sha256(charter).digest()


class Peer:
    """Answers each request by `handler(connection, target)` and closes the connection."""

    def __init__(self, handler: Handler):
        self.handler, self.targets = handler, []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(64)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                head = b""
                while b"\r\n\r\n" not in head and len(head) < 65_536:
                    more = connection.recv(65_536)
                    if not more:
                        return
                    head += more
                target = head.split(b" ")[1].decode()
                self.targets.append(target)
                self.handler(connection, target)
            except OSError:
                pass                        # the client has had enough

    def close(self) -> None:
        self.socket.close()


def answer(connection: socket.socket, body: bytes, status: str = "200 OK", header: str = "", length: Optional[int] = None) -> None:
    size = len(body) if length is None else length
    connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\nConnection: close\r\n{header}\r\n".encode() + body)


def frontier(net: Net, feeds: dict[str, list[Any]]) -> bytes:
    return enc({"feeds": feeds, "network": net.id, "v": 1})


def frontier_of(net: Net, feeds: list[Feed]) -> bytes:
    heads: dict[str, list[Any]] = {}
    for feed in feeds:
        heads.setdefault(feed.name, []).append(feed.head())
    return frontier(net, {name: sorted(rows) for name, rows in heads.items()})


def serving(net: Net, feeds: list[Feed], front: Optional[bytes] = None,
            lines: Optional[Callable[[socket.socket, int], None]] = None) -> Handler:
    """The API as docs/http.md has it, over feeds and their branches; `front` and `lines` put lies in the place of answers."""
    def handler(connection: socket.socket, target: str) -> None:
        url = urlsplit(target)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        if url.path == "/v1/frontier":
            return answer(connection, frontier_of(net, feeds) if front is None else front)
        after = int(query.get("after", "0"))
        if lines:
            return lines(connection, after)
        named = [f for f in feeds if f.name == url.path.split("/")[-1]]
        wanted = [f for f in named if any(b64(p) == query.get("head") for p in f.pres[1:])] or named
        wanted = [f for f in wanted if f.seq >= after]
        if not named:
            return answer(connection, b"{}", "404 Not Found")
        for f in wanted:
            if after == 0 or b64(f.chains[after]) == query.get("chain"):
                return answer(connection, b"".join(row.raw() for row in f.rows[after:]))
        return answer(connection, b"{}", "409 Conflict") if wanted else answer(connection, b"")
    return handler


def chunked(connection: socket.socket, piece: bytes, count: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(count):
        connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
