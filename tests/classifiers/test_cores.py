"""As many workers as the container's quota pays for, not as many as the host has cores."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from classifiers import cores
from classifiers.rules import RuleClassifier
from classifiers.workers import PooledClassifier

HOST = 64
V1 = "4:cpu,cpuacct:/docker/abc\n3:memory:/docker/abc\n"


@pytest.fixture(autouse=True)
def host(monkeypatch: pytest.MonkeyPatch) -> None:
    def everywhere(_process: int) -> set[int]:
        return set(range(HOST))

    monkeypatch.setattr(os, "sched_getaffinity", everywhere, raising=False)


def machine(folder: Path, groups: str, files: Mapping[str, str]) -> Path:
    """The root of a machine with these control groups."""
    for name, text in {"proc/self/cgroup": groups, **files}.items():
        file = folder / name if name.startswith("proc/") else folder / "sys/fs/cgroup" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("groups", "files", "expected"),
    [
        pytest.param("0::/\n", {"cpu.max": "200000 100000\n"}, 2, id="container"),
        pytest.param("0::/\n", {"cpu.max": "150000 100000\n"}, 2, id="one and a half"),
        pytest.param("0::/\n", {"cpu.max": "10000 100000\n"}, 1, id="a tenth"),
        pytest.param("0::/\n", {"cpu.max": "max 100000\n"}, HOST, id="no bound"),
        pytest.param("0::/\n", {"cpu.max": "9900000 100000\n"}, HOST, id="more than there is"),
        pytest.param("0::/\n", {}, HOST, id="no file"),
        pytest.param("0::/a.slice/b.service\n", {"a.slice/b.service/cpu.max": "300000 100000"}, 3, id="service"),
        pytest.param(
            "0::/a/b\n",
            {"a/b/cpu.max": "800000 100000", "a/cpu.max": "400000 100000", "cpu.max": "max 100000"},
            4,
            id="above",
        ),
        pytest.param("0::/../other\n", {"cpu.max": "200000 100000"}, 2, id="outside what is mounted"),
        pytest.param(V1, {"cpu/cpu.cfs_quota_us": "250000", "cpu/cpu.cfs_period_us": "100000"}, 3, id="version 1"),
        pytest.param(
            V1,
            {"cpu,cpuacct/docker/abc/cpu.cfs_quota_us": "50000", "cpu,cpuacct/docker/abc/cpu.cfs_period_us": "25000"},
            2,
            id="version 1 from outside",
        ),
        pytest.param(
            V1, {"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, HOST, id="version 1, no bound"
        ),
        pytest.param("nonsense\n::\n", {"cpu.max": "nonsense"}, HOST, id="nonsense"),
    ],
)
def test_a_quota_bounds_the_cores(tmp_path: Path, groups: str, files: Mapping[str, str], expected: int) -> None:
    assert cores.usable_cores(machine(tmp_path, groups, files)) == expected


def test_a_machine_without_control_groups_has_the_cores_it_is_allowed_on(tmp_path: Path) -> None:
    assert cores.usable_cores(tmp_path) == HOST


def test_the_workers_keep_to_the_quota(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = machine(tmp_path, "0::/\n", {"cpu.max": "200000 100000"})
    monkeypatch.setattr("classifiers.workers.usable_cores", lambda: cores.usable_cores(root))
    pooled, source = PooledClassifier(RuleClassifier), iter([["thanks"]] * HOST)
    results = pooled.stream(source)
    assert len(next(results)) == 1
    waiting = len(list(source))
    results.close()
    assert waiting >= HOST - 6  # a batch or two for each worker were taken
