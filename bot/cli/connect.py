"""`accounts add`: from a platform's name to an account that works, or to one sentence and nothing stored."""

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.accounts import in_house
from bot.cli.options import ConfigFile, DatabaseUrl, read_settings, write_logs
from bot.domain.errors import Explained

if TYPE_CHECKING:
    from bot.app.house import House
    from config.settings import AccountSettings
    from connectors.base import Health
    from connectors.questions import Question

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(add)


def add(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM")],
    name: Annotated[str | None, typer.Option(help="What the desk calls it; the platform's name by default.")] = None,
    given: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="What is no secret.")] = None,
    files: Annotated[list[str] | None, typer.Option("--set-file", metavar="KEY=PATH", help="From a file.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="New keys for an account that was added before.")] = False,
    config: ConfigFile = None,
    database: DatabaseUrl = None,
) -> None:
    """Connect an account: asks for its keys, tries them, and keeps them covered in the database.

    Without a terminal, lines KEY=VALUE are read from standard input.
    """
    from bot.app.accounts import make_room

    questions = _questions(platform)
    name = _checked(name or platform)
    in_house(config, database, lambda house: make_room(house, name, platform, replace=replace))
    answers = _told(questions, given or (), files or ())
    if sys.stdin and sys.stdin.isatty():
        answers |= _asked(platform, [question for question in questions if question.key not in answers])
    account = _account(platform, questions, answers)
    write_logs(read_settings(config, database), [secret.get_secret_value() for secret in account.credentials.values()])
    missing = [each for each in questions if not each.may_be_empty and each.key not in answers]
    health = in_house(config, database, lambda house: _connect(house, name, account, missing, replace=replace))
    typer.echo(
        f"'{name}' is connected as {health.identity or 'the account of these keys'}. "
        "Start 'ascolto run' again: it takes up new accounts when it starts.",
        err=True,
    )


async def _connect(
    house: "House", name: str, account: "AccountSettings", missing: Sequence["Question"], *, replace: bool
) -> "Health":
    """Try the keys and store them only when the platform has nothing against them."""
    from bot.app.accounts import ask_platform, store
    from config.errors import ConfigError

    try:
        health = await ask_platform(house, name, account)
    except ConfigError as error:
        if not missing:
            raise
        first = missing[0]
        keys = ", ".join(each.key for each in missing)
        raise Explained(f"Nothing was stored, because {keys} must be given. The {first.name}: {first.where}") from error
    if not health.ok:
        raise Explained(f"Nothing was stored: {' '.join(health.problems)}")
    await store(house, name, account, health, replace=replace)
    return health


def _questions(platform: str) -> Sequence["Question"]:
    from bot.app.registry import QUESTIONS

    if platform not in QUESTIONS:
        raise typer.BadParameter(
            f"'{platform}' is not a platform; known: {', '.join(QUESTIONS)}.", param_hint="PLATFORM"
        )
    return QUESTIONS[platform]


def _checked(name: str) -> str:
    # It becomes a part of addresses and file names.
    if _NAME.fullmatch(name) is None:
        raise typer.BadParameter("A name has letters, digits, dashes and underscores.", param_hint="--name")
    return name


def _told(questions: Sequence["Question"], given: Iterable[str], files: Iterable[str]) -> dict[str, str]:
    """What was given without asking, each value looked over; the command line wins over standard input."""
    told = {} if not sys.stdin or sys.stdin.isatty() else dict(_pairs(_lines(), "standard input"))
    secrets = {question.key for question in questions if question.is_secret}
    for key, value in _pairs(given, "--set"):
        if key in secrets:
            raise Explained(
                f"A command line can be seen by others, so --set takes no '{key}'; give it with --set-file {key}=PATH, "
                "on standard input, or at the prompt."
            )
        told[key] = value
    for key, path in _pairs(files, "--set-file"):
        told[key] = _content(key, Path(path))
    for question in questions:
        if question.key in told and (fault := question.fault(told[question.key])):
            raise Explained(fault)
    return told


def _lines() -> list[str]:
    return [line for line in sys.stdin.read().splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _pairs(lines: Iterable[str], where: str) -> Iterable[tuple[str, str]]:
    for number, line in enumerate(lines, start=1):
        key, sign, value = line.partition("=")
        if not sign or not key.strip():  # the line may be a secret, so it is not repeated
            raise Explained(f"Entry {number} of {where} is not KEY=VALUE.")
        yield key.strip(), value.strip()


def _content(key: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Explained(f"The file {path} for '{key}' can't be read; check path and rights.") from error


def _asked(platform: str, questions: Sequence["Question"]) -> dict[str, str]:
    typer.echo(
        f"Connecting an account on {platform}; docs/connect-{platform}.md tells more. Secrets are not shown.", err=True
    )
    answers = {question.key: _ask(question) for question in questions}
    return {key: answer for key, answer in answers.items() if answer}


def _ask(question: "Question") -> str:
    typer.echo(f"\n{question.where}", err=True)
    while True:
        answer = typer.prompt(
            question.name.capitalize() if question.name.islower() else question.name,
            default="",
            show_default=False,
            hide_input=question.is_secret,
            err=True,
        ).strip()
        if (fault := question.fault(answer)) is None:
            return answer
        typer.echo(fault, err=True)


def _account(platform: str, questions: Sequence["Question"], answers: Mapping[str, str]) -> "AccountSettings":
    """The keys that are asked for, and everything else among the platform's options."""
    from bot.app.accounts import account_of

    credentials = {question.key for question in questions if not question.is_option}
    keys = {key: value for key, value in answers.items() if key in credentials and value}
    options = {key: value for key, value in answers.items() if key not in credentials}
    return account_of(platform, keys, options)
