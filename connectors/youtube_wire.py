"""YouTube's API for one channel: keys and habits, the renewed token, what every call costs, and what a no means."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from yarl import URL

from bot.domain.clock import Clock
from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.bodies import Body, mapping, objects, string
from connectors.http import Answer, Http
from connectors.youtube_settings import YouTubeCredentials, YouTubeOptions

_COST_OF_READING, _COST_OF_WRITING = 1, 50
"""Units of the project's daily quota."""

_BLIND_WAIT = timedelta(minutes=1)
_QUOTA_WAIT = timedelta(hours=1)
"""How long to wait when YouTube says that the day's quota is used up; it does not say until when."""

_QUOTA = frozenset({"quotaExceeded", "dailyLimitExceeded"})
_HURRY = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_STOPPED = frozenset(
    {
        *("insufficientPermissions", "accessNotConfigured", "authError", "authorizationRequired"),
        *("ineligibleAccount", "accountClosed", "accountSuspended", "youtubeSignupRequired"),
        *("channelClosed", "channelSuspended", "channelNotFound"),
    }
)
"""Reasons that are about the account, its consent or the project, and not about this one request."""

_GONE = frozenset({"parentCommentNotFound", "commentNotFound", "videoNotFound"})


class Meter:
    """What was spent in any 24 hours: whenever YouTube's day begins, the quota of none is overdrawn."""

    def __init__(self, daily: int, kept_for_replies: int) -> None:
        self._daily = daily
        self._for_reading = daily - kept_for_replies
        self._reading: dict[datetime, int] = {}
        self._replies: dict[datetime, int] = {}

    def spend(self, units: int, now: datetime, *, for_reply: bool) -> None:
        """Note a call. Raises `Unavailable` when there is not enough left for it."""
        self._reading, self._replies = _lately(self._reading, now), _lately(self._replies, now)
        mine = self._replies if for_reply else self._reading
        hours = {*self._reading, *self._replies}
        both = {hour: self._reading.get(hour, 0) + self._replies.get(hour, 0) for hour in hours}
        for spent, most in ((both, self._daily), *([] if for_reply else [(mine, self._for_reading)])):
            if sum(spent.values()) + units > most:
                raise Unavailable("The day's quota of the YouTube project is used up.", _free_at(spent, units, most))
        hour = now.replace(minute=0, second=0, microsecond=0)
        mine[hour] = mine.get(hour, 0) + units

    def told(self) -> dict[str, str]:
        """For people; counted since this start."""
        reading, replies = sum(self._reading.values()), sum(self._replies.values())
        left = max(0, self._daily - reading - replies)
        return {
            "units in 24 hours": f"{reading + replies} of {self._daily} since the last start, {reading} for reading",
            "replies left": f"about {left // (_COST_OF_WRITING + _COST_OF_READING)}",
        }


_COUNTED = timedelta(hours=25)
"""An hour's units are free again a day after its end."""


def _lately(hours: dict[datetime, int], now: datetime) -> dict[datetime, int]:
    return {hour: units for hour, units in hours.items() if hour + _COUNTED > now}


def _free_at(hours: dict[datetime, int], units: int, most: int) -> datetime | None:
    spent = sum(hours.values())
    for hour in sorted(hours):
        spent -= hours[hour]
        if spent + units <= most:
            return hour + _COUNTED
    return None


class Wire:
    """Open while entered; renews the access token when it has ended, and counts what everything costs."""

    def __init__(self, credentials: YouTubeCredentials, options: YouTubeOptions, clock: Clock) -> None:
        self._credentials = credentials
        self._options = options
        self._clock = clock
        self._http = Http("YouTube", options.request_timeout_s)
        self._access = ""
        self.meter = Meter(options.daily_units, options.units_for_replies)

    async def __aenter__(self) -> Self:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def read(self, resource: str, asked: Mapping[str, str], *, for_reply: bool = False) -> Body:
        """One list call. Raises `Unavailable` or `SignedOut`; `for_reply`: it may take of what is kept for replies."""
        self.meter.spend(_COST_OF_READING, self._clock(), for_reply=for_reply)
        return await self._exchange("GET", resource, asked)

    async def insert(self, comment: Body) -> Body:
        """Publish a comment. Raises any `ConnectorError`."""
        self.meter.spend(_COST_OF_WRITING, self._clock(), for_reply=True)
        return await self._exchange("POST", "comments", {"part": "snippet"}, comment)

    async def _exchange(self, method: str, resource: str, asked: Mapping[str, str], body: Body | None = None) -> Body:
        url, posting = URL(f"{self._options.api.rstrip('/')}/{resource}").with_query(asked), body is not None
        answer = await self._ask(method, url, body)
        if answer.status == 401:
            # The token has ended, and what it came with was surely not done.
            self._access = ""
            answer = await self._ask(method, url, body)
        if 200 <= answer.status < 300 and (told := mapping(answer.body)):
            return told
        raise failure(answer, posting=posting, now=self._clock())

    async def _ask(self, method: str, url: URL, body: Body | None) -> Answer:
        token = self._access or await self._renewed()
        proof = {"Authorization": f"Bearer {token}"}
        return await self._http.ask(method, url, posting=body is not None, body=body, headers=proof)

    async def _renewed(self) -> str:
        keys = self._credentials
        form = {"client_id": keys.client_id, "client_secret": keys.client_secret, "refresh_token": keys.refresh_token}
        form["grant_type"] = "refresh_token"
        answer = await self._http.ask("POST", URL(self._options.token_address), posting=False, form=form)
        self._access = string(mapping(answer.body).get("access_token"))
        if answer.status == 200 and self._access:
            return self._access
        if answer.status in (400, 401, 403) and answer.body is not None:
            word = string(mapping(answer.body).get("error"))[:100]
            raise SignedOut(
                f"Google no longer takes the consent of this channel ({word or answer.status}); give it anew."
            )
        raise Unavailable(f"Google gave no access token (HTTP {answer.status}).")


def failure(answer: Answer, *, posting: bool, now: datetime) -> ConnectorError:
    """What a refusing or unreadable answer means. `posting`: the request would have published; `now` aware, UTC.

    Reading only ever gives `Unavailable` or `SignedOut`: a read that fails is never a fact about a reply.
    """
    status, reasons = answer.status, _reasons(answer.body)
    if status >= 500 or 200 <= status < 300 or "processingFailure" in reasons:
        sentence = f"YouTube is in trouble (HTTP {status})."
        return OutcomeUnknown(sentence) if posting else Unavailable(sentence)
    if wait := _wait(status, reasons, now):
        return wait
    if answer.body is None or status < 400:
        return Unavailable(f"Something before YouTube turned the request away (HTTP {status}).")
    words = f"HTTP {status}: {', '.join(sorted(reasons)) or 'no reason given'}."
    if status == 401 or reasons & _STOPPED:
        return SignedOut(f"YouTube does not let this channel or its consent do that. {words}")
    if posting:
        return Refused(f"YouTube refused the reply. {words}", gone=bool(reasons & _GONE))
    return Unavailable(f"YouTube gave no answer. {words}")


def _wait(status: int, reasons: frozenset[str], now: datetime) -> Unavailable | None:
    if reasons & _QUOTA:
        return Unavailable("The day's quota of the YouTube project is used up.", now + _QUOTA_WAIT)
    if status == 429 or reasons & _HURRY:
        return Unavailable("YouTube asks to wait: too many requests.", now + _BLIND_WAIT)
    return None


def _reasons(body: object) -> frozenset[str]:
    errors = objects(mapping(mapping(body).get("error")).get("errors"))
    return frozenset(word for each in errors if (word := string(each.get("reason"))[:60]))
