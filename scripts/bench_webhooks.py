"""Measures the receiver of platforms' calls: make bench-webhooks, on a machine that does nothing else.

The real service runs in a process of its own over SQLite with synchronous=FULL; this process is the platform. It sends
signed calls at an even pace, one in fifty twice, and comes again when it is told to, as platforms do. The second round
is the same with the database locked by a third process in the middle.
"""

import asyncio
import platform
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from aiohttp import ClientError, ClientSession, TCPConnector
from aiohttp.test_utils import unused_port

from bot.app.house import open_house
from bot.app.logs import set_up_logging
from bot.app.service import Role, run_service
from bot.reports.figures import percentile
from config.settings import load_settings
from connectors.sandbox.customer_texts import SCRIPTS
from tests.signed import SignedConnector, body_of, signed

PER_SECOND = 500
SECONDS = 20
TWICE = 50
"""One call in so many is sent a second time at once."""

AWAY_S = 10.0
GIVE_UP_S = 120.0
ACCOUNT = "bench"
ROLES = {Role.WEB, Role.LISTEN}


@dataclass
class Round:
    """What the platform saw and the database holds afterwards."""

    waits_s: list[float] = field(default_factory=list[float])
    answers: Counter[int] = field(default_factory=Counter[int])
    sent: int = 0
    lost: int = 0
    doubled: int = 0
    settled_s: float = 0.0

    def line(self, what: str) -> str:
        """A row for docs/figures.md."""
        p50, p95, p99 = (percentile(sorted(self.waits_s), share) * 1_000 for share in (0.5, 0.95, 0.99))
        told = ", ".join(f"{count:,} told {status}" for status, count in sorted(self.answers.items()))
        return (
            f"| {what} | p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms; {self.sent:,} calls, {told}; "
            f"{self.lost} lost, {self.doubled} doubled; all stored {self.settled_s:.1f} s after the last call "
            "| `make bench-webhooks` |"
        )


async def measure() -> None:
    """Print one Markdown table."""
    steady = await _round(away_s=0.0)
    troubled = await _round(away_s=AWAY_S)
    print(f"\nmake bench-webhooks, {datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {platform.python_version()}\n")
    print("| what | figure | command |\n|---|---|---|")
    print(steady.line(f"signed calls, {PER_SECOND} a second for {SECONDS} s, received and stored by one process"))
    print(troubled.line(f"the same, the database locked for {AWAY_S:.0f} s"))


async def _round(away_s: float) -> Round:
    seen = Round()
    with tempfile.TemporaryDirectory(prefix="ascolto-bench-") as folder:
        database, port = Path(folder) / "desk.db", unused_port()
        async with _server(database, port), ClientSession(connector=TCPConnector(limit=0)) as http:
            url = f"http://127.0.0.1:{port}/webhooks/{SignedConnector.kind}/{ACCOUNT}"
            async with _locked(database, away_s):
                await _send_all(http, url, seen)
            await _settle(database, seen)
        _count(database, seen)
    return seen


async def _send_all(http: ClientSession, url: str, seen: Round) -> None:
    texts = cycle(script.text.replace("@@", "@BrightwaveCare") for script in SCRIPTS)
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(PER_SECOND * SECONDS):
            await asyncio.sleep(began + number / PER_SECOND - time.perf_counter())
            body = body_of(f"m{number}", text=next(texts))
            seen.sent += 1
            for _ in range(2 if number % TWICE == 0 else 1):
                group.create_task(_send(http, url, body, seen))


async def _send(http: ClientSession, url: str, body: bytes, seen: Round) -> None:
    """Until it is told 200, as a platform does."""
    ends_at = time.perf_counter() + GIVE_UP_S
    while time.perf_counter() < ends_at:
        began = time.perf_counter()
        async with http.post(url, data=body, headers=signed(body)) as answer:
            await answer.read()
        seen.waits_s.append(time.perf_counter() - began)
        seen.answers[answer.status] += 1
        if answer.status == 200:
            return
        await asyncio.sleep(float(answer.headers["Retry-After"]))


async def _settle(database: Path, seen: Round) -> None:
    """Wait until every raw call is read."""
    began = time.perf_counter()
    while _asked(database, "SELECT count(*) FROM webhookcall WHERE body IS NOT NULL"):
        if time.perf_counter() - began > GIVE_UP_S:
            break
        await asyncio.sleep(0.2)
    seen.settled_s = time.perf_counter() - began


def _count(database: Path, seen: Round) -> None:
    stored = _asked(database, "SELECT count(*) FROM message WHERE external_id LIKE 'm%'")
    seen.lost = seen.sent - stored
    seen.doubled = _asked(database, "SELECT count(*) FROM event WHERE kind = 'received'") - stored


def _asked(database: Path, question: str) -> int:
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        return int(connection.execute(question).fetchone()[0])


@asynccontextmanager
async def _server(database: Path, port: int) -> AsyncGenerator[None]:
    server = await _another("serve", str(database), str(port))
    try:
        await _awake(port)
        yield
    finally:
        server.kill()
        await server.wait()


async def _awake(port: int) -> None:
    async with ClientSession() as http, asyncio.timeout(GIVE_UP_S):
        while True:
            with suppress(ClientError):
                async with http.get(f"http://127.0.0.1:{port}/healthz"):
                    return
            await asyncio.sleep(0.1)


@asynccontextmanager
async def _locked(database: Path, away_s: float) -> AsyncGenerator[None]:
    """Have another process hold the database, from a quarter of the round on."""
    if not away_s:
        yield
        return
    holder = await _another("hold", str(database), str(away_s))
    assert holder.stdout is not None
    await holder.stdout.readline()  # it is there, and waits for its turn
    locking = asyncio.create_task(_let(holder))
    yield
    await locking


async def _let(holder: asyncio.subprocess.Process) -> None:
    await asyncio.sleep(SECONDS / 4)
    await holder.communicate(b"now\n")


async def _another(*words: str) -> asyncio.subprocess.Process:
    command, pipe = (sys.executable, "-m", "scripts.bench_webhooks", *words), asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe)


def hold(database: str, seconds: float) -> None:
    """Nobody else writes meanwhile; begins when told to."""
    print("ready", flush=True)
    sys.stdin.readline()
    with closing(sqlite3.connect(database, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(seconds)
        connection.rollback()


async def serve(database: str, port: int) -> None:
    """The service, until killed."""
    set_up_logging("warning")
    settings = load_settings(None, {"database_url": database, "model": "rules", "port": port}, env={})
    async with open_house(settings) as house:
        await run_service(house, {ACCOUNT: SignedConnector()}, ROLES)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve", database, port]:
            asyncio.run(serve(database, int(port)))
        case ["hold", database, seconds]:
            hold(database, float(seconds))
        case _:
            asyncio.run(measure())
