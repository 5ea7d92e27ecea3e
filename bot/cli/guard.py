"""`guard`: what would be wrong with a text that is about to go out."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ConfigFile, DatabaseUrl, settings_of
from bot.cli.texts import BrokenInput, TextRow, read_texts
from bot.domain.errors import Explained
from bot.domain.visibility import Visibility

if TYPE_CHECKING:
    from responders.base import Guard

_KEYS = {"platform": str, "visibility": str, "language": str, "automatic": bool, "needs_private": bool}


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(guard)


def guard(
    source: Annotated[str, typer.Argument(metavar="[-]")] = "-",
    config: ConfigFile = None,
    database: DatabaseUrl = None,
    platform: Annotated[str, typer.Option(help="Where the text would go.")] = "x",
    visibility: Annotated[str, typer.Option(help="public or private.")] = "public",
    language: Annotated[str | None, typer.Option(help="The conversation's language.")] = None,
    automatic: Annotated[bool, typer.Option("--automatic", help="Sent without a person.")] = False,
    needs_private: Annotated[bool, typer.Option("--needs-private", help="Personal data must be asked for.")] = False,
    format_: Annotated[str, typer.Option("--format", help="text: the whole input is one text; or jsonl.")] = "text",
) -> None:
    """Findings on outgoing text, as JSON."""
    from bot.app.guarding import make_guard

    checker = make_guard(settings_of(config, database))
    given = {
        "platform": platform,
        "visibility": visibility,
        "language": language,
        "automatic": automatic,
        "needs_private": needs_private,
    }
    if format_ == "text":
        text = "".join(f"{row.text}\n" for row in read_texts(source, "text", None) if isinstance(row, TextRow))
        _print(_checked(checker, text.rstrip("\n"), given))
        return
    broken = [sentence for row in read_texts(source, format_, None) if (sentence := _line(checker, row, given))]
    if broken:
        raise Explained(f"{len(broken)} of the inputs could not be read; the others are above.")


def _line(checker: "Guard", row: TextRow | BrokenInput, given: dict[str, Any]) -> str | None:
    """Print one answer; returns what was wrong with the input, if anything."""
    if isinstance(row, BrokenInput):
        return _complain(row.id, row.sentence)
    try:
        own = {
            key: _typed(key, kind, row.fields[key]) for key, kind in _KEYS.items() if row.fields.get(key) is not None
        }
        _print(_checked(checker, row.text, given | own))
    except Explained as error:
        return _complain(row.id, f"Input {row.id}: {error}")
    return None


def _complain(identity: str, sentence: str) -> str:
    typer.echo(f"ascolto: {sentence}", err=True)
    _print({"id": identity, "error": sentence})
    return sentence


def _typed(key: str, kind: type[object], value: object) -> object:
    if not isinstance(value, kind):
        raise Explained(f"'{key}' must be {'true or false' if kind is bool else 'a word'}.")
    return value


def _checked(checker: "Guard", text: str, given: dict[str, Any]) -> dict[str, Any]:
    from connectors.limits import PLATFORM_LIMITS
    from responders.base import Outgoing

    if given["platform"] not in PLATFORM_LIMITS:
        raise Explained(f"'{given['platform']}' is not a platform; known: {', '.join(PLATFORM_LIMITS)}.")
    try:
        side = Visibility(given["visibility"])
    except ValueError as error:
        known = ", ".join(Visibility)
        raise Explained(f"'{given['visibility']}' is not a visibility; known: {known}.") from error
    outgoing = Outgoing(
        text=text,
        platform=given["platform"],
        visibility=side,
        language=given["language"],
        automatic=given["automatic"],
        needs_private=given["needs_private"],
    )
    return checker.check(outgoing).to_json()


def _print(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
