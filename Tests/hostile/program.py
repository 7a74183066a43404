"""Runs the real program: measured, as a server, and on a terminal."""
from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


class Launcher:
    """A process of measured.py that is free; one for each thread that asks."""

    free: queue.SimpleQueue["Launcher"] = queue.SimpleQueue()

    def __init__(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-I", "-S", str(HERE / "measured.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    @staticmethod
    def take() -> Launcher:
        try:
            return Launcher.free.get_nowait()
        except queue.Empty:
            return Launcher()

    @staticmethod
    def close() -> None:
        while not Launcher.free.empty():
            process = Launcher.free.get().process
            process.communicate()


class Run:
    """One run of the program: what it wrote, how it ended, what it took."""

    def __init__(self, program: str, club: Path, node: str, *arguments: str, lang: str = "en", timeout: int = 160):
        out, errors = club.with_suffix(".out"), club.with_suffix(".errors")
        launcher = Launcher.take()
        ended = launcher.run(arguments=[program, "--dir", str(club / node), "--lang", lang, *arguments], environment=environment(club),
                             folder=str(club), out=str(out), errors=str(errors), timeout=timeout)
        Launcher.free.put(launcher)
        self.exit, self.seconds, self.mib = ended["exit"], ended["seconds"], ended["kib"] / 1024
        self.out, self.err = out.read_bytes(), errors.read_text(errors="replace")
        self.text = self.out.decode(errors="replace") + self.err
        out.unlink()
        errors.unlink()


def environment(club: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": str(club), "CLUB_SYNC_STATE": str(club / "state"), "TMPDIR": str(club), "TERM": "xterm"}


class Server:
    """`club-sync serve` of an honest node."""

    def __init__(self, program: str, club: Path, node: str):
        self.process = subprocess.Popen([program, "--dir", str(club / node), "serve"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment(club))
        assert self.process.stdout
        self.url = self.process.stdout.readline().decode().strip()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def on_terminal(program: str, club: Path, *arguments: str) -> str:
    """What the program writes when its output is a terminal."""
    master, slave = os.openpty()
    with open(os.devnull) as none:
        process = subprocess.Popen([program, "--dir", str(club / "rouen"), "--lang", "en", *arguments], stdin=none, stdout=slave, stderr=slave,
                                   env=environment(club), cwd=club)
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65_536)
        except OSError:                     # how a terminal says that nobody writes to it any more
            break
        if not piece:
            break
        shown += piece
    os.close(master)
    process.wait()
    return shown.decode(errors="replace")
