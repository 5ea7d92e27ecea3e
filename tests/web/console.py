"""A console over a real database, and browsers without a screen to use it with."""

import re
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, CookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.classification import Urgency
from bot.domain.length import fits
from bot.domain.reply import ReplyState
from bot.pipeline.desk import Desk
from bot.pipeline.engine import LocalEngine
from bot.pipeline.labels import Labelling
from bot.storage.calls import Calls
from bot.storage.corrections import Corrections
from bot.storage.database import Database
from bot.storage.people import People
from bot.web.app import build_web
from bot.web.passwords import hash_password
from bot.web.services import Services
from bot.web.sessions import LIFETIME, hash_of
from classifiers.disclosures import mask_secrets
from connectors.limits import PLATFORM_LIMITS
from responders.base import Finding, Outgoing, Severity, Verdict
from tests.support import ACCOUNT, Rows

TEAM = {"anna": "approver", "bruno": "approver", "ada": "agent", "aldo": "auditor", "zoe": "admin"}
PASSWORD = "a long enough pass phrase"
HASH = hash_password(PASSWORD)


def due_at(urgency: Urgency, start: datetime) -> datetime:
    """What is more urgent falls due earlier."""
    return start + timedelta(hours=4 - urgency.rank)


class StrictGuard:
    """Blocks one phrase and what is too long; warns of another."""

    def check(self, outgoing: Outgoing) -> Verdict:
        found: list[Finding] = []
        for rule, severity, words in (("deflection", Severity.BLOCK, "DM us"), ("tone", Severity.WARN, "calm down")):
            start = outgoing.text.find(words)
            if start >= 0:
                found.append(
                    Finding(
                        rule=rule,
                        severity=severity,
                        message=f"Better not say {words}.",
                        start=start,
                        end=start + len(words),
                        fix=outgoing.text.replace(words, "tell us here"),
                    )
                )
        if outgoing.length is not None and not fits(outgoing.text, outgoing.length):
            found.append(Finding(rule="too_long", severity=Severity.BLOCK, message="Too long for this platform."))
        return Verdict(tuple(found))


class Console:
    """A running console; `browser()` gives a fresh one with its own cookies."""

    def __init__(self, database: Database, clock: Any) -> None:
        self.database = database
        self.rows = Rows(database, clock)
        self.people = People(database, clock)
        self.engine = LocalEngine()
        self.notices: list[str] = []
        self.ready = {"database": "ok", "model": "ok", "engine": "ok", "accounts": "ok"}
        self.server: TestServer | None = None
        self._clients: list[TestClient[Any, Any]] = []
        self._clock = clock

    def services(self, **changed: Any) -> Services:
        rows = self.rows
        desk = Desk(
            rows.queue,
            rows.decisions,
            rows.drafts,
            guard=StrictGuard(),
            mask=mask_secrets,
            limits=PLATFORM_LIMITS,
            engine=self.engine,
        )

        async def report(week: str | None) -> str:
            return f"<!doctype html><title>Report</title><h1>Week {week}</h1>"

        async def readiness() -> dict[str, str]:
            return self.ready

        values: dict[str, Any] = {
            "desk": desk,
            "labels": Labelling(Corrections(self.database, self._clock), due_at, self.engine),
            "queue": rows.queue,
            "people": self.people,
            "accounts": rows.accounts,
            "engine": self.engine,
            "calls": Calls(self.database, self._clock),
            "webhooks": {},
            "limits": PLATFORM_LIMITS,
            "clock": self._clock,
            "notices": lambda: self.notices,
            "report": report,
            "readiness": readiness,
            "timezone": ZoneInfo("Europe/Rome"),
        }
        return Services(**(values | changed))

    @asynccontextmanager
    async def running(self, **changed: Any) -> AsyncGenerator["Console"]:
        for name, role in TEAM.items():
            await self.people.add(name, HASH, role, "test")
        self.server = TestServer(build_web(self.services(**changed)))
        await self.server.start_server()
        try:
            yield self
        finally:
            for client in self._clients:
                await client.close()
            await self.server.close()

    async def browser(self) -> "Browser":
        assert self.server is not None
        client: TestClient[Any, Any] = TestClient(self.server, cookie_jar=CookieJar(unsafe=True))
        self._clients.append(client)
        return Browser(client)

    async def signed_in(self, name: str) -> "Browser":
        """A browser whose person signed in earlier."""
        browser, token = await self.browser(), f"token-{uuid4()}"
        until = self._clock() + LIFETIME
        await self.people.open_session(hash_of(token), name, f"csrf-{uuid4()}", until)
        browser.client.session.cookie_jar.update_cookies({"ascolto": token})
        await browser.page("/")
        return browser

    async def deliver(self, platform_id: str = "on-the-platform-1") -> None:
        """What the deliver stage does when the platform takes a reply."""
        for parcel in await self.rows.outbox.claim_approved(ACCOUNT, 10, 60):
            await self.rows.outbox.sent(parcel, ReplyState.SENDING, platform_id, self._clock())
        self.engine.hint("events")


class Browser:
    """Keeps cookies and the token of the last page, and sends what a browser sends."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.csrf = ""

    @property
    def origin(self) -> str:
        return str(self.client.make_url("")).rstrip("/")

    async def sign_in(self, name: str, password: str, **fields: str) -> ClientResponse:
        data = {"name": name, "password": password} | fields
        return await self.client.post("/sign-in", data=data, headers=self._headers(), allow_redirects=False)

    async def get(self, path: str, *, part: bool = False) -> ClientResponse:
        return await self.client.get(path, headers=self._headers(part=part), allow_redirects=False)

    async def page(self, path: str, *, part: bool = False) -> str:
        answer = await self.get(path, part=part)
        text = await answer.text()
        assert answer.status == 200, text
        token = re.search(r'name="csrf" value="([^"]+)"', text)
        self.csrf = token[1] if token else self.csrf
        return text

    async def post(self, path: str, *, headers: Mapping[str, str] | None = None, **fields: str) -> ClientResponse:
        data = {"csrf": self.csrf, "revision": "1"} | fields
        sent = self._headers(part=True) | dict(headers or {})
        return await self.client.post(path, data=data, headers=sent, allow_redirects=False)

    def _headers(self, *, part: bool = False) -> dict[str, str]:
        return {"Origin": self.origin, "Accept": "text/html"} | ({"HX-Request": "true"} if part else {})
