#!/usr/bin/env python3
"""run.py [--all] [--program CLUB_SYNC] [NAME…]: plays the attacks of attacks.py against the real program.

Two honest nodes, Rouen and Caen, and two members whose keys the attacker has. After each attack: what Rouen holds is what its outcome
allows, Caen gets the same from Rouen, the pull took at most 256 MiB and its time, and its report names peer and reason in French and
in English. The figures are those of the attacked pull. Ends with `N passed, N failed`. `--all` plays the slow ones too; `--table` prints the table of docs/testing.md.
"""
from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
import traceback
from base64 import urlsafe_b64decode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable

import attacks
import limits  # noqa: F401
import relays  # noqa: F401
from peer import Feed, HeldNet, Peer, ROOT, answer, b64, private, public, record_id
from program import Launcher, Run, Server, on_terminal

sys.path.insert(0, str(ROOT / "docs" / "reader"))
import club_reader  # noqa: E402
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: E402

MEMORY_MIB, FAST_SECONDS, SLOW_SECONDS = 256, 60, 150
CONTROLS = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
            # A commit of two lines, the first without a seal.
            gone = self.ok(node, "-q", "add", "action", f"title=gone from {node}")
            self.ok(node, "-q", "delete", gone, "--because", "for the reason")
        self.net = HeldNet((self.base / "charter.json").read_bytes(), keys)
        self.honest = next((self.base / "caen" / "feeds").glob("caen-*")).stem
        self.caen = Server(program, self.base, "caen")
        self.canary = Peer(lambda c, target: answer(c, b"{}"))
        self.quiet = self.copy(folder / "control")
        introduce(self.quiet, "rouen", caen=self.caen.url)
        assert Run(program, self.quiet, "rouen", "pull").exit == 0
        self.control = Run(program, self.quiet, "rouen", "dump").out

    def ok(self, node: str, *arguments: str) -> str:
        run = Run(self.program, self.base, node, *arguments)
        assert run.exit == 0, run.text
        return run.out.decode().strip()

    def copy(self, club: Path) -> Path:
        shutil.copytree(self.base, club)
        return club

    def held(self, club: Path, node: str, key: Any = None) -> Feed:
        """A feed of the club as a node holds it; with its key it can go on."""
        path = next((club / node / "feeds").glob(f"{node}-*"))
        feed = Feed(self.net, node, key=key or private("nobody"), opened=False)
        feed.name = path.stem
        charter = club_reader.parse_charter(self.net.charter)
        raws = club_reader.split_lines(path.read_bytes())
        for held, raw in zip(club_reader.verify_feed(charter, path.stem, raws).held, raws, strict=True):
            feed.rows.append(Held(held.line.seal, raw))
            feed.pres.append(held.pre)
            feed.chains.append(held.chain)
            feed.chain = held.chain
        return feed

    def own(self, club: Path) -> Feed:
        """Rouen's own feed as its key goes on with it: what a restored store would be shown by a peer."""
        instance = (club / "rouen" / "instance").read_text().strip()
        seed = urlsafe_b64decode((club / "state" / instance / "feed.key").read_text().strip() + "=")
        return self.held(club, "rouen", Ed25519PrivateKey.from_private_bytes(seed))

    def close(self) -> None:
        self.caen.close()


class Held:
    """A line that was not made here, with what a writer's row has."""

    def __init__(self, seal: bytes | None, raw: bytes):
        self.seal, self.bytes, self.erased = seal, raw, set()

    def raw(self) -> bytes:
        return self.bytes


def introduce(club: Path, node: str, **peers: str) -> None:
    """Makes these the peers of node.yaml, as `peers add` would."""
    path = club / node / "node.yaml"
    listed = "".join(f"  - name: {name}\n    url: {url}\n" for name, url in peers.items())
    path.write_text(path.read_text().split("\npeers:")[0] + "\npeers:\n" + listed)


def stored(club: Path) -> dict[str, bytes]:
    """Every byte of Rouen's DIR and STATE that says something: not who was asked when, not who holds a lock."""
    instance = (club / "rouen" / "instance").read_text().strip()
    paths = [p for folder in (club / "rouen", club / "state" / instance) for p in folder.rglob("*") if p.is_file()]
    return {str(p.relative_to(club)): p.read_bytes() for p in paths if p.name not in ("journal.jsonl", "lock", "node.yaml", "receipts.json")}


def feeds(club: Path, node: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (club / node / "feeds").iterdir()}


def without_attacker(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without the feeds of those two members whose keys the attacker has."""
    return {k: v for k, v in found.items() if not k.startswith(("rouen/feeds/lehavre-", "rouen/feeds/evreux-"))}


def play(range_: Range, attack: attacks.Attack) -> tuple[list[str], str]:
    problems: list[str] = []

    def expect(condition: bool, text: str) -> None:
        if not condition:
            problems.append(text)

    club = range_.copy(range_.folder / attack.name)
    program = range_.program
    stage = attacks.Stage(range_.net, range_.honest, range_.record, lambda: range_.own(club), lambda: range_.held(range_.base, "caen"),
                          range_.canary.url)
    peer = Peer(attack.peer(stage))
    other = Peer(attack.second(stage)) if attack.second else None
    servers: list[Server] = []

    def serve(node: str) -> str:
        servers.append(Server(program, club, node))
        return servers[-1].url

    figures = ""
    try:
        caen = range_.caen.url
        if other:
            introduce(club, "caen", lehavre=other.url)
            first = Run(program, club, "caen", "pull")
            expect(first.exit == 0, f"caen pulls the other branch: {first.exit} {first.text}")
            caen = serve("caen")
        introduce(club, "rouen", lehavre=peer.url, **({} if attack.alone else {"caen": caen}))
        # In each language from the same start; the slow ones once.
        limit = SLOW_SECONDS if attack.slow else FAST_SECONDS
        seconds, mib = 0.0, 0.0
        twin = shutil.copytree(club, club.with_suffix(".en"))
        for place, lang, reason in ((club, "fr", attack.fr), (twin, "en", attack.en))[:1 if attack.slow else 2]:
            run = Run(program, place, "rouen", "pull", lang=lang)
            seconds, mib = max(seconds, run.seconds), max(mib, run.mib)
            expect(run.exit == attack.exit, f"{lang}: exit {run.exit}, not {attack.exit}: {run.text[-600:]}")
            expect(0 < run.mib <= MEMORY_MIB, f"{lang}: {run.mib:.0f} MiB")
            expect(run.seconds <= limit, f"{lang}: {run.seconds:.0f} s")
            report = [line for line in run.text.splitlines() if "lehavre" in line or attack.outcome == "stopped"]
            expect(any(reason in line for line in report) or reason in run.text and bool(report),
                   f"{lang}: {reason!r} is not said of lehavre: {run.text[-600:]}")
            expect("caen" not in run.text or attack.alone or any(re.match(r"caen +\d+ +\d+ +\S+ +(à jour|up to date)", x) for x in report_rows(run)),
                   f"{lang}: Caen is not said to be up to date: {run.text[-600:]}")
            expect(len(run.text) < 20_000, f"{lang}: a report of {len(run.text)} characters")
            expect(not CONTROLS.search(run.text), f"{lang}: control characters")
        figures = f"{seconds:5.1f} s {mib:4.0f} MiB"
        expect(not range_.canary.targets, "the redirect was followed")
        if attack.alone:
            introduce(club, "rouen", caen=caen)
            healed = Run(program, club, "rouen", "pull")
            expect(healed.exit == 0, f"rouen pulls from caen afterwards: {healed.exit} {healed.text[-600:]}")
        if attack.outcome == "refused":
            strange = differing(stored(club), stored(range_.quiet))
            expect(not strange, f"not as without the attacker: {strange}")
        # What is the same to the byte does the same from here on: that is played once.
        if attack.outcome != "refused" or attack.name == "old-frontier":
            aftermath(range_, attack, club, serve, expect)
        if attack.name == "control-characters":
            screens(range_, club, expect)
    finally:
        for server in servers:
            server.close()
        peer.close()
        if other:
            other.close()
        for folder in (club, club.with_suffix(".en")):
            shutil.rmtree(folder, ignore_errors=True)
    return problems, figures


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(k for k in one.keys() | other.keys() if one.get(k) != other.get(k))


def aftermath(range_: Range, attack: attacks.Attack, club: Path, serve: Callable[[str], str], expect: Callable[[bool, str], None]) -> None:
    """Rouen holds what is allowed and nothing else, verifies it, writes on if it may; and Caen gets the same from Rouen."""
    program = range_.program
    dump = Run(program, club, "rouen", "dump").out
    if attack.outcome == "refused":
        expect(dump == range_.control, "Rouen is not as without the attacker")
    for part in attack.holds:
        expect(part in dump, f"{part!r} is not in the dump")
    if attack.outcome == "taken" and not attack.holds:
        mine = set(range_.control.splitlines()[1:])
        honest = {row for row in dump.splitlines()[1:] if not any(b'"id":"%s.' % n in row for n in (b"lehavre", b"evreux", b"rouen"))}
        expect(mine <= set(dump.splitlines()), "an honest record is not as without the attacker")
        expect(honest <= mine, "there is a record that nobody made")
    if attack.outcome in ("taken", "fork"):
        strange = differing(without_attacker(stored(club)), without_attacker(stored(range_.quiet)))
        expect(not strange, f"not as without the attacker: {strange}")
    if attack.feeds is not None:
        taken = {name.split("~")[0].split(".")[0] for name in feeds(club, "rouen") if name.startswith("lehavre-")}
        expect(len(taken) == attack.feeds, f"{len(taken)} feeds of the attacker are stored")
    reference = club_reader.Fold(club_reader.Store.load(club / "rouen")).dump()
    expect(reference == dump, "the reader in Python folds this store to something else")
    verify = Run(program, club, "rouen", "verify")
    expect(verify.exit == (12 if attack.is_forked else 0), f"verify {verify.exit}: {verify.text}")
    add = Run(program, club, "rouen", "-q", "add", "action", "title=after")
    expect(add.exit == (13 if attack.outcome == "stopped" else 0), f"add afterwards: {add.exit} {add.text}")
    introduce(club, "caen", rouen=serve("rouen"))
    back = Run(program, club, "caen", "pull")
    want = 12 if attack.is_forked else 3 if attack.name == "stripped" else 0
    expect(back.exit == want, f"caen pulls from rouen: {back.exit} {back.text[-400:]}")
    if feeds(club, "caen") != feeds(club, "rouen"):
        # Of a fork, each has another branch in the first file.
        expect(Run(program, club, "caen", "dump").out == Run(program, club, "rouen", "dump").out, "Caen and Rouen differ")


def screens(range_: Range, club: Path, expect: Callable[[bool, str], None]) -> None:
    """No command lets what a peer wrote move the cursor of a terminal, or reach a spreadsheet as a control."""
    ids = [record_id("lehavre", word) for word in ("t1", "t2")]
    export = ["export", "actions"]
    for command in (["list", "actions"], ["list", "actions", "--format", "csv"], ["list", "actions", "--json"], ["list", "members", "--format", "jsonl"],
                    *(["show", i, *more] for i in ids for more in ([], ["--history"], ["--json"], ["--history", "--json"])), ["conflicts"],
                    ["conflicts", "--json"], export, [*export, "--dialect", "rfc4180"], [*export, "--json"], ["export", "roster"], ["search", "pwned"],
                    ["status"], ["dump"], ["pull"], ["pull", "--json"]):
        shown = on_terminal(range_.program, club, *command)
        expect(len(shown) > 1, f"{command} shows nothing")
        # Ours are bold, off and yellow, and the line of progress that is written over.
        rest = re.sub("\x1b\\[(0|1|33)m|\r\x1b\\[K", "", shown).replace("\r\n", "\n")
        expect(not CONTROLS.search(rest), f"{command} on a terminal: {CONTROLS.findall(rest)}")
    for what in ("actions", "roster"):
        table = Run(range_.program, club, "rouen", "export", what).out.decode("utf-8-sig").replace("\r\n", "\n")
        expect("lehavre." in table and not CONTROLS.search(table), f"export {what}: {CONTROLS.findall(table)}")
    expect("\x1b" in Run(range_.program, club, "rouen", *export, "--dialect", "rfc4180").out.decode(), "a machine gets another value than was written")


def attempt(range_: Range, attack: attacks.Attack) -> tuple[list[str], str]:
    try:
        return play(range_, attack)
    except Exception:                       # the attack itself is broken: it fails, the others are played
        return [traceback.format_exc()], ""


def report_rows(run: Run) -> list[str]:
    return run.out.decode(errors="replace").splitlines()


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
                for attack, (problems, figures) in zip(chosen, pool.map(lambda a: attempt(range_, a), chosen)):
                    failed += bool(problems)
                    print(f"{'FAILED' if problems else 'ok    '} {attack.name:30} {figures}", flush=True)
                    for problem in problems:
                        print(f"       {problem}", flush=True)
        finally:
            range_.close()
            Launcher.close()
    print(f"{time.monotonic() - begun:.0f} s")
    print(f"{len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
