"""What platforms send by themselves, over real HTTP: the right answer to each, and 200 only for what is on disk."""

import asyncio
import gzip
import hashlib
import json
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy import make_url, select

from bot.pipeline import reception
from bot.storage.calls import CALLS, Calls
from bot.storage.database import Database
from bot.web import webhooks as address
from tests.signed import SIGNATURE, TIME, VERIFY_TOKEN, SignedWebhooks, body_of, signed, told
from tests.support import ACCOUNT, NOON, HandClock
from tests.web.console import Browser, Console

PATH = f"/webhooks/x/{ACCOUNT}"
BODY = body_of("1")


class Caller:
    """A platform, or a stranger, before a running console."""

    def __init__(self, console: Console, stranger: Browser) -> None:
        self.console = console
        self.http = stranger.client

    async def call(self, body: Any = BODY, headers: dict[str, str] | None = None, path: str = PATH) -> ClientResponse:
        """POST; genuine unless other headers are given."""
        return await self.http.post(path, data=body, headers=signed(body, NOON) if headers is None else headers)

    async def kept(self) -> list[bytes | None]:
        """The bodies on disk, oldest first."""
        async with self.console.database.read() as connection:
            return list((await connection.execute(select(CALLS.c.body).order_by(CALLS.c.id))).scalars())


@pytest.fixture
async def platform(database: Database, clock: HandClock) -> AsyncGenerator[Caller]:
    webhooks = {("x", ACCOUNT): SignedWebhooks(clock)}
    async with Console(database, clock).running(webhooks=webhooks) as console:
        yield Caller(console, await console.browser())


def _sha1(body: bytes) -> dict[str, str]:
    return {"x-signature": f"sha1={hashlib.sha1(body).hexdigest()}", TIME: signed(body, NOON)[TIME]}


NOT_GENUINE = {
    "missing": {},
    "wrong": signed(b"other bytes", NOON),
    "SHA-1 only": _sha1(BODY),
    "empty": {SIGNATURE: "", TIME: signed(BODY, NOON)[TIME]},
    "not ASCII": {SIGNATURE: "sha256=è", TIME: signed(BODY, NOON)[TIME]},
    "old": signed(BODY, NOON - timedelta(minutes=6)),
    "of tomorrow": signed(BODY, NOON + timedelta(days=1)),
    "another time than the signed one": signed(BODY, NOON) | {TIME: str(int(NOON.timestamp()) + 1)},
}


@pytest.mark.parametrize("headers", NOT_GENUINE.values(), ids=NOT_GENUINE)
async def test_what_is_not_genuine_is_refused_and_not_kept(platform: Caller, headers: dict[str, str]) -> None:
    answer = await platform.call(headers=headers)
    assert (answer.status, await answer.read()) == (403, b"")
    assert await platform.kept() == []


async def test_a_stranger_can_not_tell_which_accounts_there_are(platform: Caller) -> None:
    answers = [
        await platform.call(headers={}, path=path)
        for path in (PATH, "/webhooks/x/nobody", f"/webhooks/nowhere/{ACCOUNT}", "/webhooks/x/..%2f..%2fetc")
    ]
    seen = [(answer.status, await answer.read(), sorted(answer.headers.items() - {("Date", "")})) for answer in answers]
    assert {(status, body) for status, body, _ in seen} == {(403, b"")}
    assert len({tuple(name for name, _ in headers) for *_, headers in seen}) == 1


GENUINE = {
    "one message": BODY,
    "not JSON": b"\xff\xfe hello",
    "empty": b"",
    "unknown fields": json.dumps(told("1", shoe_size=43) | {"weather": "fine"}).encode(),
    "mixed": json.dumps({"messages": [*told("1")["messages"], {"kind": "like"}, *told("2")["messages"]]}).encode(),
    "as large as may be": body_of("1", text="x" * (address.MOST_BYTES - 100)),
}


@pytest.mark.parametrize("body", GENUINE.values(), ids=GENUINE)
async def test_what_is_genuine_is_on_disk_when_it_is_told_so(platform: Caller, body: bytes) -> None:
    answer = await platform.call(body)
    assert (answer.status, await answer.read()) == (200, b"")
    assert await platform.kept() == [body]


async def test_a_repeat_is_told_200_and_kept_once(platform: Caller) -> None:
    bodies = [BODY, body_of("2")]
    answers = await asyncio.gather(*(platform.call(body) for _ in range(20) for body in bodies))
    assert {answer.status for answer in answers} == {200}
    assert sorted(await platform.kept(), key=str) == bodies


async def test_neither_session_nor_origin_nor_token_is_asked_for(platform: Caller) -> None:
    headers = {"Origin": "https://platform.example", "Sec-Fetch-Site": "cross-site", "Accept": "text/html"}
    assert (await platform.call(headers=signed(BODY, NOON) | headers)).status == 200


async def _endless() -> AsyncIterator[bytes]:
    for _ in range(3 * address.MOST_BYTES // 65_536):
        yield b"x" * 65_536


async def test_what_is_too_large_is_not_read_to_its_end(platform: Caller) -> None:
    whole = b"x" * (address.MOST_BYTES + 1)
    assert (await platform.call(BytesIO(whole), headers={})).status == 413
    assert (await platform.call(_endless(), headers={})).status == 413
    assert (await platform.call(BytesIO(whole), headers={}, path="/webhooks/x/nobody")).status == 413
    assert await platform.kept() == []


async def test_compressed_bodies_are_not_what_was_signed(platform: Caller) -> None:
    body = gzip.compress(BODY)
    assert (await platform.call(body, signed(body, NOON) | {"Content-Encoding": "gzip"})).status == 415


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"Content-Length: 9\r\n\r\nhalf", b"408"),
        (b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", b"408"),
        (b"Transfer-Encoding: chunked\r\n\r\nnot a length\r\n", b"400"),
    ],
)
async def test_slow_and_broken_bodies_end(
    platform: Caller, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: bytes
) -> None:
    monkeypatch.setattr(address, "READ_S", 0.2)
    reader, writer = await asyncio.open_connection("127.0.0.1", platform.http.port)
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: desk\r\n".encode() + sent)
    async with asyncio.timeout(3):
        assert (await reader.readline()).split()[1] == status
    writer.close()
    await writer.wait_closed()
    assert (await platform.call()).status == 200


async def test_a_caller_who_goes_in_the_middle_does_no_harm(platform: Caller) -> None:
    assert platform.console.server is not None
    _, writer = await asyncio.open_connection("127.0.0.1", platform.http.port)
    writer.write(f"POST {PATH} HTTP/1.1\r\nHost: desk\r\nContent-Length: 9\r\n\r\nhalf".encode())
    gate = platform.console.server.app[address.GATE]
    async with asyncio.timeout(10):
        while gate.room == address.ROOM:  # until it is being read
            await asyncio.sleep(0.01)
    writer.transport.abort()
    assert (await platform.call()).status == 200
    assert gate.room == address.ROOM


async def test_when_memory_is_short_the_caller_comes_again(platform: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    assert platform.console.server is not None
    gate = platform.console.server.app[address.GATE]
    before = gate.room
    monkeypatch.setattr(gate, "room", address.EACH + 10)
    busy = await platform.call()
    assert (busy.status, busy.headers["Retry-After"]) == (503, "5")
    assert gate.room == address.EACH + 10
    monkeypatch.setattr(gate, "room", before)
    assert (await platform.call()).status == 200
    assert gate.room == before


async def test_the_handshake(platform: Caller) -> None:
    good = await platform.http.get(PATH, params={"token": VERIFY_TOKEN, "challenge": "<b>1158201444"})
    assert (good.status, good.content_type, await good.text()) == (200, "text/plain", "<b>1158201444")
    for path, token in ((PATH, "guessed"), (PATH, ""), ("/webhooks/x/nobody", VERIFY_TOKEN)):
        bad = await platform.http.get(path, params={"token": token, "challenge": "1158201444"})
        assert (bad.status, await bad.read()) == (403, b"")


async def test_other_methods_are_refused(platform: Caller) -> None:
    for method in ("HEAD", "PUT", "DELETE"):
        assert (await platform.http.request(method, PATH)).status == 405


@asynccontextmanager
async def _locked_out(database: Database) -> AsyncGenerator[None]:
    """Another program holds the database, or the table."""
    if database.is_sqlite:
        with closing(sqlite3.connect(make_url(database.url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.rollback()
        return
    asyncpg: Any = import_module("asyncpg")
    other = await asyncpg.connect(database.url.replace("+asyncpg", ""))
    async with other.transaction():
        await other.execute("LOCK TABLE webhookcall IN ACCESS EXCLUSIVE MODE")
        yield
    await other.close()


async def test_while_the_database_is_away_the_caller_is_told_to_come_again(
    platform: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "WAIT_S", 0.3)
    bodies = [body_of(str(number)) for number in range(20)]
    async with _locked_out(platform.console.database):
        away = await asyncio.gather(*(platform.call(body) for body in bodies))
    assert {(answer.status, answer.headers.get("Retry-After")) for answer in away} == {(503, "5")}
    monkeypatch.setattr(reception, "WAIT_S", 5.0)
    again = await asyncio.gather(*(platform.call(body) for body in bodies))
    assert {answer.status for answer in again} == {200}
    assert sorted(await platform.kept(), key=str) == sorted(bodies, key=str)


async def test_many_calls_share_a_commit_and_a_failing_one_ends_nothing(
    platform: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[int] = []
    keep = Calls.keep

    async def counted(self: Calls, calls: Any) -> None:
        commits.append(len(calls))
        if len(commits) == 1:
            raise RuntimeError("nobody foresaw this")
        await asyncio.sleep(0.02)
        await keep(self, calls)

    monkeypatch.setattr(Calls, "keep", counted)
    assert (await platform.call()).status == 503
    answers = await asyncio.gather(*(platform.call(body_of(str(number))) for number in range(90)))
    assert {answer.status for answer in answers} == {200}
    assert len(commits) < 45
    assert len(await platform.kept()) == 90


async def test_figures_tell_what_came_and_what_waits(platform: Caller) -> None:
    await platform.call()
    await platform.call(headers={}, path="/webhooks/x/nobody")
    platform.console.rows.clock.pass_by(90)
    text = await (await platform.http.get("/metrics")).text()
    for line in (
        'ascolto_webhook_calls_total{account="brand",outcome="kept"} 1.0',
        'ascolto_webhook_calls_total{account="unknown",outcome="refused"} 1.0',
        "ascolto_webhook_unread 1.0",
        "ascolto_webhook_unread_seconds 90.0",
    ):
        assert line in text
