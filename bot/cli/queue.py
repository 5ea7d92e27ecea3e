"""`queue`: the queue without a browser."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.options import AsJson, By, ConfigFile, DatabaseUrl, settings_of
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.pipeline.desk import Desk
    from bot.storage.queue import Item

T = TypeVar("T")

app = typer.Typer(help="The queue without a browser.", no_args_is_help=True)

ItemId = Annotated[int, typer.Argument(metavar="ID")]
Revision = Annotated[int | None, typer.Option(help="Only if this is still the newest revision.")]


@app.command("list")
def list_(
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    limit: Annotated[int, typer.Option(min=1, help="At most this many.")] = 1_000,
    as_json: AsJson = False,
) -> None:
    """What waits for a person, most urgent first."""
    items = _at_the_desk(config, database, lambda desk: desk.queue.waiting(limit))
    if as_json:
        _print([item.to_json() for item in items])
        return
    for item in items:
        found = item.to_json()
        urgency = item.message["urgency"] or "?"
        words = " ".join(found["text"].split())[:60]
        typer.echo(f"{found['id']:>6}  {urgency:<8}  {found['state']:<11}  {found['author']}: {words}")
    if not items:
        typer.echo("Nobody waits.", err=True)


@app.command()
def show(item_id: ItemId, config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """One item with its thread and history."""
    found = _at_the_desk(config, database, lambda desk: _whole(desk, item_id))
    if as_json:
        _print(found)
        return
    for line in found["thread"]:
        typer.echo(f"{line['at']}  {line['author']}: {line['text']}")
    typer.echo(f"\nDraft {found['revision']} ({found['state']}): {found['draft'] or '(nobody has written one yet)'}")
    for finding in found["findings"]:
        typer.echo(f"  {finding['severity']}: {finding['message']}")


@app.command()
def approve(
    item_id: ItemId,
    by: By,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    revision: Revision = None,
    as_json: AsJson = False,
) -> None:
    """Seal the newest revision and hand it to delivery."""
    _decide(config, database, item_id, as_json, lambda desk: desk.approve(item_id, revision, _name(by)))


@app.command()
def edit(
    item_id: ItemId,
    by: By,
    text: Annotated[str, typer.Option(help="The new text; - reads standard input.")],
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    revision: Revision = None,
    as_json: AsJson = False,
) -> None:
    """Make a new revision; it needs an approval of its own."""
    words = sys.stdin.read().rstrip("\n") if text == "-" else text
    _decide(config, database, item_id, as_json, lambda desk: desk.edit(item_id, revision, _name(by), words))


@app.command()
def reject(
    item_id: ItemId,
    by: By,
    reason: Annotated[str, typer.Option(help="Why no answer goes out.")],
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    revision: Revision = None,
    as_json: AsJson = False,
) -> None:
    """Close without an answer."""
    _decide(config, database, item_id, as_json, lambda desk: desk.reject(item_id, revision, _name(by), reason))


@app.command()
def snooze(
    item_id: ItemId,
    by: By,
    hours: Annotated[float, typer.Option(min=0.01, help="For how long.")] = 1.0,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    revision: Revision = None,
    as_json: AsJson = False,
) -> None:
    """Hide from the queue for a while."""
    from bot.domain.clock import utc_now

    until: datetime = utc_now() + timedelta(hours=hours)
    _decide(config, database, item_id, as_json, lambda desk: desk.snooze(item_id, revision, _name(by), until))


@app.command()
def assign(
    item_id: ItemId,
    by: By,
    to: Annotated[str | None, typer.Option(help="To whom; nobody when left out.")] = None,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    as_json: AsJson = False,
) -> None:
    """Hand the conversation to a person."""
    _decide(config, database, item_id, as_json, lambda desk: desk.assign(item_id, _name(by), to))


def _decide(
    config: Path | None,
    database: str | None,
    item_id: int,
    as_json: bool,
    decision: Callable[["Desk"], Awaitable[object]],
) -> None:
    from bot.pipeline.desk import Blocked

    async def work(desk: "Desk") -> "Item":
        await decision(desk)
        return await desk.queue.item(item_id)

    try:
        item = _at_the_desk(config, database, work)
    except Blocked as blocked:
        if as_json:
            _print(blocked.verdict.to_json())
        raise
    if as_json:
        _print(item.to_json())
    else:
        typer.echo(f"Item {item_id}, revision {item.reply['revision']}: {item.reply['state']}.")


def _at_the_desk(config: Path | None, database: str | None, work: Callable[["Desk"], Awaitable[T]]) -> T:
    from bot.app.house import open_house

    settings = settings_of(config, database)

    async def inside() -> T:
        async with open_house(settings) as house:
            return await work(house.desk)

    return asyncio.run(inside())


async def _whole(desk: "Desk", item_id: int) -> dict[str, Any]:
    item = await desk.queue.item(item_id)
    conversation = item.reply["conversation_id"]
    thread = [
        {
            "at": line["at"].isoformat(),
            "author": "brand" if line["own"] else item.to_json()["author"],
            "text": line["text"],
        }
        for line in await desk.queue.thread(conversation)
    ]
    history = [
        {"at": event["at"].isoformat(), "actor": event["actor"], "kind": event["kind"], "detail": event["detail"]}
        for event in await desk.queue.history(conversation)
    ]
    return item.to_json() | {"thread": thread, "history": history}


def _name(by: str) -> str:
    if not by.strip():
        raise Explained("--by is empty; give the name of the person who decides.")
    return by.strip()


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
