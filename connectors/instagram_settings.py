"""What it takes to reach one professional account on Instagram: its keys and its habits."""

from dataclasses import dataclass, field, replace

from connectors.graph_settings import (
    APP_QUESTION,
    PAGE_QUESTION,
    SECRET_QUESTION,
    TOKEN_QUESTION,
    VERIFY_QUESTION,
    GraphCredentials,
    GraphOptions,
    check_id,
)
from connectors.questions import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class InstagramCredentials(GraphCredentials):
    """See `GraphCredentials`. `instagram_app_secret`: Meta may sign with it where the Instagram login is used."""

    instagram_app_secret: str = field(default="", repr=False)

    @property
    def signing_secrets(self) -> tuple[str, ...]:
        """The secrets with which Meta may sign its calls."""
        return tuple(each for each in (self.app_secret, self.instagram_app_secret) if each)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstagramOptions(GraphOptions):
    """See `GraphOptions`. With the Instagram login, `api` is `https://graph.instagram.com` and `page_id` stays empty.

    `user_id`: the professional account's number. `page_id`: the page that it is linked to, through which messages go.
    `again_s`: after how long the comments under a post are read again even if their number stayed the same.
    Raises `ValueError` for ids that are no numbers.
    """

    user_id: str
    page_id: str = ""
    again_s: float = 900.0

    def __post_init__(self) -> None:
        GraphOptions.__post_init__(self)
        check_id(self.user_id, "user_id")
        if self.page_id:
            check_id(self.page_id, "page_id")


QUESTIONS = (
    Question(
        key="user_id",
        name="id of the professional account",
        where="In Meta's business settings, under Accounts, Instagram accounts, it stands beside the account's name.",
        is_secret=False,
        is_option=True,
        pattern=r"\d{1,30}",
        example="17841400000000777",
    ),
    replace(
        PAGE_QUESTION,
        where="It is the Facebook page that the account is linked to; leave it empty with the Instagram login.",
        may_be_empty=True,
    ),
    TOKEN_QUESTION,
    SECRET_QUESTION,
    APP_QUESTION,
    VERIFY_QUESTION,
)
"""What `ascolto accounts add instagram` asks."""
