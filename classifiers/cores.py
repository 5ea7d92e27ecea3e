"""How many cores this process may use: those it is allowed on, and no more than its control groups' quota pays for."""

import os
from collections.abc import Iterator
from math import ceil
from pathlib import Path, PurePosixPath

_GROUPS = Path("proc/self/cgroup")
_MOUNT = Path("sys/fs/cgroup")


def usable_cores(root: Path = Path("/")) -> int:
    """At least 1. A quota of one core and a half counts as 2: rounded down, a third of it would lie idle.

    `root` is where `/proc` and `/sys` lie. A group is bound by every group above it too. Inside a container its own
    group is often mounted where outside the uppermost one is, so that one is always read.
    Files: the kernel's documentation of control groups, `cpu.max` (version 2), `cpu.cfs_quota_us` (version 1).
    """
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quotas = (quota for folder in _folders(root) if (quota := _quota(folder)) is not None)
    return max(1, min(allowed, ceil(min(quotas, default=allowed))))


def _folders(root: Path) -> Iterator[Path]:
    """Where the quota of this process's groups, and of those above, may be told."""
    for line in _read(root / _GROUPS).splitlines():
        _, controllers, group = (*line.split(":", 2), "", "")[:3]
        if controllers and "cpu" not in controllers.split(","):
            continue
        inside = PurePosixPath(group).relative_to("/") if group.startswith("/") else PurePosixPath()
        for mount in {controllers, "cpu"} if controllers else {""}:
            yield from (root / _MOUNT / mount / above for above in (inside, *inside.parents))


def _quota(folder: Path) -> float | None:
    """In cores; None where nothing bounds them."""
    told = _read(folder / "cpu.max") or f"{_read(folder / 'cpu.cfs_quota_us')} {_read(folder / 'cpu.cfs_period_us')}"
    try:
        quota, period = map(int, told.split())
    except ValueError:  # no such files, or "max"
        return None
    return quota / period if quota > 0 and period > 0 else None  # version 1 says -1 for none


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
