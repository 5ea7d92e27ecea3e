"""The running desk: every stage, listener and page under one supervisor, each with its own troubles."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from enum import StrEnum

import structlog
from aiohttp import web

from bot.app.house import House
from bot.app.reporting import weekly
from bot.domain.business_hours import zone_of
from bot.domain.errors import Explained
from bot.pipeline.channel import Channel
from bot.pipeline.checkup import Checkup
from bot.pipeline.deliver import Deliver
from bot.pipeline.forget import Forget
from bot.pipeline.ingest import Listener
from bot.pipeline.recheck import Recheck
from bot.pipeline.reconcile import Reconcile
from bot.pipeline.stage import Stage, keep_running
from bot.pipeline.sweep import Sweep
from bot.pipeline.unpack import Unpack
from bot.reports.render_html import render_html
from bot.storage.database import DatabaseUnusable
from bot.web.app import build_web
from bot.web.services import Services
from connectors.base import Connector, Webhooks
from connectors.limits import PLATFORM_LIMITS

_log = structlog.get_logger("ascolto.service")


class Role(StrEnum):
    """What one process does; several processes share the work through the database."""

    LISTEN = "listen"
    CLASSIFY = "classify"
    DRAFT = "draft"
    DELIVER = "deliver"
    WEB = "web"


SWITCH_S = 0.0005
"""Seconds after which a busy thread lets the others in. Python's own 5 ms add up where an answer takes ten turns."""

_REACHING_OUT = {Role.LISTEN, Role.DELIVER}


class PortTaken(Explained):
    """The console's address can't be used."""


async def run_service(
    house: House, connectors: Mapping[str, Connector], roles: Collection[Role], *, ready: asyncio.Event | None = None
) -> None:
    """Run the chosen roles until cancelled; only `listen` and `deliver` open the connectors.

    Raises `UnreadableModel` and `PortTaken` before anything starts.
    """
    await house.accounts.register({name: connector.kind for name, connector in connectors.items()})
    if {Role.CLASSIFY, Role.WEB} & set(roles):
        await asyncio.to_thread(_start_classifier, house, stay=Role.CLASSIFY in roles)
    async with AsyncExitStack() as stack:
        if Role.WEB in roles:
            sys.setswitchinterval(SWITCH_S)
            await stack.enter_async_context(_console(house, _webhooks(connectors)))
        for connector in connectors.values() if _REACHING_OUT & set(roles) else ():
            await stack.enter_async_context(connector)
        async with asyncio.TaskGroup() as group:
            for stage in _stages(house, connectors, roles):
                group.create_task(keep_running(stage, house.engine), name=stage.name)
            if Role.LISTEN in roles:
                for name, connector in connectors.items():
                    listener = Listener(name, connector, house.ingest, house.accounts, house.clock)
                    group.create_task(listener.run(), name=f"listen {name}")
            _log.info("started", roles=",".join(sorted(roles)), accounts=",".join(sorted(connectors)) or "none")
            if ready is not None:
                ready.set()
            await asyncio.Event().wait()


def _start_classifier(house: House, *, stay: bool) -> None:
    """The first message shall not wait for the model to load; a console only has to know whether it can."""
    house.classifier.start()
    if not stay:
        house.classifier.close()


def _stages(house: House, connectors: Mapping[str, Connector], roles: Collection[Role]) -> list[Stage]:
    stages: list[Stage] = []
    if Role.LISTEN in roles:
        stages += [_unpack(house, place, webhooks) for place, webhooks in _webhooks(connectors).items()]
        stages.append(Forget(house.calls))
    if Role.CLASSIFY in roles:
        stages.append(house.classify_stage())
    if Role.DRAFT in roles:
        stages.append(house.draft_stage())
    channels = [Channel(name, connector, house.accounts) for name, connector in connectors.items()]
    if Role.LISTEN in roles:
        stages += [Checkup(channel=channel, clock=house.clock) for channel in channels]
    if Role.DELIVER in roles:
        stages.append(Sweep(outbox=house.outbox, pace=house.pace, engine=house.engine))
        for channel in channels:
            stages += [_deliver(house, channel), _reconcile(house, channel), _recheck(house, channel)]
    return stages


def _webhooks(connectors: Mapping[str, Connector]) -> dict[tuple[str, str], Webhooks]:
    """By (platform, account), as their addresses are."""
    return {
        (connector.kind, name): connector.webhooks
        for name, connector in connectors.items()
        if connector.webhooks is not None
    }


def _unpack(house: House, place: tuple[str, str], webhooks: Webhooks) -> Unpack:
    platform, account = place
    return Unpack(calls=house.calls, ingest=house.ingest, account=account, platform=platform, webhooks=webhooks)


def _deliver(house: House, channel: Channel) -> Deliver:
    return Deliver(
        outbox=house.outbox,
        drafts=house.drafts,
        channel=channel,
        guard=house.guard,
        limits=PLATFORM_LIMITS,
        pace=house.pace,
        clock=house.clock,
        engine=house.engine,
    )


def _reconcile(house: House, channel: Channel) -> Reconcile:
    return Reconcile(outbox=house.outbox, channel=channel, pace=house.pace, clock=house.clock, engine=house.engine)


def _recheck(house: House, channel: Channel) -> Recheck:
    return Recheck(queue=house.queue, channel=channel, ingest=house.ingest, pace=house.pace, clock=house.clock)


@asynccontextmanager
async def _console(house: House, webhooks: Mapping[tuple[str, str], Webhooks]) -> AsyncGenerator[None]:
    settings = house.settings
    runner = web.AppRunner(build_web(_services(house, webhooks)), access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        await runner.cleanup()
        raise PortTaken(
            f"The console can't use {settings.host}:{settings.port} ({error.strerror or error}); "
            "stop the program that has it, or choose another with --port."
        ) from error
    try:
        yield
    finally:
        await runner.cleanup()


def _services(house: House, webhooks: Mapping[tuple[str, str], Webhooks]) -> Services:
    async def report(week: str | None) -> str:
        return render_html(await weekly(house, week))

    async def readiness() -> dict[str, str]:
        return await _readiness(house)

    return Services(
        desk=house.desk,
        labels=house.labels,
        queue=house.queue,
        people=house.people,
        accounts=house.accounts,
        engine=house.engine,
        calls=house.calls,
        webhooks=webhooks,
        limits=PLATFORM_LIMITS,
        clock=house.clock,
        notices=lambda: _notices(house),
        report=report,
        readiness=readiness,
        timezone=zone_of(house.settings.business_hours.timezone),
        secure_cookies=house.settings.secure_cookies,
    )


def _notices(house: House) -> list[str]:
    fault = house.classifier.fault
    return [f"Messages are read by simple rules until the language model is mended. {fault}"] if fault else []


async def _readiness(house: House) -> dict[str, str]:
    fault = house.classifier.fault
    model = f"Rules stand in for the model. {fault}" if fault else "ok"
    try:
        found, newest = await house.database.check()
        accounts = await _accounts(house)
    except DatabaseUnusable as error:
        return {"database": str(error), "model": model, "engine": "ok", "accounts": "Not known without the database."}
    database = "ok" if found == newest else f"The schema is {found}, not {newest}: run 'ascolto db upgrade'."
    return {"database": database, "model": model, "engine": "ok", "accounts": accounts}


async def _accounts(house: House) -> str:
    stopped = [row["name"] for row in await house.accounts.all() if row["state"] == "signed_out"]
    alarms = await house.accounts.alarms()
    told = [f"Signed out: {', '.join(stopped)}."] if stopped else []
    # Anybody may ask for readiness, so it names kinds; the sentences are for those who sign in.
    told += [f"{name}: {', '.join(alarm.kind for alarm in found)}." for name, found in alarms.items()]
    return " ".join(told) or "ok"
