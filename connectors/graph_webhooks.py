"""How Meta calls us: the handshake, the signature over the raw bytes, and the envelope of its events."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.domain.message import Inbound
from connectors.base import Handshake, NotGenuine
from connectors.bodies import Body, identifier, mapping, objects, string
from connectors.graph_settings import GraphCredentials

_SIGNATURE, _OLD_SIGNATURE = "x-hub-signature-256", "x-hub-signature"

ParseEntry = Callable[[Body], Sequence[Inbound]]


class GraphWebhooks:
    """See `Webhooks`. `subject` is what Meta calls the kind of account, `ids` are those that this account has."""

    def __init__(
        self, credentials: GraphCredentials, subject: str, ids: frozenset[str], parse_entry: ParseEntry
    ) -> None:
        self._credentials = credentials
        self._subject = subject
        self._ids = ids
        self._parse_entry = parse_entry

    def handshake(self, query: Mapping[str, str]) -> Handshake:
        """The challenge as it came, as plain text, to who knows the verify token. Raises `NotGenuine`."""
        expected = self._credentials.verify_token
        if not expected:
            raise NotGenuine("The account has no verify_token, so nobody can call it.")
        told = query.get("hub.verify_token", "")
        if query.get("hub.mode") != "subscribe" or not hmac.compare_digest(_bytes(told), _bytes(expected)):
            raise NotGenuine("The caller does not know the verify_token.")
        return Handshake(query.get("hub.challenge", ""))

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """See `Webhooks.verify`. Only SHA-256 counts; calls carry no time, so their repetition is known by its ids."""
        told = headers.get(_SIGNATURE, "")
        if not told:
            weak = "only with SHA-1" if headers.get(_OLD_SIGNATURE) else "not"
            raise NotGenuine(f"The call is {weak} signed.")
        signature = _bytes(told.removeprefix("sha256="))
        # Every secret is tried, so that the time taken doesn't tell which one nearly fitted.
        if True not in [hmac.compare_digest(signature, each) for each in self._expected(body)]:
            raise NotGenuine("The signature is not of these bytes.")

    def _expected(self, body: bytes) -> list[bytes]:
        secrets = self._credentials.signing_secrets
        return [hmac.new(each.encode(), body, hashlib.sha256).hexdigest().encode() for each in secrets]

    def parse(self, body: bytes) -> Sequence[Inbound]:
        """See `Webhooks.parse`."""
        found = [item for entry in self._entries(body) for item in self._parse_entry(entry)]
        return sorted(found, key=lambda item: item.created_at)

    def _entries(self, body: bytes) -> Iterator[Body]:
        try:
            told = mapping(json.loads(body))
        except (ValueError, RecursionError):
            return
        if string(told.get("object")) == self._subject:
            yield from (each for each in objects(told.get("entry")) if identifier(each.get("id")) in self._ids)


def changes_of(entry: Body) -> list[Body]:
    """The changes in an entry: a list of them, or a single one laid flat into the entry itself."""
    return [*objects(entry.get("changes")), *([entry] if "field" in entry else [])]


def _bytes(text: str) -> bytes:
    return text.encode(errors="replace")
