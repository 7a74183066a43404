"""What must be true after every fault."""
from __future__ import annotations

import json
import signal
from typing import Callable

from club import Club, Node, Server
from faults import Broken, Point
from targets import Target


class Problems:
    def __init__(self) -> None:
        self.found: list[str] = []

    def expect(self, condition: bool, text: str | Callable[[], str]) -> bool:
        if not condition:
            self.found.append(text() if callable(text) else text)
        return condition


def sealed(feed: bytes) -> bytes:
    """A feed up to its last sealed line."""
    end = 0
    at = 0
    for line in feed.splitlines(keepends=True):
        at += len(line)
        if line.endswith(b"\n"):
            try:
                if "seal" in json.loads(line):
                    end = at
            except ValueError:
                break
    return feed[:end]


def check_exit(problems: Problems, point: Point, broken: Broken) -> None:
    outcome = broken.outcome
    problems.expect(not outcome.timed_out, "it hung")
    if "kill" in point.fault:
        problems.expect(outcome.status == (-signal.SIGKILL if broken.struck else 0), lambda: f"not killed, and not done: {outcome.text}")
        return
    # 10, 12 and 13 would say of a store that it is none, that it lies, that it was restored: a disk that fails is none of that.
    problems.expect(outcome.status in (0, 1, 3), lambda: f"an exit that a failing disk does not explain: {outcome.text}")
    is_mute = "" in broken.labels  # Its own words failed, too.
    problems.expect(outcome.status == 0 or is_mute or len(outcome.err) > 20, "it failed and did not say why")
    if broken.struck and point.call == "fsync":
        problems.expect(outcome.status != 0, "a failed fsync was passed over")


def check_store(club: Club, node: Node, target: Target, point: Point, broken: Broken, before: dict[str, bytes], evreux: Node) -> list[str]:
    problems = Problems()
    expect = problems.expect
    check_exit(problems, point, broken)
    status = broken.outcome.status
    if not target.writes_before:
        again = node.run(*target.arguments(club))
        if not expect(again.status == 0, lambda: f"run again, it does not complete: {again.text}"):
            return problems.found
        expect(status != 0 or target.name != "init" or again.out == broken.outcome.out, "run again, it prints another line")
        if target.name == "init":
            expect(again.out.startswith("dieppe ed25519:"), lambda: f"run again, it prints no line: {again.text}")
            node.ok("-q", "charter", "create", "--name", "Alone", "-o", str(node.folder / "alone.json"), again.out.strip())
            node.ok("join", str(node.folder / "alone.json"))
            return finish(problems, node)
        node.ok("-q", "peers", "add", "caen", club.caen.url)
    if not check_recovery(problems, node, before, evreux):
        return problems.found
    held = b"".join(node.feeds.values()).decode() + (node.dir / "node.yaml").read_text()
    texts = target.acknowledged(club)
    count = sum(text in held for text in texts)
    expect(status != 0 or count == len(texts), lambda: f"acknowledged, and not there: {[text for text in texts if text not in held]}")
    expect(count in (0, len(texts)) or target.name.startswith("pull"), f"half of it is there: {count} of {len(texts)}")
    if target.again and target.once:
        again = node.run(*target.arguments(club))
        expect(again.status == 0, lambda: f"run again: {again.text}")
        times = b"".join(node.feeds.values()).decode().count(target.once)
        expect(times == 1, f"run again, it has written {target.once} {times} times")
    return finish(problems, node)


def check_recovery(problems: Problems, node: Node, before: dict[str, bytes], evreux: Node) -> bool:
    """The store opens without a person; what was acknowledged before is there; after one pull each way it and Évreux hold the same.

    False when it is of no use to go on.
    """
    expect = problems.expect
    # It opens as it is: nothing is written before it is read and served.
    first = node.run("verify")
    expect(first.status == 0, lambda: f"verify, at once: {first.text}")
    own = node.own_feed.read_bytes()
    tail = own[len(sealed(own)):]
    with Server(node) as server:
        if not expect(server.url.startswith("http"), "serve does not start"):
            return False
        evreux.ok("-q", "peers", "add", node.name, server.url)
        seen = evreux.run("pull")
        expect(seen.status == 0, lambda: f"a pull from it, at once: {seen.text}")
        shown = evreux.feeds
        add = node.run("add", "member", "name=Suivant")
        if not expect(add.status == 0, lambda: f"the next add: {add.text}"):
            return False
        copies = {file.read_bytes() for file in node.dir.glob("aside/*.torn")}
        expect(not tail or tail in copies, "a torn tail is gone, and no copy is aside")
        expect(not tail or "aside" in add.err, lambda: f"a torn tail was set aside, and nobody was told: {add.text}")
        pull = node.run("pull")
        expect(pull.status == 0, lambda: f"a pull, afterwards: {pull.text}")
        last = evreux.run("pull")
        expect(last.status == 0, lambda: f"a pull from it, afterwards: {last.text}")
    feeds, theirs = node.feeds, evreux.feeds
    for name, bytes_ in before.items():
        expect(feeds.get(name, b"").startswith(sealed(bytes_)), f"lines that were acknowledged before are gone from {name}")
    for name, bytes_ in shown.items():
        expect(theirs[name].startswith(bytes_), f"a peer has two contents for one place of {name}")
    expect(set(feeds) == set(theirs), lambda: f"feeds here and there: {sorted(set(feeds) ^ set(theirs))}")
    for name in set(feeds) & set(theirs):
        expect(feeds[name] == theirs[name], f"{name} is not the same here and there")
    one, other = node.run("dump"), evreux.run("dump")
    expect(one.status == 0 and one.out == other.out, "the dumps differ after a pull each way")
    return True


def finish(problems: Problems, node: Node) -> list[str]:
    add = node.run("add", "member", "name=Fin")
    problems.expect(add.status == 0, lambda: f"the last add: {add.text}")
    problems.expect(not node.leftovers(), lambda: f"left lying about: {node.leftovers()}")
    verify = node.run("verify")
    problems.expect(verify.status == 0, lambda: f"verify, at the end: {verify.text}")
    return problems.found
