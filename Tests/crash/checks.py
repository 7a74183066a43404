"""What must be true after every fault."""
from __future__ import annotations

import json
import re
import signal
from typing import Callable

from club import Club, Node, Server
from faults import Broken, Point
from targets import Target, theirs


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


def branches_together(feeds: dict[str, bytes]) -> dict[str, bytes]:
    """The lines of all files of each feed, each once."""
    lines: dict[str, set[bytes]] = {}
    for name, bytes_ in feeds.items():
        lines.setdefault(re.split("[~.]", name)[0], set()).update(bytes_.splitlines(keepends=True))
    return {name: b"".join(sorted(some)) for name, some in lines.items()}


def check_exit(problems: Problems, target: Target, point: Point, broken: Broken) -> None:
    outcome = broken.outcome
    problems.expect(not outcome.timed_out, "it hung")
    # Of a torn write whose kill missed, because feeds came in another order, what is left is a disk without room.
    if "kill" in point.fault and (broken.struck or not point.size):
        problems.expect(outcome.status == (-signal.SIGKILL if broken.struck else target.status), lambda: f"not killed, and not done: {outcome.text}")
        return
    # 10, 12 and 13 would say of a store that it is none, that it lies, that it was restored: a disk that fails is none of that.
    # What the command comes to anyway, or less of it, when it is a pull that did not get that far.
    problems.expect(outcome.status in {0, 1, 3, target.status}, lambda: f"an exit that a failing disk does not explain: {outcome.text}")
    if point.fault == "EINTR" and broken.struck:
        problems.expect(outcome.status == target.status, lambda: f"interrupted, and not made again: {outcome.text}")
    is_mute = "" in broken.labels  # Its own words failed, too.
    problems.expect(outcome.status == 0 or is_mute or len(outcome.err + outcome.out) > 20, "it failed and did not say why")
    if broken.struck and point.call == "fsync" and point.fault != "EINTR":
        # 12 comes before it in the order of a pull's exits; the sentence is there all the same.
        is_said = outcome.status in (1, 3) or (outcome.status in {12, target.status} - {0} and "fsync" in outcome.text)
        problems.expect(is_said, lambda: f"a failed fsync was passed over: {outcome.text}")


def check_store(club: Club, node: Node, target: Target, point: Point, broken: Broken, before: dict[str, bytes], evreux: Node) -> list[str]:
    problems = Problems()
    expect = problems.expect
    check_exit(problems, target, point, broken)
    # A pull that finds a fork says so, before anything else that it met.
    is_done = broken.outcome.status == target.status and "The disk refused" not in broken.outcome.out + broken.outcome.err
    if target.recovers:
        return check_recover(problems, node, before, is_done)
    if target.restored:
        return check_restored(problems, club, node, target, before, is_done)
    if target.ailing:
        return check_ailing(problems, club, node, target, before, is_done)
    if not target.writes_before:
        again = node.run(*target.arguments(club))
        if not expect(again.status == 0, lambda: f"run again, it does not complete: {again.text}"):
            return problems.found
        expect(not is_done or target.name != "init" or again.out == broken.outcome.out, "run again, it prints another line")
        if target.name == "init":
            expect(again.out.startswith("dieppe ed25519:"), lambda: f"run again, it prints no line: {again.text}")
            node.ok("-q", "charter", "create", "--name", "Alone", "-o", str(node.folder / "alone.json"), again.out.strip())
            node.ok("join", str(node.folder / "alone.json"))
            return finish(problems, node)
        node.ok("-q", "peers", "add", "caen", club.caen.url)
    texts = target.acknowledged(club)
    # At once: a pull afterwards might bring what was lost.
    expect(not is_done or node.holds(texts) == texts, lambda: f"acknowledged, and not there: only {node.holds(texts)} of {texts}")
    if not check_recovery(problems, node, before, evreux, target.forks):
        return problems.found
    held = node.holds(texts)
    expect(not is_done or held == texts, lambda: f"acknowledged, and not there afterwards: only {held} of {texts}")
    expect(held in ([], texts) or target.name.startswith("pull"), lambda: f"half of it is there: {held} of {texts}")
    if target.again and target.once:
        again = node.run(*target.arguments(club))
        expect(again.status == 0, lambda: f"run again: {again.text}")
        times = b"".join(node.feeds.values()).decode().count(target.once)
        expect(times == 1, f"run again, it has written {target.once} {times} times")
    return finish(problems, node, target.forks)


def check_restored(problems: Problems, club: Club, node: Node, target: Target, before: dict[str, bytes], is_done: bool) -> list[str]:
    """A store from a backup: once it holds a line that it had lost it does not write, and the next pull finds the same."""
    expect = problems.expect
    feeds = node.feeds
    for name, bytes_ in before.items():
        expect(feeds.get(name, b"").startswith(sealed(bytes_)), f"lines that were held before are gone from {name}")
    own = node.own_feed.name
    if is_done or len(sealed(feeds[own])) > len(sealed(before[own])):
        add = node.run("add", "member", "name=Suivant")
        expect(add.status == 13, lambda: f"it knows that it was restored, and writes: {add.text}")
    pull = node.run("pull")
    expect(pull.status == 13, lambda: f"the next pull does not find that it was restored: {pull.text}")
    add = node.run("add", "member", "name=Suivant")
    expect(add.status == 13, lambda: f"restored, and it writes: {add.text}")
    expect(node.holds(target.acknowledged(club)) == target.acknowledged(club), "what a peer gives back is not all there")
    verify = node.run("verify")
    expect(verify.status == 0, lambda: f"verify, at the end: {verify.text}")
    one, other = node.run("dump"), club.node(club.base, "caen").run("dump")
    expect(one.status == 0 and one.out == other.out, "the dumps differ after the pull")
    return problems.found


def check_recover(problems: Problems, node: Node, before: dict[str, bytes], is_done: bool) -> list[str]:
    """A store that was restored is stopped as it was, or writes to one new feed; the same command again gets it there."""
    expect = problems.expect
    for name, bytes_ in before.items():
        expect(node.feeds.get(name, b"").startswith(sealed(bytes_)), f"lines that were held before are gone from {name}")
    if is_done:
        add = node.run("add", "member", "name=Aussitôt")
        expect(add.status == 0, lambda: f"it recovered, and does not write: {add.text}")
    again = node.run("recover")
    if not expect(again.status == 0, lambda: f"run again, it does not complete: {again.text}"):
        return problems.found
    add = node.run("add", "member", "name=Suivant")
    expect(add.status == 0, lambda: f"after recover it does not write: {add.text}")
    own = [name for name in node.feeds if name.startswith("rouen-")]
    expect(len(own) == 2, lambda: f"not one old feed and one new one: {own}")
    pull = node.run("pull")
    expect(pull.status == 0, lambda: f"after recover it does not pull: {pull.text}")
    expect(node.holds(['"V1"', '"Suivant"']) == ['"V1"', '"Suivant"'], "what a peer gives back, and what was added, is not all there")
    verify = node.run("verify")
    expect(verify.status == 0, lambda: f"verify, at the end: {verify.text}")
    return problems.found


def check_ailing(problems: Problems, club: Club, node: Node, target: Target, before: dict[str, bytes], is_done: bool) -> list[str]:
    """A feed that is damaged or stripped is so, or is whole; the same command again makes it whole, and nothing else is touched."""
    expect = problems.expect
    name = theirs(node).name
    whole = (club.base / "caen" / "feeds" / name).read_bytes()
    held = theirs(node).read_bytes()
    expect(held == whole if is_done else held in (before[name], whole), "the feed is neither as it was nor as Caen has it")
    for other, bytes_ in before.items():
        expect(other == name or node.feeds.get(other) == bytes_, f"{other} has changed")
    again = node.run(*target.arguments(club))
    expect(again.status == 0, lambda: f"run again: {again.text}")
    expect(theirs(node).read_bytes() == whole, "run again, it does not make the feed what Caen has")
    if target.name == "repair":
        expect(before[name] in [file.read_bytes() for file in node.dir.glob("aside/*.damaged")], "no copy of the damaged file is aside")
    return finish(problems, node)


def check_recovery(problems: Problems, node: Node, before: dict[str, bytes], evreux: Node, forks: bool = False) -> bool:
    """The store opens without a person; what was acknowledged before is there; after one pull each way it and Évreux hold the same.

    False when it is of no use to go on.
    """
    expect = problems.expect
    # A fork is told by every pull and every verify once it is there.
    early, late = ((0, 12), 12) if forks else ((0,), 0)
    # It opens as it is: nothing is written before it is read and served.
    first = node.run("verify")
    expect(first.status in early, lambda: f"verify, at once: {first.text}")
    own = node.own_feed.read_bytes()
    tail = own[len(sealed(own)):]
    with Server(node) as server:
        if not expect(server.url.startswith("http"), "serve does not start"):
            return False
        evreux.ok("-q", "peers", "add", node.name, server.url)
        seen = evreux.run("pull")
        expect(seen.status in early, lambda: f"a pull from it, at once: {seen.text}")
        shown = evreux.feeds
        add = node.run("add", "member", "name=Suivant")
        if not expect(add.status == 0, lambda: f"the next add: {add.text}"):
            return False
        copies = {file.read_bytes() for file in node.dir.glob("aside/*.torn")}
        expect(not tail or tail in copies, "a torn tail is gone, and no copy is aside")
        expect(not tail or "aside" in add.err, lambda: f"a torn tail was set aside, and nobody was told: {add.text}")
        pull = node.run("pull")
        expect(pull.status == late, lambda: f"a pull, afterwards: {pull.text}")
        last = evreux.run("pull")
        expect(last.status == late, lambda: f"a pull from it, afterwards: {last.text}")
    feeds, theirs = node.feeds, evreux.feeds
    for name, bytes_ in before.items():
        expect(feeds.get(name, b"").startswith(sealed(bytes_)), f"lines that were acknowledged before are gone from {name}")
    for name, bytes_ in shown.items():
        expect(theirs[name].startswith(bytes_), f"a peer has two contents for one place of {name}")
    if forks:
        # Which branch has which file is for each node to say; see format.md. The lines are the same.
        for name, bytes_ in feeds.items():
            expect(bytes_ == sealed(bytes_), f"a torn tail has stayed in {name}")
        feeds, theirs = branches_together(feeds), branches_together(theirs)
    expect(set(feeds) == set(theirs), lambda: f"feeds here and there: {sorted(set(feeds) ^ set(theirs))}")
    for name in set(feeds) & set(theirs):
        expect(feeds[name] == theirs[name], f"{name} is not the same here and there")
    one, other = node.run("dump"), evreux.run("dump")
    expect(one.status == 0 and one.out == other.out, "the dumps differ after a pull each way")
    return True


def finish(problems: Problems, node: Node, forks: bool = False) -> list[str]:
    add = node.run("add", "member", "name=Fin")
    problems.expect(add.status == 0, lambda: f"the last add: {add.text}")
    problems.expect(not node.leftovers(), lambda: f"left lying about: {node.leftovers()}")
    verify = node.run("verify")
    problems.expect(verify.status == (12 if forks else 0), lambda: f"verify, at the end: {verify.text}")
    return problems.found
