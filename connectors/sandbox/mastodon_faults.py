"""What can go wrong at an instance, each to be switched on by a test or a trainer."""

from enum import StrEnum

from connectors.sandbox.faults import Switches


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `mastodon_refusals`; the others are behaviour."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    GARBLED = "garbled"
    EMPTY = "empty"
    DUPLICATES = "duplicates"
    REORDER = "reorder"
    LATE = "late"
    ECHO = "echo"
    STREAM_DROP = "stream_drop"
    STREAM_STALL = "stream_stall"
    STREAM_PARTIAL = "stream_partial"
    STREAM_HUGE = "stream_huge"

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_EPOCH = "rate_limit_epoch"
    RATE_LIMIT_BARE = "rate_limit_bare"
    RATE_LIMIT_TEXT = "rate_limit_text"
    UNAUTHORIZED = "unauthorized"
    LOGIN_DISABLED = "login_disabled"
    SCOPE = "scope"
    NOT_ALLOWED = "not_allowed"
    PROXY_FORBIDDEN = "proxy_forbidden"
    NOT_FOUND = "not_found"
    GONE = "gone"
    INVALID = "invalid"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"


Faults = Switches[Fault]
"""The switches of one world. `LATE` knows the endpoints `brand` and `customers`: whose statuses show up late."""
