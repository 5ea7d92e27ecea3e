"""What it takes to reach one page on Facebook: its keys and its habits."""

from dataclasses import dataclass

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

FacebookCredentials = GraphCredentials


@dataclass(frozen=True, slots=True, kw_only=True)
class FacebookOptions(GraphOptions):
    """See `GraphOptions`. `tagged_every_s`: how often posts of others that tag the page are looked for.

    `again_s`: after how long the comments under a post are read again even if their number stayed the same.
    Raises `ValueError` unless `page_id` is the page's number.
    """

    page_id: str
    tagged_every_s: float = 300.0
    again_s: float = 900.0

    def __post_init__(self) -> None:
        GraphOptions.__post_init__(self)
        check_id(self.page_id, "page_id")


QUESTIONS = (PAGE_QUESTION, TOKEN_QUESTION, SECRET_QUESTION, APP_QUESTION, VERIFY_QUESTION)
"""What `ascolto accounts add facebook` asks."""
