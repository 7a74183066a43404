"""Points at which a command is broken: the nth call of a kind, or a byte of a file, and what happens there. By strace, and by the kernel's limit of file size."""
from __future__ import annotations

import re
import resource
import shutil
import signal
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from club import Club, Node, Outcome, run
from targets import Target

# Calls that change the disk.
CHANGES = ["write", "pwrite64", "fsync", "ftruncate", "rename", "link", "unlink", "mkdir", "fchmod", "fchown", "openat"]
# Calls that only ask it: a disk that fails must not pass for a file that is missing, or shorter.
READS = ["pread64", "getdents64", "newfstatat"]
CALLS = CHANGES + READS
# Counted and struck on the paths of the store alone: the loader makes far more of them. So temporary files, whose names are random, are missed by `openat`;
# a disk without inodes refuses those.
OF_THE_LOADER = {"openat", *READS}
# Calls that may reach a store, and that no fault is played at: they change nothing, and cannot tell of a bad disk.
HARMLESS = {"close", "flock", "fcntl", "lseek", "fadvise64", "readlink", "access", "faccessat", "faccessat2", "chdir", "mmap", "execve", "getcwd", "dup", "statfs"}
# Calls that a signal may interrupt, and that are then to be made again.
INTERRUPTED = ["write", "pwrite64", "fsync", "ftruncate", "openat", "pread64"]
# What happens there: killed before the call; failed once, and from then on for ever.
FAULTS = {
    "kill": "signal=SIGKILL:when={n}",
    "EIO": "error=EIO:when={n}",
    "EIO for ever": "error=EIO:when={n}+",
    "ENOSPC": "error=ENOSPC:when={n}",
    "ENOSPC for ever": "error=ENOSPC:when={n}+",
    "EINTR": "error=EINTR:when={n}",
}


def faults(call: str) -> list[str]:
    """What is played at a call."""
    played = ["EIO", "EIO for ever"] if call in READS else ["kill", "EIO", "EIO for ever", "ENOSPC", "ENOSPC for ever"]
    return [*played, "EINTR"] if call in INTERRUPTED else played
# No --seccomp-bpf: with it, strace 6.1 lets calls pass that it was told to kill at.
STRACE = ["strace", "-f", "-y", "-qq"]


@dataclass(frozen=True)
class Point:
    """Where a command is broken."""

    target: str
    fault: str
    call: str
    n: int
    # The file, with its random parts taken out.
    path: str = ""
    # For a torn write: the size at which files stop growing.
    size: int = 0

    def __str__(self) -> str:
        return f"{self.target}: {self.fault} at {self.call} {self.n} {self.path}{f' byte {self.size}' if self.size else ''}".rstrip()


@dataclass
class Broken:
    """A command that was broken, or was not: `paths` are those of the calls that were struck."""

    outcome: Outcome
    paths: list[str] = field(default_factory=list)
    # The same paths without what is random in them; empty for one that is not of the store.
    labels: list[str] = field(default_factory=list)

    @property
    def struck(self) -> bool:
        return bool(self.paths)


def is_permitted(folder: Path) -> str | None:
    """Why strace cannot trace here; nil when it can."""
    if not shutil.which("strace"):
        return "no strace: scripts/setup strace"
    outcome = run([*STRACE, "-o", str(folder / "probe"), "-e", "trace=fsync", "true"], folder)
    return None if outcome.status == 0 else f"tracing is not permitted: {outcome.err.strip()[-200:]}"


LINE = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)\((.*)$")


def calls(log: Path) -> list[tuple[str, str, str, bool]]:
    """Thread, call, path and whether it was struck, of each line of a log."""
    found = []
    for line in log.read_text(errors="replace").splitlines():
        match = LINE.match(line)
        if not match:
            continue
        thread, call, rest = match.groups()
        quoted = re.search(r'"((?:[^"\\]|\\.)*)"', rest)
        number = re.match(r"\d+<(.*?)>", rest)
        path = number.group(1) if number else quoted.group(1) if quoted else ""
        found.append((thread, call, path, "(INJECTED)" in line))
    return found


def label(path: str, node: Node) -> str:
    """A path without what is random in it, the same in every run; empty when it is not of the store."""
    for name, root in (("DIR", node.dir), ("STATE", node.state)):
        if path == str(root) or path.startswith(f"{root}/"):
            rest = path[len(str(root)):]
            rest = re.sub(r"\.[0-9a-z]{16}\.tmp$", ".tmp", re.sub(r"/[0-9a-z]{26}(?=/|$)", "/INSTANCE", rest))
            rest = re.sub(r"-[0-9a-z]{16}(?=[-.~])", "-FEED", rest)
            return name + re.sub(r"-\d+-[0-9a-z]{8}\.torn", ".torn", re.sub(r"-[0-9a-z]{8}\.damaged", ".damaged", rest))
    return ""


def known_paths(club: Club, node: Node) -> list[str]:
    """All that is in the store or comes to be there under a name that is not random."""
    names = ["instance", "identity.key", "node.yaml", "charter.json", "import.key", "feeds", "journal.jsonl", "lock", "aside", "reserve"]
    paths = {str(node.dir / name) for name in names} | {str(path) for path in node.files()}
    for state in node.state.glob("*"):
        paths |= {str(state / name) for name in ("feed.key", "high-water.json", "stopped", "lock", "reserve")}
    feeds = [*(club.base / "caen" / "feeds").iterdir(), *(club.base / "granville" / "feeds").iterdir()]
    return sorted(paths | {str(node.dir / "feeds" / file.name) for file in feeds})


def traced(club: Club, node: Node, target: Target, call: str, inject: str | None, size: int = 0) -> Broken:
    log = node.folder / "strace.log"
    command = [*STRACE, "-o", str(log), "-e", f"trace={call}"]
    if call in OF_THE_LOADER:
        for path in known_paths(club, node):
            command += ["-P", path]
    if inject:
        command += ["-e", f"inject={call}:{inject}"]
    if size:
        # The write that reaches the size is short, by the kernel's limit of file size. (strace's own log must not be limited.)
        command += ["prlimit", f"--fsize={size}"]
    outcome = run([*command, *node.command(*target.arguments(club))], node.folder)
    found = calls(log)
    if inject and inject.startswith("signal"):
        paths = [found[-1][2]] if outcome.status == -signal.SIGKILL and found else []
    else:
        paths = [path for _, _, path, is_struck in found if is_struck or not inject]
    return Broken(outcome, paths, [label(path, node) for path in paths])


def unplayed(club: Club, target: Target, folder: Path) -> list[str]:
    """Calls that an undisturbed run makes on the store and that no fault is played at: a gap in this driver."""
    node = ready(club, target, folder)
    log = folder / "strace.log"
    run([*STRACE, "-o", str(log), "-e", "trace=%file,%desc", *node.command(*target.arguments(club))], folder)
    return sorted({f"{target.name}: nothing is played at {call} of {label(path, node)}" for _, call, path, _ in calls(log)
                   if call not in CALLS and call not in HARMLESS and label(path, node)})


def points(club: Club, target: Target, folder: Path) -> list[Point]:
    """All points of a command: its calls on the store as an undisturbed run makes them, with each fault; and its torn writes."""
    node = ready(club, target, folder)
    sizes = {str(file): file.stat().st_size for file in node.files() if file.is_file()}
    torn: list[Point] = []
    found: list[Point] = []
    for call in CALLS:
        # Counted one kind at a time, as it is broken: strace counts for each thread.
        node = ready(club, target, folder)
        done = traced(club, node, target, call, None)
        if call == "pwrite64":
            torn = torn_writes(target, node, sizes, done)
        threads: dict[str, list[str]] = defaultdict(list)
        for thread, name, path, _ in calls(node.folder / "strace.log"):
            if name == call:
                threads[thread].append(label(path, node))
        for fault in faults(call):
            places = {}
            for paths in threads.values():
                for n, path in enumerate(paths, 1):
                    # A kill at the end, when all is done and nothing said.
                    if path or (fault == "kill" and call == "write"):
                        places.setdefault(n, path)
            found += [Point(target.name, fault, call, n, path) for n, path in sorted(places.items())]
    return found + torn


def torn_writes(target: Target, node: Node, sizes: dict[str, int], done: Broken) -> list[Point]:
    """Writes cut in the middle of the feed that has become the longest, at some of its new bytes.

    The limit is one for all files, so it is above the size of every other file that was written: locks, the mark, shorter feeds.
    """
    written = {path: n for n, path in enumerate(done.paths, 1) if "/feeds/" in path}
    if not written:
        return []
    path = max(written, key=lambda path: Path(path).stat().st_size)
    old, new = sizes.get(path, 0), Path(path).stat().st_size
    others = [file.stat().st_size for file in node.files()
              if file.is_file() and str(file) != path and file.stat().st_size != sizes.get(str(file))]
    least = max([old, 64, *others]) + 1
    return [Point(target.name, fault, "pwrite64", written[path], label(path, node), size)
            for size in range(least, new, max(1, (new - least) // 24)) for fault in ("torn, killed", "torn, EFBIG")]


def ready(club: Club, target: Target, folder: Path) -> Node:
    """A copy of the club in which the command can be run."""
    if folder.exists():
        shutil.rmtree(folder)
    with club.preparing:
        # Prepared once, and copied: what is random in it is then the same for every point.
        base = club.base / "prepared" / target.name
        if not base.exists():
            club.copy(base, (*(() if target.name == "init" else (target.node,)), "evreux"))
            target.prepare(club, Node(club.program, base, target.node))
    shutil.copytree(base, folder)
    return Node(club.program, folder, target.node)


def play(club: Club, node: Node, target: Target, point: Point) -> Broken:
    """Runs the command and breaks it at the point."""
    if not point.size:
        return traced(club, node, target, point.call, FAULTS[point.fault].format(n=point.n))
    if point.fault == "torn, killed":
        # The rest of what the short write left is the next call.
        return traced(club, node, target, "pwrite64", FAULTS["kill"].format(n=point.n + 1), point.size)

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (point.size, point.size))

    outcome = run(node.command(*target.arguments(club)), node.folder, before=limit)
    return Broken(outcome, [point.path], [point.path]) if "File too large" in outcome.err else Broken(outcome)
