"""facebook-sdk's `GraphAPI` for today's Graph API: version, token, time limits, real status codes, and our errors.

facebook-sdk 3.1 knows versions up to 3.1, puts the token into every address, ignores the HTTP status, crashes on
answers without a content type and may wait for ever; `Graph.request` replaces the one method that does all this, so
that its other methods stay usable.
"""

import json
import logging
import time
import warnings
from collections.abc import Mapping
from typing import Any, cast

import requests
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError, SSLError

from bot.domain.clock import Clock
from connectors.base import ConnectorError, OutcomeUnknown, Unavailable
from connectors.bodies import Body, mapping, objects, string
from connectors.graph_errors import Answer, failure
from connectors.graph_settings import GraphCredentials, GraphOptions
from connectors.graph_usage import Meter

with warnings.catch_warnings():
    # Its patterns are no raw strings, which Python 3.12 and newer say at the first import.
    warnings.simplefilter("ignore", SyntaxWarning)
    import facebook

log = logging.getLogger(__name__)

# At DEBUG it writes every address that it asks.
logging.getLogger("urllib3").setLevel(logging.INFO)

_LARGEST_BODY = 32 * 1024 * 1024
"""Bytes; no true answer comes near it, and a broken one must not fill the memory."""


class Graph(facebook.GraphAPI):  # pyright: ignore[reportUntypedBaseClass]
    """For one thread: `requests` doesn't promise that a session may be shared between threads."""

    def __init__(self, credentials: GraphCredentials, options: GraphOptions, meter: Meter, clock: Clock) -> None:
        session = requests.Session()
        # Else a .netrc of the machine would replace the token.
        session.trust_env = False
        super().__init__(credentials.access_token, timeout=options.request_timeout_s, session=session)  # pyright: ignore[reportUnknownMemberType]
        self.version = options.version
        self._credentials = credentials
        self._options = options
        self._meter = meter
        self._clock = clock
        self.told_version = options.version
        self._session = session

    def request(
        self,
        path: str,
        args: Mapping[str, Any] | None = None,
        post_args: Mapping[str, Any] | None = None,
        files: object = None,
        method: str | None = None,
        token: str | None = None,
    ) -> Any:
        """In place of the library's own: the decoded body. Raises any `ConnectorError`; files are never sent.

        `token`: in place of the account's own.
        """
        del files
        verb = method or ("GET" if post_args is None else "POST")
        # A batch is sent like something to publish, but only ever reads.
        posting = verb != "GET" and "batch" not in (post_args or {})
        answer = self._exchange(
            verb, path, args or {}, post_args, token or self._credentials.access_token, posting=posting
        )
        self._meter.remember(answer.headers, self._clock())
        self._note_version(answer.headers)
        if not 200 <= answer.status < 300 or answer.error:
            raise self._refusal(verb, path, answer, posting=posting)
        body: object = answer.body
        if not isinstance(body, dict | list):
            reason = f"Meta answered {answer.status} without anything readable."
            raise OutcomeUnknown(reason) if posting else Unavailable(reason)
        return cast(Any, body)

    def get_version(self) -> str:
        """The version that answered last; the library would ask with the token in the address."""
        return self.told_version

    def debug_token(self) -> Body:
        """What Meta knows of the token: validity, end, scopes. Raises any `ConnectorError`.

        Asked by the app itself in a batch, whose question stands in the body: no token may stand in an address.
        """
        keys = self._credentials
        question = {"method": "GET", "relative_url": f"{self.version}/debug_token?input_token={keys.access_token}"}
        told = self.request(
            f"{self.version}/", post_args={"batch": [question]}, token=f"{self._options.app_id}|{keys.app_secret}"
        )
        (answer,) = batch_answers(told, 1)
        if answer is None or not 200 <= answer.status < 300:
            raise Unavailable("Meta did not say how long the token lives.")
        return mapping(mapping(answer.body).get("data"))

    def _exchange(
        self,
        method: str,
        path: str,
        args: Mapping[str, Any],
        post_args: Mapping[str, Any] | None,
        token: str,
        *,
        posting: bool,
    ) -> Answer:
        limit = self._options.request_timeout_s
        ends, proof = time.monotonic() + limit, {"appsecret_proof": self._credentials.proof_of(token)}
        try:
            with self._session.request(
                method,
                f"{self._options.api.rstrip('/')}/{path}",
                params=_written({**args, **proof}) if post_args is None else None,
                data=_written({**post_args, **proof}) if post_args is not None else None,
                headers={"Authorization": f"Bearer {token}", "User-Agent": "Ascolto"},
                timeout=(limit / 2, limit),
                allow_redirects=False,
                stream=True,
            ) as response:
                raw = _read(response, ends)
                return Answer(response.status_code, dict(response.headers), decoded(self._covered(raw)))
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise network_failure(error, posting=posting) from None

    def _covered(self, raw: bytes) -> bytes:
        # Meta repeats a broken token in its error, and the token in the address of the next page.
        for secret in (self._credentials.access_token, self._credentials.app_secret):
            raw = raw.replace(secret.encode(), b"[covered]")
        return raw

    def _refusal(self, method: str, path: str, answer: Answer, *, posting: bool) -> ConnectorError:
        trace = string(answer.error.get("fbtrace_id"))
        log.info("Meta said no to %s %s: %s/%s, trace %s", method, path, answer.code, answer.subcode, trace)
        error = failure(answer, posting=posting, now=self._clock())
        if isinstance(error, Unavailable) and error.retry_at:
            self._meter.close(answer.code, error.retry_at)
        return error

    def _note_version(self, headers: Mapping[str, str]) -> None:
        told = {name.lower(): value for name, value in headers.items()}.get("facebook-api-version", self.told_version)
        if told not in (self.told_version, self.version):
            log.warning("Meta answers as %s to questions for %s: that version has ended", told, self.version)
        self.told_version = told

    def close(self) -> None:
        """Close the connections of this thread."""
        self._session.close()


def _written(args: Mapping[str, Any]) -> dict[str, str]:
    """Nested values as JSON, as Meta reads them; the library would send the names of their keys alone."""
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in args.items()}


def _read(response: requests.Response, ends: float) -> bytes:
    """The whole body, within the time: the library's limit begins anew with every byte that arrives."""
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(64 * 1024):
        parts.append(part)
        size += len(part)
        if time.monotonic() > ends or size > _LARGEST_BODY:
            raise requests.ReadTimeout("The answer did not end.")
    return b"".join(parts)


def decoded(raw: bytes | str) -> object:
    """What the JSON in a body holds, None for anything else."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def batch_answers(told: object, count: int) -> list[Answer | None]:
    """The answers within a batch, in order; None for parts that took too long or are nothing readable."""
    parts = cast(list[object], told) if isinstance(told, list) else []
    found = [_part(mapping(part)) for part in parts]
    return (found + [None] * count)[:count]


def _part(part: Body) -> Answer | None:
    status = part.get("code")
    if not isinstance(status, int) or isinstance(status, bool):
        return None
    headers = {string(each.get("name")): string(each.get("value")) for each in objects(part.get("headers"))}
    return Answer(status, headers, decoded(string(part.get("body"))))


_NOT_CONNECTED = (NewConnectionError, ConnectTimeoutError, SSLError)
_NEVER_SENT = (requests.ConnectTimeout, requests.exceptions.InvalidURL)


def network_failure(error: Exception, *, posting: bool) -> ConnectorError:
    """What a broken connection means. Only a failure to connect proves that nothing was sent."""
    # The message of an error may hold an address, its name does not.
    name, cause = type(error).__name__, error.args[0] if error.args else None
    reason = cause.reason if isinstance(cause, MaxRetryError) else cause
    if isinstance(reason, _NOT_CONNECTED) or isinstance(error, _NEVER_SENT):
        return Unavailable(f"Meta can't be reached ({name}).")
    if posting:
        return OutcomeUnknown(f"The connection to Meta broke before it answered ({name}).")
    return Unavailable(f"The connection to Meta broke ({name}).")
