#!/usr/bin/env python3
"""Breaks the real program: kills it, or fails its calls, at each call that reaches the disk, and checks what is left.

Ends with `N points, N failed`; a part that this machine does not permit prints `skipped: …`.
"""
from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

sys.dont_write_bytecode = True

from checks import check_store  # noqa: E402
from club import Club, Node  # noqa: E402
import controls  # noqa: E402
import faults  # noqa: E402
import full  # noqa: E402
import mounts  # noqa: E402
import power  # noqa: E402
import serving  # noqa: E402
import targets  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
say_lock = threading.Lock()


def say(text: str) -> None:
    with say_lock:
        print(text, flush=True)


def play(club: Club, point: faults.Point, folder: Path) -> tuple[list[str], faults.Broken | None]:
    broken = None
    try:
        if point.target == serving.NAME:
            return serving.play(club, point, folder)
        target = next(target for target in targets.TARGETS if target.name == point.target)
        node = faults.ready(club, target, folder)
        before = node.feeds
        with ExitStack() as stack:
            broken = full.play(club, node, target, point, stack) if point.fault == "full" else faults.play(club, node, target, point)
            problems = check_store(club, node, target, point, broken, before, Node(club.program, folder, "evreux"))
    except Exception as error:  # What a check could not even ask is a failure with its point, and the others go on.
        problems = [f"{type(error).__name__}: {error}"]
    if problems and broken:
        problems.append(f"it had ended with {broken.outcome.text.strip()}")
    return problems, broken


def kind(point: faults.Point) -> str:
    """The column of the table."""
    return "full" if point.fault == "full" else "torn" if point.size else point.call


def sample(points: list[faults.Point], count: int, random_: random.Random) -> list[faults.Point]:
    """Some of the points, no command and fault before another has had its turn."""
    groups: dict[tuple[str, str], list[faults.Point]] = {}
    for point in points:
        groups.setdefault((point.target, kind(point)), []).append(point)
    for group in groups.values():
        random_.shuffle(group)
    order = list(groups.values())
    random_.shuffle(order)
    chosen = [group[turn] for turn in range(max(map(len, order), default=0)) for group in order if turn < len(group)]
    return chosen[:count]


def strike(club: Club, options: argparse.Namespace, folder: Path) -> tuple[int, int]:
    begun = time.monotonic()
    chosen = targets.named([name for name in options.only if name != serving.NAME]) if options.only != [serving.NAME] else []
    if options.quick:
        # Counting costs a run of each command and kind of call, more than the points of a sample.
        chosen = sorted(random.Random(options.seed).sample(chosen, min(3, len(chosen))), key=lambda target: target.name)
    points: list[faults.Point] = []
    gaps: list[str] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        if reason := faults.is_permitted(folder):
            say(f"skipped: kills and disk errors: {reason}")
        else:
            found = pool.map(lambda target: faults.points(club, target, folder / f"count-{target.name}"), chosen)
            points += [point for some in found for point in some]
            if not options.quick:
                gaps += [gap for some in pool.map(lambda target: faults.unplayed(club, target, folder / f"gaps-{target.name}"), chosen) for gap in some]
            points += serving.points() if not options.only or serving.NAME in options.only else []
        if reason := mounts.tmpfs_refused(folder):
            say(f"skipped: full disks: {reason}")
        else:
            points += [point for target in chosen for point in full.points(target)]
        say(f"{len(points)} points in {len(chosen)} commands, counted in {time.monotonic() - begun:.0f} s")
        points = [point for point in points if options.at in str(point)]
        if options.sample is not None:
            points = sample(points, options.sample, random.Random(options.seed))
        table: Counter[tuple[str, str]] = Counter()
        failed = missed = late = 0

        def one(item: tuple[int, faults.Point]) -> None:
            nonlocal failed, missed, late
            number, point = item
            if options.minutes and time.monotonic() - begun > options.minutes * 60:
                late += 1
                return
            place = folder / f"point-{number}"
            problems, broken = play(club, point, place)
            with say_lock:
                if broken and broken.struck:
                    table[point.target, kind(point)] += 1
                else:
                    missed += 1
                failed += bool(problems)
                if problems or options.verbose:
                    print(f"{'FAILED' if problems else 'ok'} {point}", *problems, sep="\n    ", flush=True)
                    if options.keep and problems:
                        return
            shutil.rmtree(place, ignore_errors=True)

        list(pool.map(one, enumerate(points)))
    struck = sum(table.values())
    kinds = [column for column in [*faults.CALLS, "torn", "full"]
             if any(table[point.target, column] for point in points)]
    if struck:
        say(f"| command | {' | '.join(kinds)} | all |\n|---|{'---:|' * (len(kinds) + 1)}")
    for name in dict.fromkeys(point.target for point in points) if struck else ():
        row = [table[name, column] for column in kinds]
        say(f"| {name} | {' | '.join(str(count or '') for count in row)} | {sum(row)} |")
    say(f"{struck} points struck, {missed} did not come to pass, {failed} failed, {time.monotonic() - begun:.0f} s, seed {options.seed}")
    if late:
        say(f"{late} points were left out: {options.minutes} minutes are over")
    for gap in gaps:
        say(f"FAILED {gap}")
    return struck, failed + len(gaps)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/club-sync"))
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--sample", type=int, default=None, metavar="N", help="N points, of all commands and calls")
    which.add_argument("--all", action="store_true", help="every point (what happens without --sample, too)")
    parser.add_argument("--only", action="append", default=[], metavar="COMMAND", help="this command; may be repeated")
    parser.add_argument("--at", default="", metavar="TEXT", help="only points whose text has this in it, for example 'EIO at fsync'")
    parser.add_argument("--power-cuts", type=int, default=0, metavar="N", help="then N power cuts")
    parser.add_argument("--control", action="store_true", help="also programs that do wrong, which must be noticed; with --power-cuts, power cuts without fsync")
    parser.add_argument("--quick", action="store_true", help="of three commands that the seed chooses, and two controls")
    parser.add_argument("--minutes", type=float, default=0, metavar="N", help="kills and disk errors for so long at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=3)
    parser.add_argument("--verbose", action="store_true", help="a line for every point")
    parser.add_argument("--keep", action="store_true", help="keep the folders of points that failed")
    options = parser.parse_args()
    # So that an end from outside cleans up, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mounts.enter()
    # In memory where there is room: calls are broken the same there, and no fsync waits for what else this machine writes.
    memory = Path("/dev/shm")
    is_roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30
    folder = Path(tempfile.mkdtemp(prefix="club-crash-", dir=memory if is_roomy else None)).resolve()
    club = None
    try:
        club = Club(options.program, folder)
        count, failed = strike(club, options, folder)
        if options.control and not faults.is_permitted(folder):
            failed += controls.strike(club, folder, say, random.Random(options.seed).sample(controls.CONTROLS, 2) if options.quick else None)
        if options.power_cuts:
            if reason := mounts.ext4_refused(folder):
                say(f"skipped: power cuts: {reason}")
            else:
                (folder / "power").mkdir()
                cuts, bad, broken = power.strike(club, options.power_cuts, options.seed, folder / "power", say)
                count, failed = count + cuts, failed + bad + len(broken)
                for failure in broken:
                    say(f"FAILED {failure}")
                if options.control and not faults.is_permitted(folder):
                    for name, prefix in (("fsync", lambda _: power.WITHOUT_FSYNC), ("fsync of folders", power.without_fsync_of_folders)):
                        place = folder / f"without {name}"
                        place.mkdir()
                        cuts, bad, broken = power.strike(club, options.power_cuts, options.seed, place, lambda _: None, prefix)
                        say(f"control: without {name}, {bad} of {cuts} power cuts are noticed")
                        if broken or not bad:
                            failed += 1
                            say(f"FAILED control: without {name}: {'; '.join(broken) or 'nobody noticed'}")
    finally:
        if club:
            club.close()
        if options.keep:
            say(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    say(f"{count} points, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
