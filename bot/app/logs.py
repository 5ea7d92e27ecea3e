"""Logs: one line per event on stderr, with every secret covered (law 7)."""

import logging
import sys
from collections.abc import Collection
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

_LONGEST_LINE = 8_000
_QUIET = (
    "aiosqlite",
    "asyncio",
    "aiohttp.access",
    "alembic",
    "httpcore",
    "httpx",
    "oauthlib",
    "requests_oauthlib",
    "sqlalchemy",
    "tweepy",
)


class Redaction:
    """Covers known tokens and anything that looks like a secret in a line."""

    def __init__(self, tokens: Collection[str] = ()) -> None:
        # The longest first: a token may contain another one.
        self._tokens = sorted((token for token in tokens if len(token) >= 6), key=len, reverse=True)

    def __call__(self, _logger: WrappedLogger, _method: str, event: EventDict) -> str:
        """One line: time and level as they are, everything else covered."""
        # A tenth of a second to load, and many a command has nothing to log.
        from classifiers.disclosures import mask_secrets  # noqa: PLC0415

        when, level = event.pop("timestamp", ""), event.pop("level", "info")
        text = _plain(event)[:_LONGEST_LINE]
        for token in self._tokens:
            text = text.replace(token, "••••••")
        return f"{when} {level:<7} {mask_secrets(text).text}"


def set_up_logging(level: str, tokens: Collection[str] = (), stream: TextIO | None = None) -> None:
    """Route structlog and the standard library's logging to `stream` (stderr) through the redaction."""
    redaction = Redaction(tokens)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                redaction,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _plain(event: EventDict) -> str:
    """What, then key=value; an exception's trace on the lines after it."""
    trace, what = event.pop("exception", None), event.pop("event", "")
    facts = " ".join(f"{key}={value!r}" for key, value in event.items() if not key.startswith("_"))
    line = f"{what} {facts}".rstrip()
    return f"{line}\n{trace}" if trace else line
