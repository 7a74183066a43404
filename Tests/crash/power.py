"""Power cuts: the image of a mounted ext4 is copied at a random moment of a random workload, and the copy mounted."""
from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import threading
import time
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
        self.state = threading.Lock()
        # The feeds as they were after the last command that ended with 0, and the texts that all those commands acknowledged.
        self.feeds = node.feeds
        self.texts: list[str] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.over = threading.Event()
        self.failures: list[str] = []
        self.records = [club.record]
        self.count = 0
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
        text = f"T{self.count}."
        record = self.random.choice(self.records)
        rows = self.node.folder / "load.csv"
        kind = self.random.choice(["add", "add", "edit", "edit", "import", "pull", "long"])
        arguments = {
            "add": ["-q", "add", "action", f"title={text}"],
            "edit": ["-q", "edit", record, f"venue={text}"],
            "import": ["-q", "import", str(rows), "--into", "member", "--yes"],
            "long": ["-q", "edit", record, f"description={text}{'x' * self.random.randrange(3_900)}"],
            "pull": ["-q", "pull"],
        }[kind]
        if kind == "import":
            rows.write_text("name\r\n" + "".join(f"{text}{number}\r\n" for number in range(self.random.randrange(1, 60))))
        if kind == "pull":
            Node(self.club.program, self.club.base, "caen").ok("-q", "add", "member", f"name={text}")
        with self.state:
            self.process = subprocess.Popen([*self.prefix, *self.node.command(*arguments)], env={**ENVIRONMENT, "HOME": str(self.node.folder)},
                                            cwd=self.node.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                            stderr=subprocess.PIPE, start_new_session=True)
        out, err = self.process.communicate(timeout=TIME_LIMIT)
        if self.process.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)[:60]}: exit {self.process.returncode}: {err.decode(errors='replace')}")
        feeds = self.node.feeds
        with self.state:
            self.process = None
            self.feeds = feeds
            self.texts.append(text)
        if kind == "add":
            self.records = [*self.records[-20:], out.decode().strip()]

    def send(self, number: int) -> None:
        with self.state:
            if self.process and self.process.poll() is None:
                os.killpg(self.process.pid, number)


def cut(load: Load, image: Path, folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Copies the image in one moment, and Évreux; gives what had been acknowledged before."""
    with load.exchange:
        with load.state:
            feeds, texts = load.feeds, list(load.texts)
        # The copy takes a while, and should not be of many moments: what writes holds still meanwhile. Nothing is flushed by it.
        load.send(signal.SIGSTOP)
        try:
            subprocess.run(["cp", "--sparse=always", str(image), str(folder / "copy.img")], check=True)
        finally:
            load.send(signal.SIGCONT)
        for part in ("evreux", "evreux-state"):
            shutil.copytree(load.evreux.folder / part, folder / part)
    return feeds, texts


def check(load: Load, folder: Path, feeds: dict[str, bytes], texts: list[str]) -> list[str]:
    problems = Problems()
    with mounted(folder / "disk", "-o", "loop", str(folder / "copy.img")) as disk:
        node = Node(load.club.program, folder, "rouen", disk / "rouen", disk / "rouen-state")
        evreux = Node(load.club.program, folder, "evreux")
        evreux.ok("-q", "peers", "remove", "rouen")
        if check_recovery(problems, node, feeds, evreux):
            held = b"".join(node.feeds.values()).decode()
            lost = [text for text in texts if f'"{text}' not in held]
            problems.expect(not lost, f"acknowledged before the cut, and not there: {lost[:5]}")
            finish(problems, node)
    return problems.found


# An fsync that is left out and said to be done: what the cuts must notice.
WITHOUT_FSYNC = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:retval=0"]


def strike(
    club: Club, count: int, seed: int, folder: Path, say: Callable[[str], None], prefix: list[str] | None = None
) -> tuple[int, int]:
    """`count` power cuts; how many, and how many were bad. `prefix` runs the commands of the load by another program."""
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
            load = Load(club, node, evreux, random_, prefix or [])
            load.thread.start()
            try:
                for number in range(count):
                    time.sleep(random_.uniform(0, 0.4))  # A random moment is what this is about.
                    place = folder / f"cut-{number}"
                    place.mkdir()
                    feeds, texts = cut(load, image, place)
                    try:
                        problems = check(load, place, feeds, texts)
                    except Exception as error:
                        problems = [f"{type(error).__name__}: {error}"]
                    if problems:
                        failed += 1
                        say("\n    ".join([f"FAILED power cut {number} after {len(texts)} commands", *problems]))
                    shutil.rmtree(place, ignore_errors=True)
                    if load.failures:
                        break
            finally:
                load.over.set()
                load.thread.join()
        for failure in load.failures:
            failed += 1
            say(f"FAILED {failure}")
    say(f"{number + 1} power cuts among {load.count} commands, {failed} failed, {time.monotonic() - begun:.0f} s, seed {seed}")
    return number + 1, failed
