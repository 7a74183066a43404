"""Small file systems of one's own: in a namespace that takes them along when the driver ends, however it ends."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

MARK = "CLUB_CRASH_NAMESPACE"


def enter() -> None:
    """Runs this program again in a mount namespace of its own, where that is permitted."""
    if MARK in os.environ:
        return
    if os.geteuid() == 0 and shutil.which("unshare"):
        probe = subprocess.run(["unshare", "-m", "--propagation", "private", "true"], capture_output=True)
        if probe.returncode == 0:
            os.execvpe("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, *sys.argv], {**os.environ, MARK: "1"})


@contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[Path]:
    """`mount ARGUMENTS place` for a while. A loop device goes with its mount."""
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", *arguments, str(place)], capture_output=True, text=True)
    if done.returncode != 0:
        raise OSError(f"mount {' '.join(arguments)}: {done.stderr.strip()}")
    try:
        yield place
    finally:
        # Lazily: a program that hangs on it must not keep the driver.
        subprocess.run(["umount", "-l", str(place)], capture_output=True)


def tmpfs_refused(folder: Path) -> str | None:
    """Why no tmpfs can be mounted here; nil when it can."""
    if MARK not in os.environ:
        return "mounting is not permitted: needs root, and unshare"
    try:
        with mounted(folder / "probe-tmpfs", "-t", "tmpfs", "-o", "size=64k", "tmpfs"):
            return None
    except OSError as error:
        return str(error)


def ext4_refused(folder: Path) -> str | None:
    """Why no image can be mounted here; nil when it can."""
    if MARK not in os.environ:
        return "mounting is not permitted: needs root, and unshare"
    if not shutil.which("mkfs.ext4", path=f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin"):
        return "no mkfs.ext4: scripts/setup e2fsprogs"
    try:
        image = folder / "probe.img"
        make_ext4(image, 8)
        with mounted(folder / "probe-ext4", "-o", "loop", str(image)):
            return None
    except (OSError, subprocess.CalledProcessError) as error:
        return str(error)


def make_ext4(image: Path, mib: int) -> None:
    with image.open("wb") as file:
        file.truncate(mib << 20)
    path = f"{os.environ.get('PATH', '')}:/sbin:/usr/sbin"
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True, env={**os.environ, "PATH": path})
