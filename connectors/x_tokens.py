"""OAuth 2.0 user tokens of one account on X: renewed by one at a time, and on the disk before they are used.

X gives a new refresh token with each renewal and voids the old one, so a pair that is lost, or used up by two at
once, costs the account its sign-in.
"""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.clock import Clock
from connectors.base import SignedOut, Unavailable
from connectors.bodies import Body, mapping, moment, string
from connectors.kept import KeptFile
from connectors.x_errors import Answer, reset_time
from connectors.x_settings import XCredentials, XOptions

_MARGIN = timedelta(minutes=5)
"""A token that ends sooner than this is renewed first; X lets one live two hours."""

_SHORTEST_LIFE_S = 60

_PATIENCE_S = 60.0
"""Seconds to wait for another process; a renewal takes one, and on a crowded machine many may stand in line."""

_SCOPES = ("tweet.read", "tweet.write", "users.read", "offline.access")
_MESSAGE_SCOPES = ("dm.read", "dm.write")

Post = Callable[[Mapping[str, str]], Awaitable[Answer]]
"""Sends a form to X's token address; raises `Unavailable` when no answer came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The two tokens as X last gave them. `begun_with` tells the refresh token of the configuration they stem from."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    ends_at: datetime
    scope: str
    begun_with: str = field(repr=False)

    @classmethod
    def read(cls, kept: str | None) -> "Pair | None":
        """The pair in a kept text, or None when there is none."""
        try:
            told = mapping(json.loads(kept or ""))
        except (ValueError, RecursionError):
            return None
        texts = {name: string(told.get(name)) for name in ("access", "refresh", "scope", "begun_with")}
        ends_at = moment(told.get("ends_at"))
        return cls(**texts, ends_at=ends_at) if ends_at and texts["refresh"] else None

    def write(self) -> str:
        """What `read` takes."""
        return json.dumps(asdict(self) | {"ends_at": self.ends_at.isoformat()})


class Tokens:
    """Gives the access token of the moment. Raises `ValueError` when there is no place to keep the tokens in."""

    def __init__(self, credentials: XCredentials, options: XOptions, clock: Clock, post: Post) -> None:
        if options.tokens_path is None:
            raise ValueError("An X account with a refresh_token needs options.tokens_path: X renews it with each use.")
        self._configured = credentials.refresh_token or ""
        self._begun_with = hashlib.sha256(self._configured.encode()).hexdigest()[:16]
        whose = f"{credentials.client_id} at {options.api}"
        self._kept = KeptFile(Path(options.tokens_path), whose=whose, secret=credentials.client_secret or "")
        self._wanted = _SCOPES + (_MESSAGE_SCOPES if options.direct_messages else ())
        self._clock = clock
        self._post = post
        self._pair: Pair | None = None
        self._unsaved: Pair | None = None
        self._renewing: asyncio.Task[Pair] | None = None

    async def access(self, *, instead_of: str | None = None) -> str:
        """A token that is good for some minutes yet, and is not `instead_of`, which X has refused.

        Raises `SignedOut` when X wants a person to authorise the app again, and `Unavailable`.
        """
        if self._pair is not None and self._is_good(self._pair, instead_of):
            return self._pair.access
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew(instead_of))
            self._renewing.add_done_callback(_heard)
        # Whoever is cancelled here must not take the renewal along: the old refresh token may be void by then.
        return (await asyncio.shield(self._renewing)).access

    def missing_scopes(self) -> list[str]:
        """What the account needs and the token in use does not allow, as far as X told."""
        granted = (self._pair.scope if self._pair else "").split()
        return [scope for scope in self._wanted if granted and scope not in granted]

    async def close(self) -> None:
        """Let a renewal come to its end, which takes no longer than the time limits of its steps."""
        if self._renewing is not None:
            await asyncio.wait([self._renewing])

    def _is_good(self, pair: Pair, refused: str | None) -> bool:
        return bool(pair.access) and pair.access != refused and self._clock() + _MARGIN < pair.ends_at

    async def _renew(self, refused: str | None) -> Pair:
        try:
            async with self._kept.held(patience_s=_PATIENCE_S):
                # Another process of the same desk may have renewed them meanwhile.
                pair = self._unsaved or await asyncio.to_thread(self._load)
                if pair is None or not self._is_good(pair, refused):
                    pair = self._unsaved = await self._renewed(pair)
                if self._unsaved is not None:
                    await asyncio.to_thread(self._kept.save, pair.write())
        except OSError as error:
            raise Unavailable(self._not_kept(error)) from None
        self._pair, self._unsaved = pair, None
        return pair

    def _load(self) -> Pair | None:
        pair = Pair.read(self._kept.load())
        # A new refresh token in the configuration means that a person authorised the app again.
        return pair if pair and pair.begun_with == self._begun_with else None

    async def _renewed(self, pair: Pair | None) -> Pair:
        old = pair.refresh if pair else self._configured
        answer = await self._post({"grant_type": "refresh_token", "refresh_token": old})
        body = answer.body
        access = string(body.get("access_token"))
        if not 200 <= answer.status < 300 or not access:
            raise _refusal(answer, self._clock())
        return Pair(
            access=access,
            refresh=string(body.get("refresh_token")) or old,
            ends_at=self._clock() + _life(body),
            scope=string(body.get("scope")),
            begun_with=self._begun_with,
        )

    def _not_kept(self, error: OSError) -> str:
        if isinstance(error, TimeoutError):
            return "Another process of this desk has been renewing X's tokens for too long."
        why = error.strerror or type(error).__name__
        return f"X's tokens can't be kept in {self._kept.path} ({why}); make room there or mend its rights."


def _life(body: Body) -> timedelta:
    told = body.get("expires_in")
    return timedelta(seconds=max(told, _SHORTEST_LIFE_S) if isinstance(told, int) else _SHORTEST_LIFE_S)


def _refusal(answer: Answer, now: datetime) -> Exception:
    if answer.status == 429:
        return Unavailable("X asks to wait before the tokens are renewed.", reset_time(answer.headers, now))
    if answer.status not in (400, 401, 403):
        return Unavailable(f"X did not renew the tokens (HTTP {answer.status}).")
    words = (string(answer.body.get("error_description")) or string(answer.body.get("error")))[:200].rstrip(".")
    if "client" in string(answer.body.get("error")):
        return SignedOut(f"X does not know this client_id and client_secret. X says: {words}.")
    told = f" X says: {words}." if words else ""
    return SignedOut(f"X takes this refresh_token no more; authorise the app again and give the new one.{told}")


def _heard(task: asyncio.Task[Pair]) -> None:
    # Nobody may be left to hear of it, and asyncio complains about errors that nobody heard.
    if not task.cancelled():
        task.exception()
