"""Disks that are full: DIR or STATE on a tmpfs with a few pages, or a few inodes, left."""
from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from club import Club, Node, run
from faults import Broken, Point
from mounts import mounted
from targets import Target

PAGE = 4096


def points(target: Target) -> list[Point]:
    return [Point(target.name, "full", kind, left, place)
            for place in ("DIR", "STATE") for kind, most in (("pages", 5), ("inodes", 4)) for left in range(most)]


def move(node: Node, place: str, disk: Path) -> None:
    """Puts DIR or STATE of a node on the disk."""
    old = node.dir if place == "DIR" else node.state
    new = disk / old.name
    if old.exists():
        # The reserve is for disks that became full later; it would not fit.
        shutil.copytree(old, new, ignore=shutil.ignore_patterns("reserve"))
        shutil.rmtree(old)
    if place == "DIR":
        node.dir = new
    else:
        node.state = new


def fill(disk: Path, kind: str, left: int) -> Path:
    """Uses up what is free, but for a few pages or inodes."""
    filler = disk / "filler"
    filler.mkdir()
    free = os.statvfs(disk)
    if kind == "inodes":
        for number in range(free.f_ffree - left):
            (filler / str(number)).touch()
    else:
        (filler / "pages").write_bytes(b"x" * (free.f_bfree - left) * PAGE)
    return filler


def play(club: Club, node: Node, target: Target, point: Point, stack: ExitStack) -> Broken:
    """Runs the command on the full disk, then makes room. The disk stays for as long as the stack."""
    disk = stack.enter_context(mounted(node.folder / "disk", "-t", "tmpfs", "-o", "size=192k,nr_inodes=96", "tmpfs"))
    move(node, point.path, disk)
    filler = fill(disk, point.call, point.n)
    outcome = run(node.command(*target.arguments(club)), node.folder)
    shutil.rmtree(filler)
    is_struck = "No space left" in outcome.err
    return Broken(outcome, [str(disk)] if is_struck else [], [point.path] if is_struck else [])
