#!/usr/bin/env python3
"""run.py [--all] [--program CLUB_SYNC] [NAME…]: plays the attacks of attacks.py against the real program.

Two honest nodes, Rouen and Caen, and two members whose keys the attacker has. After each attack: what Rouen holds is what its outcome
allows, Caen gets the same from Rouen, the program used at most 256 MiB and its time, and its report names peer and reason in French and
in English. Ends with `N passed, N failed`. `--all` plays the slow ones too; `--table` prints the table of docs/testing.md.
"""
from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attacks
from peer import Feed, HeldNet, Peer, ROOT, answer, b64, private, public

sys.path.insert(0, str(ROOT / "docs" / "reader"))
import club_reader  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402

MEMORY_MIB, FAST_SECONDS, SLOW_SECONDS = 256, 60, 150


class Run:
    """One run of the program: what it wrote, how it ended, what it took."""

    def __init__(self, program: str, club: Path, node: str, *arguments: str, lang: str = "en", timeout: float = SLOW_SECONDS + 10):
        environment = {"PATH": os.environ["PATH"], "HOME": str(club), "CLUB_SYNC_STATE": str(club / "state"), "TMPDIR": str(club)}
        out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        begun = time.monotonic()
        process = subprocess.Popen([program, "--dir", str(club / node), "--lang", lang, *arguments], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=err, env=environment, cwd=club)
        watch = threading.Timer(timeout, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
        process.returncode = self.exit = os.waitstatus_to_exitcode(status)
        self.seconds, self.mib = time.monotonic() - begun, usage.ru_maxrss / 1024
        for file in (out, err):
            file.seek(0)
        self.out, self.err = out.read(), err.read().decode(errors="replace")
        self.text = self.out.decode(errors="replace") + self.err


class Server:
    """`club-sync serve` of an honest node."""

    def __init__(self, program: str, club: Path, node: str):
        environment = {"PATH": os.environ["PATH"], "HOME": str(club), "CLUB_SYNC_STATE": str(club / "state")}
        self.process = subprocess.Popen([program, "--dir", str(club / node), "serve"], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, env=environment)
        assert self.process.stdout
        self.url = self.process.stdout.readline().decode().strip()

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(20)


class Range:
    """The club before any attack, made once; each attack plays on a copy of it, STATE included."""

    def __init__(self, program: str, folder: Path):
        self.program, self.base, self.folder = program, folder / "base", folder
        self.base.mkdir(parents=True)
        keys = {n: private("identity", "hostile", n) for n in ("evreux", "lehavre")}
        lines = [self.ok("rouen", "-q", "init", "--node", "rouen", "--name", "Rouen", "--listen", "127.0.0.1:0"),
                 self.ok("caen", "-q", "init", "--node", "caen", "--name", "Caen", "--listen", "127.0.0.1:0")]
        lines += [f"{n} ed25519:{b64(public(k))} {n.title()}" for n, k in keys.items()]
        self.ok("none", "-q", "charter", "create", "--name", "Club", "-o", str(self.base / "charter.json"), *lines)
        for node in ("rouen", "caen"):
            self.ok(node, "-q", "join", str(self.base / "charter.json"))
            self.record = self.ok(node, "-q", "add", "action", f"title={node}", "scope+=grand-paris")
            self.ok(node, "-q", "edit", self.record, "venue=V")
        self.net = HeldNet((self.base / "charter.json").read_bytes(), keys)
        self.honest = next((self.base / "caen" / "feeds").glob("caen-*")).stem
        self.caen = Server(program, self.base, "caen")
        self.canary = Peer(lambda c, target: answer(c, b"{}"))
        self.control = self.pull_and_dump(folder / "control", [])

    def ok(self, node: str, *arguments: str) -> str:
        run = Run(self.program, self.base, node, *arguments)
        assert run.exit == 0, run.text
        return run.out.decode().strip()

    def copy(self, club: Path) -> Path:
        shutil.copytree(self.base, club)
        return club

    def pull_and_dump(self, club: Path, peers: list[tuple[str, str]]) -> bytes:
        self.copy(club)
        for name, url in [("caen", self.caen.url), *peers]:
            Run(self.program, club, "rouen", "-q", "peers", "add", name, url)
        Run(self.program, club, "rouen", "pull")
        return Run(self.program, club, "rouen", "dump").out

    def own(self, club: Path) -> Feed:
        """Rouen's own feed as its key goes on with it: what a restored store would be shown by a peer."""
        path = next((club / "rouen" / "feeds").glob("rouen-*"))
        instance = (club / "rouen" / "instance").read_text().strip()
        seed = urlsafe_b64decode((club / "state" / instance / "feed.key").read_text().strip() + "=")
        feed = Feed(self.net, "rouen", key=Ed25519PrivateKey.from_private_bytes(seed), opened=False)
        charter = club_reader.parse_charter(self.net.charter)
        for held in club_reader.verify_feed(charter, path.stem, club_reader.split_lines(path.read_bytes())).held:
            feed.rows.append(Held(held.line))
            feed.pres.append(held.pre)
            feed.chains.append(held.chain)
            feed.chain = held.chain
        return feed

    def close(self) -> None:
        self.caen.close()


class Held:
    """A line that was not made here, with what a writer's row has."""

    def __init__(self, line: Any):
        self.seal, self.line, self.erased = line.seal, line, set()

    def raw(self) -> bytes:
        raise AssertionError("a victim holds these lines")


def play(range_: Range, attack: attacks.Attack) -> tuple[list[str], str]:
    problems: list[str] = []

    def expect(condition: bool, text: str) -> None:
        if not condition:
            problems.append(text)

    club = range_.copy(range_.folder / attack.name)
    program = range_.program
    stage = attacks.Stage(range_.net, range_.honest, range_.record, lambda: range_.own(club), range_.canary.url)
    peer = Peer(attack.peer(stage))
    other = Peer(attack.second(stage)) if attack.second else None
    figures = ""
    try:
        for name, url in (("caen", range_.caen.url), ("lehavre", peer.url)):
            Run(program, club, "rouen", "-q", "peers", "add", name, url)
        if other:
            Run(program, club, "caen", "-q", "peers", "add", "lehavre", other.url)
            first = Run(program, club, "caen", "pull", "lehavre")
            expect(first.exit == 0, f"caen pulls the other branch: {first.exit} {first.text}")
            served = Server(program, club, "caen")
            Run(program, club, "rouen", "-q", "peers", "remove", "caen")
            Run(program, club, "rouen", "-q", "peers", "add", "caen", served.url)
        # In each language from the same start; the slow ones once.
        limit = SLOW_SECONDS if attack.slow else FAST_SECONDS
        seconds, mib = 0.0, 0.0
        start = None if other or attack.slow else shutil.copytree(club, club.with_suffix(".en"))
        for lang, reason in (("fr", attack.fr), ("en", attack.en)):
            if attack.slow and lang == "en":
                break
            run = Run(program, start if start and lang == "en" else club, "rouen", "pull", lang=lang)
            seconds, mib = max(seconds, run.seconds), max(mib, run.mib)
            expect(run.exit == attack.exit, f"{lang}: exit {run.exit}, not {attack.exit}: {run.text[-600:]}")
            expect(run.mib <= MEMORY_MIB, f"{lang}: {run.mib:.0f} MiB")
            expect(run.seconds <= limit, f"{lang}: {run.seconds:.0f} s")
            report = [line for line in run.text.splitlines() if "lehavre" in line or attack.outcome == "stopped"]
            expect(any(reason in line for line in report) or reason in run.text and bool(report),
                   f"{lang}: {reason!r} is not said of lehavre: {run.text[-600:]}")
            expect(len(run.text) < 20_000, f"{lang}: a report of {len(run.text)} characters")
            expect(not any(ord(c) < 32 and c not in "\n" or 0x7f <= ord(c) < 0xa0 or c == "\u202e" for c in run.text), f"{lang}: control characters")
        figures = f"{seconds:5.1f} s {mib:4.0f} MiB"
        if other:
            served.close()
        expect(not range_.canary.targets, "the redirect was followed")
        # Rouen: as without the attacker, or with its lines and nothing else.
        dump = Run(program, club, "rouen", "dump").out
        if attack.outcome == "refused":
            expect(dump == range_.control, "Rouen is not as without the attacker")
        else:
            mine = set(range_.control.splitlines()[1:])
            honest = {row for row in dump.splitlines()[1:] if b'"id":"lehavre.' not in row and b'"id":"rouen.' not in row}
            touched = attack.name == "invented-heads"       # an honest record has a conflict now: the honest value stands in it
            if touched:
                expect(b'"value":"caen"' in dump and b'"value":"mine now"' in dump, "the honest value is gone")
            elif attack.outcome != "stopped":
                expect(mine <= set(dump.splitlines()), "an honest record is not as without the attacker")
                expect(honest <= mine, "there is a record that nobody made")
        reference = club_reader.Fold(club_reader.Store.load(club / "rouen")).dump()
        expect(reference == dump, "the reader in Python folds this store to something else")
        verify = Run(program, club, "rouen", "verify")
        expect(verify.exit == (12 if attack.outcome == "fork" or attack.name == "own-lines-forked" else 0), f"verify {verify.exit}: {verify.text}")
        # Rouen writes on, or says that it must not; Caen gets the same from Rouen.
        add = Run(program, club, "rouen", "-q", "add", "action", "title=after")
        expect(add.exit == (13 if attack.outcome == "stopped" else 0), f"add afterwards: {add.exit} {add.text}")
        served = Server(program, club, "rouen")
        Run(program, club, "caen", "-q", "peers", "add", "rouen", served.url)
        back = Run(program, club, "caen", "pull", "rouen")
        served.close()
        want = {"fork": 12}.get(attack.outcome, 3 if attack.name == "stripped" else 0)
        expect(back.exit == want, f"caen pulls from rouen: {back.exit} {back.text[-400:]}")
        expect(Run(program, club, "caen", "dump").out == Run(program, club, "rouen", "dump").out, "Caen and Rouen differ")
    finally:
        peer.close()
        if other:
            other.close()
        for folder in (club, club.with_suffix(".en")):
            shutil.rmtree(folder, ignore_errors=True)
    return problems, figures


def table() -> str:
    rows = ["| attack | what is served | outcome | exit | the report says |", "|---|---|---|---|---|"]
    for a in attacks.TABLE:
        said = f"`{a.fr}`" if a.fr == a.en else f"« {a.fr} », “{a.en}”"
        rows.append(f"| {a.name}{' (slow)' if a.slow else ''} | {a.what} | {a.outcome} | {a.exit} | {said} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--program", default=str(ROOT / ".build" / "debug" / "club-sync"))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.table:
        print(table())
        return 0
    chosen = [a for a in attacks.TABLE if a.name in options.names or not options.names and (options.all or not a.slow)]
    begun = time.monotonic()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="club-sync-hostile-") as folder:
        range_ = Range(options.program, Path(folder))
        try:
            # The slow ones wait more than they work.
            with ThreadPoolExecutor(max_workers=8 if options.all else 3) as pool:
                for attack, (problems, figures) in zip(chosen, pool.map(lambda a: play(range_, a), chosen)):
                    failed += bool(problems)
                    print(f"{'FAILED' if problems else 'ok    '} {attack.name:24} {figures}", flush=True)
                    for problem in problems:
                        print(f"       {problem}", flush=True)
        finally:
            range_.close()
    print(f"{time.monotonic() - begun:.0f} s")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
