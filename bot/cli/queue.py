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
    from bot.app.house import House
    from bot.pipeline.desk import Desk
    from bot.storage.queue import Item
    from bot.web.roles import Right

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
    items = _in_house(config, database, lambda house: house.queue.waiting(limit))
    if as_json:
        _print([item.to_json() for item in items])
        return
    if items:
        typer.echo(f"{'id':>6}  {'urgency':<8}  {'due (UTC)':<16}  {'lang':<4}  {'state':<11}  {'with':<10}  message")
    for item in items:
        found = item.to_json()
        urgency = item.message["urgency"] or "?"
        words = " ".join(found["text"].split())[:50]
        lane = "danger" if found["lane"] == "danger" else urgency
        due = found["due_at"][:16].replace("T", " ")
        language = found["language"] or "?"
        holder = found["locked_by"] or found["assigned_to"] or "-"
        typer.echo(
            f"{found['id']:>6}  {lane:<8}  {due:<16}  {language:<4}  {found['state']:<11}  {holder:<10}  "
            f"{found['author']}: {words}"
        )
    if not items:
        typer.echo("Nobody waits.", err=True)


@app.command()
def show(item_id: ItemId, config: ConfigFile = None, database: DatabaseUrl = None, as_json: AsJson = False) -> None:
    """One item with its thread and history."""
    found = _in_house(config, database, lambda house: _whole(house.desk, item_id))
    if as_json:
        _print(found)
        return
    for line in found["thread"]:
        typer.echo(f"{line['at']}  {line['author']}: {line['text']}")
    typer.echo(f"\nDraft {found['revision']} ({found['state']}): {found['draft'] or '(nobody has written one yet)'}")
    for finding in found["findings"]:
        typer.echo(f"  {finding['severity']}: {finding['message']}")
    typer.echo("")
    for event in found["history"]:
        typer.echo(f"{event['at']}  {event['actor']}: {event['kind']}")


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
    _decide(
        config, database, item_id, as_json, by, lambda desk, who: desk.approve(item_id, revision, who), decides=True
    )


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
    _decide(config, database, item_id, as_json, by, lambda desk, who: desk.edit(item_id, revision, who, words))


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
    _decide(
        config,
        database,
        item_id,
        as_json,
        by,
        lambda desk, who: desk.reject(item_id, revision, who, reason),
        decides=True,
    )


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
    _decide(config, database, item_id, as_json, by, lambda desk, who: desk.snooze(item_id, revision, who, until))


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
    _decide(config, database, item_id, as_json, by, lambda desk, who: desk.assign(item_id, who, to), to=to)


def _decide(
    config: Path | None,
    database: str | None,
    item_id: int,
    as_json: bool,
    by: str,
    decision: Callable[["Desk", str], Awaitable[object]],
    *,
    decides: bool = False,
    to: str | None = None,
) -> None:
    from bot.pipeline.desk import Blocked
    from bot.web.roles import Right

    async def work(house: "House") -> "Item":
        await _check_person(house, by, Right.DECIDE if decides else Right.WRITE)
        if to is not None:
            await _check_person(house, to, Right.READ)
        await decision(house.desk, by.strip())
        return await house.desk.queue.item(item_id)

    try:
        item = _in_house(config, database, work)
    except Blocked as blocked:
        if as_json:
            _print(blocked.verdict.to_json())
        raise
    if as_json:
        _print(item.to_json())
    else:
        typer.echo(f"Item {item_id}, revision {item.reply['revision']}: {item.reply['state']}.")


async def _check_person(house: "House", name: str, right: "Right") -> None:
    """The console's rules hold here too; a desk without people, such as a trial, knows nobody and takes any name."""
    from bot.web.roles import RIGHTS, refusal

    if not name.strip():
        raise Explained("--by is empty; give the name of the person who decides.")
    team = {row["name"]: row for row in await house.people.all()}
    if not team:
        return
    person = team.get(name.strip())
    if person is None or person["disabled"]:
        raise Explained(f"There is nobody called '{name}' who may sign in; 'ascolto users list' shows the team.")
    if right not in RIGHTS[person["role"]]:
        raise Explained(f"{name}: {refusal(person['role'], right)}")


def _in_house(config: Path | None, database: str | None, work: Callable[["House"], Awaitable[T]]) -> T:
    from bot.app.house import open_house

    settings = settings_of(config, database)

    async def inside() -> T:
        async with open_house(settings) as house:
            return await work(house)

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


def _print(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
