"""`serve` whose fsync fails: it syncs what other processes wrote before it shows it."""
from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from checks import Problems, check_recovery
from club import Club, Node, Outcome, Server, TIME_LIMIT
from faults import FAULTS, STRACE, Broken, Point, calls, label

NAME = "serve"


def points() -> list[Point]:
    # Once: a kernel that has told of lost pages says yes the next time. Rouen holds two feeds.
    return [Point(NAME, fault, "fsync", n) for fault in ("EIO", "ENOSPC", "kill") for n in (1, 2)]


def play(club: Club, point: Point, folder: Path) -> tuple[list[str], Broken]:
    club.copy(folder)
    node, evreux = Node(club.program, folder, "rouen"), Node(club.program, folder, "evreux")
    problems, before, shown = Problems(), node.feeds, evreux.feeds
    log = folder / "strace.log"
    inject = FAULTS[point.fault].format(n=point.n)
    with Server(node, [*STRACE, "-o", str(log), "-e", "trace=fsync", "-e", f"inject=fsync:{inject}"]) as server:
        evreux.ok("-q", "peers", "add", "rouen", server.url)
        pull = evreux.run("pull", "rouen")
        try:
            out, err = server.process.communicate(timeout=TIME_LIMIT)
        except subprocess.TimeoutExpired:
            problems.expect(False, "after a failed fsync it serves on")
            out, err = b"", b""
        status = server.close()
    wanted = -signal.SIGKILL if point.fault == "kill" else 1
    problems.expect(status == wanted, lambda: f"serve ended with {status}: {err.decode(errors='replace')}")
    problems.expect(point.fault == "kill" or b"fsync" in err, lambda: f"it does not say what failed: {err.decode(errors='replace')}")
    problems.expect(pull.status != 0 and evreux.feeds == shown, lambda: f"it has shown what is not on disk: {pull.text}")
    evreux.ok("-q", "peers", "remove", "rouen")
    check_recovery(problems, node, before, evreux)
    struck = [label(path, node) for _, _, path, _ in calls(log)][-1:] if status == wanted else []
    return problems.found, Broken(Outcome(status, out.decode(errors="replace"), err.decode(errors="replace")), struck, struck)
