"""Sending an approved reply once, to nobody who could not read the question, and looking for one sent perhaps."""

import re
import unicodedata

from bot.domain.approval import ApprovedReply, Letter
from bot.domain.length import FEDERATED_MENTION, mastodon_length
from bot.domain.visibility import Visibility
from connectors.base import OutcomeUnknown, Receipt, Refused
from connectors.bodies import Body, mapping, moment, string
from connectors.mastodon_ids import plain_id
from connectors.mastodon_instance import Instance
from connectors.mastodon_parse import Brand, parent_of, status_id, text_of, version_of, visibility_of
from connectors.mastodon_reads import Reads
from connectors.mastodon_wire import Wire

_STATUSES = "/api/v1/statuses"


class Edited(Refused):
    """The customer's words are no longer those that the reply answers; `status` holds them as they are now."""

    def __init__(self, status: Body) -> None:
        super().__init__("The customer has edited the message since this reply was written; read it again first.")
        self.status = status


async def question_of(reads: Reads, letter: Letter) -> Body:
    """The status that a letter answers, as it is now.

    Raises `Refused` when it is gone, `Edited` when its words changed, `Unavailable` or `SignedOut`.
    """
    status = await reads.status(status_id(letter.target_id), for_reply=True)
    if status is None:
        raise Refused("The message is deleted, or no longer shown to the account.", gone=True)
    if version_of(status) != letter.target_id:
        raise Edited(status)
    return status


def status_for(letter: Letter, question: Body, brand: Brand, instance: Instance) -> dict[str, str]:
    """What to publish. Raises `Refused` for what the instance would refuse, or show to more people than asked."""
    if letter.visibility.widens(visibility_of(question)):
        raise Refused("The answer would be seen by more people than the question.")
    account = mapping(question.get("account"))
    if plain_id(account.get("id")) != letter.addressee:
        raise Refused("The message is by somebody else than the one whom the reply is for.")
    if not letter.text.strip():
        raise Refused("An instance takes no empty text.")
    handle = brand.full(string(account.get("acct")) or string(account.get("username")))
    _check_third_parties(letter, handle, brand)
    body = {
        "status": _addressed(letter.text, handle, brand),
        "in_reply_to_id": status_id(letter.target_id),
        "visibility": letter.visibility.value,
    }
    if warning := string(question.get("spoiler_text")):
        body["spoiler_text"] = warning
    _check_length(body, instance)
    return body


def _check_third_parties(letter: Letter, handle: str, brand: Brand) -> None:
    # Whoever is named in such a status gets it, though they could not read the question.
    if letter.visibility.is_open:
        return
    invited = _names(letter.text, brand) - {handle.lower(), brand.handle.lower()}
    if invited:
        raise Refused(
            f"Naming @{min(invited)} would show this {_WORDS[letter.visibility]} answer to them; leave the handle out."
        )


_WORDS = {Visibility.DIRECT: "direct", Visibility.PRIVATE: "followers-only"}


def _names(text: str, brand: Brand) -> set[str]:
    return {brand.full(found[0][1:]).lower() for found in FEDERATED_MENTION.finditer(text)}


def _addressed(text: str, handle: str, brand: Brand) -> str:
    # An instance tells only people who are named, and a direct status reaches nobody else.
    return text if handle.lower() in _names(text, brand) else f"@{handle} {text}"


def _check_length(body: dict[str, str], instance: Instance) -> None:
    units = mastodon_length(body["status"], instance.per_url) + mastodon_length(body.get("spoiler_text", ""), 0)
    if units > instance.longest:
        raise Refused(
            f"The text counts {units} with the handle it is for and the content warning it keeps, "
            f"and the instance allows {instance.longest}."
        )


async def publish(wire: Wire, body: dict[str, str], letter: Letter, key: str) -> Receipt:
    """Post it. The key holds for this very letter, so that an instance that knows it can't mix two up.

    Raises any `ConnectorError`.
    """
    told = mapping(await wire.post(_STATUSES, body, {"Idempotency-Key": f"{key}-{letter.digest[:32]}"}))
    return _receipt(told) or _no_id()


def _no_id() -> Receipt:
    raise OutcomeUnknown("The instance took the reply without giving it an id and a time.")


def _receipt(status: Body) -> Receipt | None:
    identity, at = plain_id(status.get("id")), moment(status.get("created_at"))
    return Receipt(identity, at) if identity and at else None


async def find_sent(reads: Reads, reply: ApprovedReply) -> Receipt | None:
    """The reply as the account's own posts since the question have it, or None when all were looked at.

    Raises `Unavailable` or `SignedOut` when it can't look at everything.
    """
    letter = reply.letter
    target, wanted = status_id(letter.target_id), normal(letter.text)
    async for status in reads.own_posts_since(target):
        if parent_of(status) == target and normal(_words(status)) == wanted and (found := _receipt(status)):
            return found
    return None


def _words(status: Body) -> str:
    return text_of({**status, "spoiler_text": ""})


def normal(text: str) -> str:
    """A text without what an instance changes: handles in front, hosts in handles, link ends, spaces, composition."""
    text = FEDERATED_MENTION.sub(lambda found: f"@{found['user']}", text)
    text = re.sub(r"^(?:\s*@[\w.-]*\w[,:]?(?=\s|$))+", "", text)
    text = re.sub(r"/(?=\s|$)", "", re.sub(r"https?://", "", text))
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()
