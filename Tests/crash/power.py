"""Power cuts: the image of a mounted ext4 is copied at a random moment of a random workload, and the copy mounted."""
from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from checks import Problems, check_recovery, finish
from club import Club, ENVIRONMENT, Node, Server, TIME_LIMIT
from mounts import make_ext4, mounted


class Load:
    """A thread that runs random commands of Rouen, whose store is on the image, and remembers what they acknowledged.

    Évreux pulls from Rouen in between: what it was shown, the copy must not take back.
    """

    def __init__(self, club: Club, node: Node, evreux: Node, random_: random.Random, prefix: list[str]):
        self.prefix = prefix
        self.club, self.node, self.evreux, self.random = club, node, evreux, random_
        # Held while Évreux pulls: it is on another disk, and copied whole.
        self.exchange = threading.Lock()
        # Held while the image is copied: nothing begins or is killed meanwhile.
        self.still = threading.Lock()
        self.state = threading.Lock()
        # The feeds as they were after the last command that ended with 0, and the texts that all those commands acknowledged.
        self.feeds = node.feeds
        self.texts: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.over = threading.Event()
        self.failures: list[str] = []
        self.records: list[str] = []
        # Whether a peer stands in node.yaml; None while that is not known.
        self.peers: dict[str, bool | None] = {}
        # New nodes on the same disk: what `init` printed, and whether `join` was acknowledged after it.
        self.made: dict[str, tuple[str, bool]] = {}
        self.count = self.kills = 0
        self.thread = threading.Thread(target=self.work)

    def work(self) -> None:
        try:
            while not self.over.is_set():
                if self.random.random() < 0.2:
                    with self.exchange:
                        self.evreux.ok("-q", "pull")
                else:
                    self.command()
        except Exception as error:
            self.failures.append(f"the load: {type(error).__name__}: {error}")

    def command(self) -> None:
        self.count += 1
        if self.random.random() < 0.15:
            self.begin(f"n{self.count}")
            return
        text = f"T{self.count}."
        record = self.random.choice([self.club.record, *self.records])
        rows = self.node.folder / "load.csv"
        kind = self.random.choice(["add", "add", "edit", "edit", "import", "pull", "long", "peer", "peer", "delete"])
        peer, is_added = f"p{self.count}", True
        known = [name for name, is_there in self.peers.items() if is_there]
        if len(known) > 3:
            peer, is_added = self.random.choice(known), False
        if kind == "delete" and record != self.club.record:
            self.records.remove(record)
        elif kind == "delete":
            kind = "edit"
        arguments = {
            "add": ["-q", "add", "action", f"title={text}"],
            "edit": ["-q", "edit", record, f"venue={text}"],
            "delete": ["-q", "delete", record, "--because", text],
            "import": ["-q", "import", str(rows), "--into", "member", "--yes"],
            "long": ["-q", "edit", record, f"description={text}{'x' * self.random.randrange(3_900)}"],
            "pull": ["-q", "pull", "caen"],
            "peer": ["-q", "peers", "add", peer, self.club.caen.url] if is_added else ["-q", "peers", "remove", peer],
        }[kind]
        if kind == "import":
            rows.write_text("name\r\n" + "".join(f"{text}{number}\r\n" for number in range(self.random.randrange(1, 60))))
        if kind == "pull":
            Node(self.club.program, self.club.base, "caen").ok("-q", "add", "member", f"name={text}")
        # Some die on the way, so that the power fails in a recovery, too.
        outcome = self.run(arguments, peer if kind == "peer" else None, self.random.uniform(0, 0.2) if self.random.random() < 0.2 else None)
        if outcome is None:
            self.kills += 1
            if kind == "peer":
                # Refused when it is not there.
                self.run(["-q", "peers", "remove", peer], peer, None, (0, 1))
                self.peers[peer] = False
            return
        feeds = self.node.feeds
        with self.state:
            self.feeds = feeds
            if kind == "peer":
                self.peers[peer] = is_added
            else:
                self.texts.append(text)
        if kind == "add":
            self.records = [*self.records[-20:], outcome]

    def begin(self, name: str) -> None:
        """A node of its own: `init`, then `join`."""
        node = on(self.node.dir.parent, self.club, name)
        line = self.run(initialise(name), None, None, node=node) or ""
        with self.state:
            self.made[name] = line, False
        charter = self.node.folder / f"{name}.json"
        node.folder = self.node.folder
        node.ok("-q", "charter", "create", "--name", "Alone", "-o", str(charter), line)
        self.run(["join", str(charter)], None, None, node=node)
        with self.state:
            self.made[name] = line, True

    def run(self, arguments: list[str], peer: str | None, delay: float | None, fine: tuple[int, ...] = (0,), node: Node | None = None) -> str | None:
        """What the command printed; None when it was killed after the delay."""
        node = node or self.node
        with self.still, self.state:
            if peer:
                self.peers[peer] = None
            self.process = subprocess.Popen([*self.prefix, *node.command(*arguments)], env={**ENVIRONMENT, "HOME": str(self.node.folder)},
                                            cwd=self.node.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                            stderr=subprocess.PIPE, start_new_session=True)
        killer = threading.Timer(delay, self.kill) if delay is not None else None
        if killer:
            killer.start()
        out, err = self.process.communicate(timeout=TIME_LIMIT)
        if killer:
            killer.cancel()
            killer.join()
            if self.process.returncode == -signal.SIGKILL:
                return None
        if self.process.returncode not in fine:
            raise AssertionError(f"{' '.join(arguments)[:60]}: exit {self.process.returncode}: {err.decode(errors='replace')}")
        return out.decode().strip()

    def kill(self) -> None:
        with self.still:
            self.send(signal.SIGKILL)

    def send(self, number: int) -> None:
        with self.state:
            if self.process and self.process.poll() is None:
                os.killpg(self.process.pid, number)


def on(disk: Path, club: Club, name: str) -> Node:
    return Node(club.program, disk, name)


def initialise(name: str) -> list[str]:
    return ["-q", "init", "--node", name, "--name", name, "--listen", "127.0.0.1:0"]


@dataclass
class Cut:
    """What had been acknowledged before a copy began."""

    feeds: dict[str, bytes]
    texts: list[str]
    peers: dict[str, bool | None]
    made: dict[str, tuple[str, bool]]


def cut(load: Load, image: Path, folder: Path) -> Cut:
    """Copies the image as it is at one moment, and Évreux."""
    copy = folder / "copy.img"
    with load.exchange, load.still:
        with load.state:
            before = Cut(load.feeds, list(load.texts), dict(load.peers), dict(load.made))
        # What writes holds still, in the middle of whatever it does. Nothing is flushed by it.
        load.send(signal.SIGSTOP)
        try:
            # The kernel goes on, and may write back at any time: a copy that is of two moments is thrown away.
            for _ in range(20):
                subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
                if subprocess.run(["cmp", "-s", str(image), str(copy)]).returncode == 0:
                    break
            else:
                raise AssertionError("the image does not hold still")
        finally:
            load.send(signal.SIGCONT)
        for part in ("evreux", "evreux-state"):
            shutil.copytree(load.evreux.folder / part, folder / part)
    return before


def check(load: Load, folder: Path, before: Cut) -> list[str]:
    problems = Problems()
    with mounted(folder / "disk", "-o", "loop", str(folder / "copy.img")) as disk:
        node = Node(load.club.program, folder, "rouen", disk / "rouen", disk / "rouen-state")
        evreux = Node(load.club.program, folder, "evreux")
        evreux.ok("-q", "peers", "remove", "rouen")
        # At once, before a pull that might bring it back.
        held = b"".join(node.feeds.values()).decode(errors="replace")
        lost = [text for text in before.texts if f'"{text}' not in held]
        problems.expect(not lost, f"acknowledged before the cut, and not there: {lost[:5]}")
        settings = (node.dir / "node.yaml").read_text()
        wrong = [peer for peer, is_there in before.peers.items() if is_there is not None and is_there != (f"name: {peer}\n" in settings)]
        problems.expect(not wrong, f"peers that were added or removed, and are not: {wrong[:5]}")
        for name, (line, is_joined) in list(before.made.items())[-2:]:
            made = on(disk, load.club, name)
            # Run again, `init` prints the line of a node that has not joined, and refuses another.
            done = made.run("add", "member", "name=Suivant") if is_joined else made.run(*initialise(name))
            problems.expect(done.status == 0 and (is_joined or done.out.strip() == line) or (not is_joined and made.run("verify").status == 0),
                            lambda: f"{name}, made {'and joined ' if is_joined else ''}before the cut: {done.text}")
        if check_recovery(problems, node, before.feeds, evreux):
            finish(problems, node)
    return problems.found


# An fsync that is left out and said to be done: what the cuts must notice.
WITHOUT_FSYNC = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:retval=0"]


def without_fsync_of_folders(node: Node) -> list[str]:
    """Files are synced, and names are not."""
    folders = [node.dir, node.dir / "feeds", node.state, *node.state.iterdir()]
    return [*WITHOUT_FSYNC, *(word for folder in folders for word in ("-P", str(folder)))]


def strike(
    club: Club, count: int, seed: int, folder: Path, say: Callable[[str], None], prefix: Callable[[Node], list[str]] = lambda node: []
) -> tuple[int, int, list[str]]:
    """`count` power cuts; how many, how many were bad, and what went wrong without one. `prefix` runs the commands of the load by another program."""
    random_ = random.Random(seed)
    begun = time.monotonic()
    image = folder / "disk.img"
    make_ext4(image, 64)
    failed = 0
    with mounted(folder / "disk", "-o", "loop", str(image)) as disk:
        club.copy(folder / "load", ("evreux",))
        club.copy(disk / "store", ("rouen",))
        # Not in a folder that is itself new and not synced: the driver's, and not the program's.
        for part in ("rouen", "rouen-state"):
            (disk / "store" / part).rename(disk / part)
        subprocess.run(["sync", "-f", str(disk)], check=True)
        node = Node(club.program, folder / "load", "rouen", disk / "rouen", disk / "rouen-state")
        evreux = Node(club.program, folder / "load", "evreux")
        with Server(node) as server:
            evreux.ok("-q", "peers", "add", "rouen", server.url)
            load = Load(club, node, evreux, random_, prefix(node))
            load.thread.start()
            try:
                for number in range(count):
                    time.sleep(random_.uniform(0, 0.4))  # A random moment is what this is about.
                    place = folder / f"cut-{number}"
                    place.mkdir()
                    before = cut(load, image, place)
                    try:
                        problems = check(load, place, before)
                    except Exception as error:
                        problems = [f"{type(error).__name__}: {error}"]
                    if problems:
                        failed += 1
                        say("\n    ".join([f"FAILED power cut {number} after {len(before.texts)} commands", *problems]))
                    shutil.rmtree(place, ignore_errors=True)
                    if load.failures:
                        break
            finally:
                load.over.set()
                load.thread.join()
    say(f"{number + 1} power cuts among {load.count} commands, of which {load.kills} were killed, {failed} failed, {time.monotonic() - begun:.0f} s, seed {seed}")
    return number + 1, failed, load.failures
