"""Programs that do wrong, so that it is seen that the checks can fail: each control undoes by hand one thing that the program promises."""
from __future__ import annotations

import shutil
import signal
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable

from checks import check_store
from club import Club, Node, Outcome
from faults import Broken, Point, play, ready
from targets import named

# What a control gets: the club, the store, a copy of it as it was before the command, and how the command ended.
Sabotage = Callable[[Club, Node, Path, Broken], Broken]


@dataclass
class Control:
    name: str
    target: str
    sabotage: Sabotage
    # A part of what must be said about it.
    noticed: str
    # None: the command is not disturbed.
    point: Point | None = None


def put_back(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
    for part in (node.dir, node.state):
        shutil.rmtree(part)
        shutil.copytree(before / part.name, part)
    return broken


def put_early(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
    return put_back(club, node, club.early, broken)


def ended(status: int) -> Sabotage:
    def sabotage(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
        return replace(broken, outcome=Outcome(status, broken.outcome.out, broken.outcome.err))
    return sabotage


def after_each(command: str, spoil: Callable[[Node], None]) -> Sabotage:
    """From then on, `spoil` follows each such command."""
    def sabotage(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
        run = node.run

        def spoiled(*arguments: str) -> Outcome:
            outcome = run(*arguments)
            if command in arguments:
                spoil(node)
            return outcome
        node.run = spoiled  # type: ignore[method-assign]
        return broken
    return sabotage


def flip(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
    """One bit in the middle of the own feed."""
    bytes_ = bytearray(node.own_feed.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    node.own_feed.write_bytes(bytes_)
    return broken


def stop(club: Club, node: Node, before: Path, broken: Broken) -> Broken:
    (state,) = node.state.iterdir()
    (state / "stopped").write_text("caen\n")
    return broken


def leave(node: Node) -> None:
    (node.dir / ".node.yaml.0123456789abcdef.tmp").write_bytes(b"x")


def lose_aside(node: Node) -> None:
    shutil.rmtree(node.dir / "aside", ignore_errors=True)


CONTROLS = [
    Control("an acknowledged line is gone", "add", put_back, "acknowledged, and not there"),
    Control("an acknowledged peer is gone", "peers-add", put_back, "acknowledged, and not there"),
    Control("an acknowledged pull is gone", "pull", put_back, "acknowledged, and not there"),
    Control("lines of before are gone, and others stand in their place", "add", put_early, "are gone from"),
    Control("a peer is shown two contents", "add", put_early, "a pull from it"),
    Control("the program traps", "add", ended(-signal.SIGTRAP), "does not explain"),
    Control("a failing disk passes for a restored store", "add", ended(13), "does not explain", Point("add", "EIO", "pread64", 1)),
    Control("a failed fsync is passed over", "add", ended(0), "passed over", Point("add", "EIO", "fsync", 1)),
    Control("an interrupted call is not made again", "add", ended(1), "not made again", Point("add", "EINTR", "pwrite64", 1)),
    Control("a bit is wrong", "edit", flip, "verify, at once"),
    Control("a person is needed", "add", stop, "the next add"),
    Control("a temporary file is left", "add", after_each("add", leave), "left lying about"),
    Control("a torn tail is thrown away", "add-torn", after_each("add", lose_aside), "no copy is aside", Point("add-torn", "kill", "openat", 1)),
    Control("a restored store writes on", "pull-restored", put_back, "and writes"),
    Control("join does not complete", "join", after_each("join", lambda node: shutil.rmtree(node.dir / "feeds")), "of its own feed",
            Point("join", "kill", "fsync", 2)),
]


def strike(club: Club, folder: Path, say: Callable[[str], None], only: list[Control] | None = None) -> int:
    """Plays them; how many were not noticed."""
    missed = 0
    chosen = CONTROLS if only is None else only
    for number, control in enumerate(chosen):
        (target,) = named([control.target])
        place = folder / f"control-{number}"
        node = ready(club, target, place)
        before = node.feeds
        for part in (node.dir, node.state):
            if part.exists():
                shutil.copytree(part, place / "before" / part.name)
        point = control.point or Point(target.name, "nothing", "write", 0)
        if control.point:
            broken = play(club, node, target, point)
        else:
            broken = Broken(node.run(*target.arguments(club)))
        broken = control.sabotage(club, node, place / "before", broken)
        try:
            problems = check_store(club, node, target, point, broken, before, Node(club.program, place, "evreux"))
        except AssertionError as error:  # What `run.play` counts as a failure, too.
            problems = [str(error)]
        if not any(control.noticed in problem for problem in problems):
            missed += 1
            say("\n    ".join([f"FAILED control: {control.name}: nobody noticed", *problems]))
        shutil.rmtree(place, ignore_errors=True)
    say(f"control: {len(chosen) - missed} of {len(chosen)} programs that do wrong are noticed")
    return missed
