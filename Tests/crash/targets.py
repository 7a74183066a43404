"""The commands whose calls are broken, each with what must be there once it has exited with 0."""
from __future__ import annotations

import base64
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from club import Club, Node


def nothing(_: Club, __: Node) -> None:
    pass


@dataclass
class Target:
    name: str
    # What is typed.
    arguments: Callable[[Club], list[str]]
    # Texts that stand in the canonical state, or in node.yaml, once the command is acknowledged.
    acknowledged: Callable[[Club], list[str]] = lambda club: []
    # Makes the store ready: for what only happens after another crash.
    prepare: Callable[[Club, Node], None] = nothing
    node: str = "rouen"
    # The same command run again completes it, or repeats it without harm; `twice` says how often a text of it may then stand in the state.
    again: bool = False
    once: str | None = None
    # Whether this node can write before the command: bernay cannot.
    writes_before: bool = True
    # How it ends when nothing is broken.
    status: int = 0
    # Whether what it pulls has a fork in it, so that `pull` and `verify` end with 12 from then on.
    forks: bool = False
    # Whether the store was restored from a backup, so that it may not write once it has noticed.
    restored: bool = False
    # Whether the command lets a restored store write again.
    recovers: bool = False
    # Whether Caen's feed is damaged or stripped here; then it may change in one step only, to what Caen has.
    ailing: bool = False


def garbage(club: Club, node: Node) -> None:
    """Half a line after the last seal, a temporary file in every folder: what a kill leaves."""
    line = node.own_feed.read_bytes().splitlines(keepends=True)[-1]
    with node.own_feed.open("ab") as file:
        file.write(line[: len(line) // 2])
    (state,) = node.state.iterdir()
    (node.dir / ".node.yaml.0123456789abcdef.tmp").write_bytes(b"x")
    (state / ".high-water.json.0123456789abcdef.tmp").write_bytes(b"{")


def ahead(club: Club, node: Node) -> None:
    """A sealed commit above the mark: what a kill between the feed's fsync and the mark leaves."""
    (state,) = node.state.iterdir()
    mark = (state / "high-water.json").read_bytes()
    node.ok("-q", "add", "member", "name=Above the mark")
    (state / "high-water.json").write_bytes(mark)


def torn_peer(club: Club, node: Node) -> None:
    """Half a line at the end of the copy of Caen's feed: what a kill in a pull leaves."""
    (theirs,) = (node.dir / "feeds").glob("caen-*.jsonl")
    with theirs.open("ab") as file:
        file.write(b'{"at":"2026-')


def chartered(club: Club, node: Node) -> None:
    """A `join` that was killed after its first step. What it writes now is shorter than its first line, so that this can be torn."""
    shutil.copy(club.charter, node.dir / "charter.json")


def forked(club: Club, node: Node) -> None:
    """The first course of Fécamp's feed is here. Granville has the other one, too."""
    club.exchange(node, club.node(club.base, "fecamp"))
    node.ok("-q", "peers", "add", "granville", club.granville.url)


def branched(club: Club, node: Node) -> None:
    """Both courses are here. Granville has one more line of the second: the file of a branch goes on."""
    # The first course first, so that the second is the branch.
    club.exchange(node, club.node(club.base, "fecamp"))
    club.exchange(node, club.node(club.early, "granville"))
    node.ok("-q", "peers", "add", "granville", club.granville.url)


def torn_branch(club: Club, node: Node) -> None:
    """The same, and half a line stands at the end of the branch's file."""
    branched(club, node)
    (branch,) = (node.dir / "feeds").glob("fecamp-*~*.jsonl")
    with branch.open("ab") as file:
        file.write(b'{"at":"2026-')


def restored(club: Club, node: Node, backup: str = "early") -> None:
    """DIR and STATE come from a backup; Caen holds two lines that it wrote since."""
    for part in (node.dir, node.state):
        shutil.rmtree(part)
        shutil.copytree(club.base / backup / part.name, part)
    node.ok("-q", "peers", "add", "caen", club.caen.url)


def restored_by_one(club: Club, node: Node) -> None:
    """The same, but for one line: as if a kill had left it above the mark."""
    restored(club, node, "late")


def stopping(club: Club, node: Node) -> None:
    """The same, after a pull that has found it out."""
    restored(club, node)
    node.run("-q", "pull")


def theirs(node: Node) -> Path:
    """The copy of Caen's feed."""
    (file,) = (node.dir / "feeds").glob("caen-*.jsonl")
    return file


def damaged(club: Club, node: Node) -> None:
    """All of Caen's lines are here, and one in the middle says something else."""
    node.ok("-q", "pull")
    theirs(node).write_bytes(theirs(node).read_bytes().replace(b'"M1"', b'"X1"'))


def stripped(club: Club, node: Node) -> None:
    """All of Caen's lines are here, and the payload of one was left out by somebody on the way."""
    node.ok("-q", "pull")
    lines = theirs(node).read_bytes().splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if b'"M1"' in line)
    part = lines[at].split(b',"payload":')[1].split(b',"seal":')[0]
    hashed = hashlib.sha256(b"club-sync part\0" + len(part).to_bytes(8, "big") + part).digest()
    operations = {name: sorted(fields) for name, fields in json.loads(part).items() if name not in ("salt", "note")}
    erased = {"erased": base64.urlsafe_b64encode(hashed).decode().rstrip("="), "ops": operations}
    lines[at] = lines[at].replace(part, json.dumps(erased, separators=(",", ":"), sort_keys=True).encode())
    theirs(node).write_bytes(b"".join(lines))


def fields(*pairs: str) -> Callable[[Club], list[str]]:
    return lambda club: [*pairs]


TARGETS = [
    Target("init", lambda club: ["-q", "init", "--node", "dieppe", "--name", "Dieppe", "--listen", "127.0.0.1:0"], node="dieppe", again=True,
           writes_before=False),
    Target("join", lambda club: ["join", str(club.charter)], node="bernay", again=True, writes_before=False),
    Target("join-again", lambda club: ["join", str(club.charter)], prepare=chartered, node="bernay", again=True, writes_before=False),
    Target("add", fields("-q", "add", "action", "title=Neuf", "starts=2027-03-10"), fields('"Neuf"')),
    Target("edit", lambda club: ["edit", club.record, "venue=Madrillet", "--because", "salle"], fields('"Madrillet"')),
    Target("delete", lambda club: ["delete", club.record, "--because", "double emploi"], fields("double emploi")),
    Target("undo", lambda club: ["undo", "--because", "erreur"], fields("erreur")),
    Target("resolve", lambda club: ["resolve", club.contested, "--field", "venue", "--keep", "caen", "--because", "entente"],
           fields("entente")),
    Target("import", lambda club: ["import", str(club.base / "rows.csv"), "--into", "member", "--yes"],
           lambda club: [f'"Ligne {number}"' for number in range(club.ROWS)], again=True, once='"Ligne 7"'),
    Target("import-again", lambda club: ["import", str(club.base / "rows.csv"), "--into", "member", "--key", "name", "--yes"],
           lambda club: [f'"Ligne {number}"' for number in range(club.ROWS)], again=True, once='"Ligne 7"'),
    Target("pull", fields("pull"), lambda club: ['"M0"', '"M1"', '"M2"', '"Evreux member"']),
    Target("peers-add", lambda club: ["peers", "add", "lehavre", club.caen.url], fields("name: lehavre")),
    Target("add-torn", fields("add", "member", "name=Apres"), fields('"Apres"'), prepare=garbage),
    Target("add-ahead", fields("add", "member", "name=Apres"), fields('"Apres"'), prepare=ahead),
    Target("pull-torn", fields("pull"), lambda club: ['"M0"', '"M1"', '"M2"', '"Evreux member"'],
           prepare=torn_peer),
    Target("pull-fork", fields("pull"), lambda club: ['"A1"', '"A2"', '"B1"', '"B2"', '"B3"'], prepare=forked, status=12, forks=True),
    Target("pull-branch", fields("pull"), lambda club: ['"A2"', '"B2"', '"B3"'], prepare=branched, status=12, forks=True),
    Target("pull-branch-torn", fields("pull"), lambda club: ['"A2"', '"B2"', '"B3"'], prepare=torn_branch, status=12, forks=True),
    Target("pull-restored", fields("pull"), lambda club: ['"V1"', '"Rouen"'], prepare=restored, status=13, restored=True),
    Target("pull-restored-one", fields("pull"), lambda club: ['"V1"', '"Rouen"'], prepare=restored_by_one, status=13, restored=True),
    Target("repair", fields("repair"), fields('"M1"'), prepare=damaged, again=True, ailing=True),
    Target("pull-healing", fields("pull"), fields('"M1"'), prepare=stripped, again=True, ailing=True),
    Target("recover", fields("recover"), prepare=stopping, recovers=True),
    Target("pull-stopped", fields("pull"), lambda club: ['"V1"', '"Rouen"'], prepare=stopping, status=13, restored=True),
]


def named(names: list[str]) -> list[Target]:
    unknown = [name for name in names if name not in {target.name for target in TARGETS}]
    if unknown:
        raise SystemExit(f"no such command: {', '.join(unknown)}; there are {', '.join(target.name for target in TARGETS)}")
    return [target for target in TARGETS if not names or target.name in names]
