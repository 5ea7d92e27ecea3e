"""X's bodies as Ascolto's messages. Pure; anything unknown, missing or broken is left out, never raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.message import Attachment, Author, CanReply, Happening, Inbound, Kind
from bot.domain.visibility import Visibility
from connectors.x_address import Brand, Standing, standing
from connectors.x_json import (
    Body,
    either,
    identifier,
    is_number,
    mapping,
    moment,
    objects,
    snowflake_time,
    string,
    strings,
)

DM_PREFIX = "dm:"
"""Sets ids of direct messages apart from those of posts: both are numbers from one counter, looked up in two places."""

_ESCAPES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_NO_LANGUAGE = frozenset({"und", "qam", "qct", "qht", "qme", "qst", "zxx", "art"})
_OLD_LANGUAGES = {"in": "id", "iw": "he"}
_SITE = "https://x.com"
_MEDIA_TYPES = {"3": "photo", "7": "video", "13": "video", "16": "animated_gif"}


def unescape(text: str) -> str:
    """X's text as the customer typed it: exactly `&amp; &lt; &gt;`, once, since nothing else is escaped."""
    return re.sub(r"&(?:amp|lt|gt);", lambda found: _ESCAPES[found[0]], text)


@dataclass(frozen=True, slots=True)
class Includes:
    """What a body tells beside its posts: people, quoted and answered posts, media; by id."""

    users: dict[str, Body]
    posts: dict[str, Body]
    media: dict[str, Body]

    @classmethod
    def of(cls, body: Body) -> "Includes":
        """Reads both vocabularies."""
        included = mapping(body.get("includes"))
        posts = [*objects(included.get("tweets")), *objects(included.get("posts"))]
        return cls(
            users={identifier(each.get("id")): each for each in objects(included.get("users"))},
            posts={identifier(each.get("id")): each for each in posts},
            media={identifier(each.get("media_key")): each for each in objects(included.get("media"))},
        )

    def author(self, identity: str) -> Author:
        """A person with the handle of today, which may differ tomorrow."""
        user = self.users.get(identity, {})
        return Author(id=identity, handle=string(user.get("username")) or None, name=string(user.get("name")) or None)


def history_of(post: Body) -> list[str]:
    """Ids of all versions of a post, oldest first; the post's own when X tells no history."""
    own = identifier(post.get("id"))
    told = strings(either(post, "edit_history_tweet_ids", "edit_history_post_ids"))
    return sorted({each for each in [*told, own] if is_number(each)}, key=int)


def references(post: Body) -> dict[str, str]:
    """What a post refers to: `replied_to`, `quoted` and `retweeted`, each with an id."""
    told = objects(either(post, "referenced_tweets", "referenced_posts"))
    return {string(each.get("type")).replace("reposted", "retweeted"): identifier(each.get("id")) for each in told}


def whole_text(post: Body) -> str:
    """The text as X has it, still escaped; long posts are cut in `text` and whole in their note."""
    note = mapping(either(post, "note_tweet", "note_post"))
    return string(note.get("text")) or string(post.get("text"))


def parse_posts(body: Body, brand: Brand) -> list[Inbound]:
    """The posts in a page, a lookup or a stream line, oldest first. Retweets and what is no post are left out."""
    includes = Includes.of(body)
    data = body.get("data")
    posts = objects(data) or [mapping(data)]
    found = [parsed for each in posts if (parsed := _post(each, includes, brand))]
    return sorted(found, key=lambda each: int(each.answer_to))


def _post(post: Body, includes: Includes, brand: Brand) -> Inbound | None:
    identity, author = identifier(post.get("id")), identifier(post.get("author_id"))
    refers = references(post)
    if not is_number(identity) or not author or "retweeted" in refers:
        return None
    history, own = history_of(post), author == brand.id
    where = _standing(post, refers, includes, brand)
    protected = includes.users.get(author, {}).get("protected") is True and not own
    can_reply, reason = (CanReply.HUMAN_ONLY, _PROTECTED) if protected else where.permission
    if brand.answers_anybody and not protected:
        can_reply, reason = CanReply.YES, None
    return Inbound(
        external_id=history[0],
        version_id=history[-1],
        thread_id=identifier(post.get("conversation_id")) or refers.get("replied_to") or history[0],
        root_id=identifier(post.get("conversation_id")) or None,
        parent_id=refers.get("replied_to") or (refers.get("quoted") if own else None),
        addressee_id=_answered(post, refers, includes) if own else None,
        author=includes.author(author),
        created_at=_created(post, history[0]),
        text=unescape(whole_text(post)),
        happening=_happening(identity, history, own=own),
        kind=Kind.REPLY if "replied_to" in refers else Kind.MENTION,
        visibility=Visibility.PRIVATE if protected else Visibility.PUBLIC,
        lang=_language(post),
        attachments=tuple(_attachments(post, includes)),
        can_reply=CanReply.YES if own else can_reply,
        can_reply_reason=None if own else reason,
        link=f"{_SITE}/i/status/{identity}",
        addressed=not own and where.addressed,
    )


_PROTECTED = "The author's posts are protected and an answer on X is public; a person has to decide in the X app."


def _standing(post: Body, refers: dict[str, str], includes: Includes, brand: Brand) -> Standing:
    quoted = includes.posts.get(refers.get("quoted", ""), {})
    parent = includes.posts.get(refers.get("replied_to", ""), {})
    mentions = objects(mapping(post.get("entities")).get("mentions"))
    shown = post.get("display_text_range")
    start = shown[0] if isinstance(shown, list) and shown and isinstance(shown[0], int) else None
    answers = _answered(post, refers, includes) or ""
    return standing(
        brand,
        text=whole_text(post),
        author=identifier(post.get("author_id")),
        answers=answers if "replied_to" in refers else "",
        is_reply="replied_to" in refers,
        quotes=identifier(quoted.get("author_id")),
        named_in_entities=any(identifier(each.get("id")) == brand.id for each in mentions),
        parent_text=whole_text(parent) if parent else None,
        shown_from=start,
    )


def _answered(post: Body, refers: dict[str, str], includes: Includes) -> str | None:
    referred = includes.posts.get(refers.get("replied_to") or refers.get("quoted", ""), {})
    return identifier(post.get("in_reply_to_user_id")) or identifier(referred.get("author_id")) or None


def _happening(identity: str, history: list[str], *, own: bool) -> Happening:
    if own:
        return Happening.OWN
    return Happening.EDIT if identity != history[0] else Happening.MESSAGE


def _created(post: Body, first: str) -> datetime:
    # An edit's own time is not when the customer began to wait; the id of the first version holds that.
    told = moment(post.get("created_at")) if identifier(post.get("id")) == first else None
    return told or snowflake_time(first) or datetime.fromtimestamp(0, UTC)


def _language(post: Body) -> str | None:
    told = string(post.get("lang"))
    return None if not told or told in _NO_LANGUAGE else _OLD_LANGUAGES.get(told, told)


def _attachments(message: Body, includes: Includes) -> Iterator[Attachment]:
    for key in strings(mapping(message.get("attachments")).get("media_keys")):
        media = includes.media.get(key, {})
        guess = _MEDIA_TYPES.get(key.partition("_")[0], "file")
        url = string(media.get("url")) or string(media.get("preview_image_url"))
        yield Attachment(type=string(media.get("type")) or guess, url=url or None)


def parse_messages(body: Body, brand: Brand) -> list[Inbound]:
    """The direct messages in a page of events, oldest first; people joining and leaving are left out."""
    includes = Includes.of(body)
    found = [parsed for each in objects(body.get("data")) if (parsed := _message(each, includes, brand))]
    return sorted(found, key=lambda each: int(each.answer_to))


def _message(event: Body, includes: Includes, brand: Brand) -> Inbound | None:
    identity, sender = identifier(event.get("id")), identifier(event.get("sender_id"))
    conversation = identifier(event.get("dm_conversation_id"))
    if event.get("event_type") != "MessageCreate" or not is_number(identity) or not sender or not conversation:
        return None
    own = sender == brand.id
    return Inbound(
        external_id=DM_PREFIX + identity,
        version_id=identity,
        thread_id=conversation,
        addressee_id=_other(conversation, sender) if own else None,
        author=includes.author(sender),
        created_at=moment(event.get("created_at")) or snowflake_time(identity) or datetime.fromtimestamp(0, UTC),
        text=unescape(string(event.get("text"))),
        happening=Happening.OWN if own else Happening.MESSAGE,
        kind=Kind.DM,
        visibility=Visibility.DIRECT,
        link=f"{_SITE}/messages/{conversation}",
        attachments=tuple(_attachments(event, includes)),
        addressed=not own,
    )


def _other(conversation: str, sender: str) -> str | None:
    # Two people's conversation is named after both; a group's name tells nobody.
    people = conversation.split("-")
    return next((each for each in people if each != sender), None) if len(people) == 2 else None
