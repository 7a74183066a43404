"""Nodes of a small club, made with the real program: Rouen, whose disk fails, Caen, which is healthy, and Évreux, which remembers what Rouen showed."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

# A program that takes longer hangs.
TIME_LIMIT = 60
# Nothing of the caller's environment: its language, its STATE. One thread of the runtime, so that the nth call is the same call in every run.
ENVIRONMENT = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LIBDISPATCH_COOPERATIVE_POOL_STRICT": "1"}


# What a server of the whole run begins with: it ends with the driver, however that ends.
TIED = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []


@dataclass
class Outcome:
    """How a program ended: a negative status is the signal that ended it, as `subprocess` has it."""

    status: int
    out: str
    err: str
    timed_out: bool = False

    @property
    def text(self) -> str:
        return f"exit {self.status}{' (hung)' if self.timed_out else ''}: {self.out[-300:]}{self.err[-600:]}"


def run(command: list[str], folder: Path, before: Callable[[], None] | None = None, limit: float = TIME_LIMIT) -> Outcome:
    process = subprocess.Popen(command, cwd=folder, env={**ENVIRONMENT, "HOME": str(folder)}, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before, start_new_session=True)
    try:
        out, err = process.communicate(timeout=limit)
        timed_out = False
    except subprocess.TimeoutExpired:
        # Its group: strace and what it traces.
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        timed_out = True
    return Outcome(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"), timed_out)


class Node:
    """One store: its DIR and its STATE, both in one folder unless said otherwise."""

    def __init__(self, program: str, folder: Path, name: str, dir: Path | None = None, state: Path | None = None):
        self.program, self.folder, self.name = program, folder, name
        self.dir, self.state = dir or folder / name, state or folder / f"{name}-state"

    def command(self, *arguments: str) -> list[str]:
        return [self.program, "--dir", str(self.dir), "--state", str(self.state), "--lang", "en", *arguments]

    def run(self, *arguments: str) -> Outcome:
        return run(self.command(*arguments), self.folder)

    def ok(self, *arguments: str) -> str:
        outcome = self.run(*arguments)
        if outcome.status != 0:
            raise AssertionError(f"{self.name}: {' '.join(arguments)[:80]}: {outcome.text}")
        return outcome.out.strip()

    @property
    def feeds(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted((self.dir / "feeds").glob("*.jsonl"))}

    @property
    def own_feed(self) -> Path:
        files = list((self.dir / "feeds").glob(f"{self.name}-*.jsonl"))
        if len(files) != 1:
            raise AssertionError(f"{self.name} has {len(files)} files of its own feed")
        return files[0]

    def holds(self, texts: list[str]) -> list[str]:
        """Those of the texts that stand in a feed or in node.yaml."""
        held = b"".join(self.feeds.values()).decode(errors="replace") + (self.dir / "node.yaml").read_text()
        return [text for text in texts if text in held]

    def files(self) -> list[Path]:
        """All that is in DIR and STATE, both of them first."""
        return [self.dir, self.state, *sorted(self.dir.rglob("*")), *sorted(self.state.rglob("*"))]

    def leftovers(self) -> list[str]:
        return [str(file) for file in self.files() if file.name.endswith(".tmp")]


class Server:
    """`club-sync serve` of a node, on a free port."""

    def __init__(self, node: Node, prefix: list[str] | None = None):
        self.process = subprocess.Popen([*(prefix or []), *node.command("-q", "serve", "--listen", "127.0.0.1:0")],
                                        env={**ENVIRONMENT, "HOME": str(node.folder)}, cwd=node.folder, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        watch = threading.Timer(TIME_LIMIT, self.kill)
        watch.start()
        assert self.process.stdout
        self.url = self.process.stdout.readline().decode().strip()
        watch.cancel()

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.communicate()
        return self.process.returncode

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Club:
    """The club before any fault, made once; every point plays on a copy. Caen and Granville serve as long as this lives.

    Rouen lacks three lines of Caen and the whole feed of Évreux; one record has two values, which both Rouen and Caen know of. Bernay is made, stands in
    the charter, and has not joined. Fécamp's store was copied, and both copies wrote: Granville holds both courses of its feed, and nobody else knows of it.
    In `early` and `late` is Rouen as it was before its last two lines, and before its last; in `early`, too, Granville as it was before the last line of the second course.
    """

    ROWS = 12

    def __init__(self, program: str, folder: Path):
        self.program, self.base, self.early = program, folder / "base", folder / "base" / "early"
        self.early.mkdir(parents=True)
        self.preparing = threading.Lock()
        names = ("rouen", "caen", "evreux", "bernay", "fecamp", "granville")
        rouen, caen, evreux, bernay, fecamp, granville = nodes = [self.node(self.base, name) for name in names]
        lines = [node.ok("-q", "init", "--node", node.name, "--name", node.name.title(), "--listen", "127.0.0.1:0")
                 for node in nodes]
        self.charter = self.base / "charter.json"
        rouen.ok("-q", "charter", "create", "--name", "Club", "-o", str(self.charter), *lines)
        for node in (rouen, caen, evreux, fecamp, granville):
            node.ok("-q", "join", str(self.charter))
        self.record = rouen.ok("-q", "add", "action", "title=Visite", "scope+=grand-paris", "venue=V0")
        self.contested = rouen.ok("-q", "add", "action", "title=Salon", "venue=V0")
        with Server(rouen) as server:
            for node in (caen, evreux):
                node.ok("-q", "peers", "add", "rouen", server.url)
                node.ok("-q", "pull")
        caen.ok("-q", "edit", self.contested, "venue=Caen")
        self.keep(rouen, self.early)
        rouen.ok("-q", "edit", self.contested, "venue=Rouen")
        self.keep(rouen, self.base / "late")
        rouen.ok("-q", "edit", self.record, "venue=V1")
        self.caen = Server(caen, TIED)
        rouen.ok("-q", "peers", "add", "caen", self.caen.url)
        rouen.ok("-q", "pull")
        self.ahead = [caen.ok("-q", "add", "member", f"name=M{number}", "city=Caen") for number in range(3)]
        evreux.ok("-q", "add", "member", "name=Evreux member")
        with Server(rouen) as one, Server(evreux) as two:
            caen.ok("-q", "peers", "remove", "rouen")
            caen.ok("-q", "peers", "add", "rouen", one.url)
            caen.ok("-q", "peers", "add", "evreux", two.url)
            caen.ok("-q", "pull")
        evreux.ok("-q", "peers", "remove", "rouen")
        evreux.ok("-q", "peers", "add", "caen", self.caen.url)
        evreux.ok("-q", "pull")
        evreux.ok("-q", "peers", "remove", "caen")
        rows = "".join(f"Ligne {number};Rouen\r\n" for number in range(self.ROWS))
        (self.base / "rows.csv").write_text(f"name;city\r\n{rows}")
        self.fork(fecamp, granville)
        self.granville = Server(granville, TIED)

    def fork(self, fecamp: Node, granville: Node) -> None:
        """Two courses of one feed: two lines of the first, and three of the second."""
        fecamp.ok("-q", "add", "member", "name=F0")
        self.keep(fecamp, self.early)
        twin = self.node(self.early, "fecamp")
        for name in ("A1", "A2"):
            fecamp.ok("-q", "add", "member", f"name={name}")
        for name in ("B1", "B2"):
            twin.ok("-q", "add", "member", f"name={name}")
        self.exchange(granville, fecamp)
        self.exchange(granville, twin)
        self.keep(granville, self.early)
        twin.ok("-q", "add", "member", "name=B3")
        self.exchange(granville, twin)

    def exchange(self, node: Node, other: Node) -> None:
        """One pull from the other, which is no peer before and after it."""
        with Server(other) as server:
            node.ok("-q", "peers", "add", other.name, server.url)
            node.run("-q", "pull", other.name)
            node.ok("-q", "peers", "remove", other.name)

    def keep(self, node: Node, folder: Path) -> None:
        """A copy of a store as it is now."""
        for part in (node.dir, node.state):
            shutil.copytree(part, folder / part.name)

    def node(self, folder: Path, name: str) -> Node:
        return Node(self.program, folder, name)

    def copy(self, folder: Path, names: tuple[str, ...] = ("rouen", "evreux")) -> None:
        folder.mkdir(parents=True)
        for name in names:
            for part in (name, f"{name}-state"):
                shutil.copytree(self.base / part, folder / part)

    def close(self) -> None:
        self.caen.close()
        self.granville.close()
