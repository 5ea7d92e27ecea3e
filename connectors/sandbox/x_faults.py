"""What can go wrong at X, each to be switched on by a test or a trainer."""

from enum import StrEnum

from connectors.sandbox.faults import Switches


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `x_refusals`; the others are behaviour."""

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
    STREAM_ERROR = "stream_error"
    STREAM_UNTAGGED = "stream_untagged"
    FORGED = "forged"

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_BARE = "rate_limit_bare"
    RATE_LIMIT_TEXT = "rate_limit_text"
    RATE_LIMIT_DAILY = "rate_limit_daily"
    USAGE_CAP = "usage_cap"
    TOO_MANY_CONNECTIONS = "too_many_connections"
    CREDITS = "credits"
    CREDITS_NEWER = "credits_newer"
    UNAUTHORIZED = "unauthorized"
    UNAUTHORIZED_V1 = "unauthorized_v1"
    DUPLICATE_CONTENT = "duplicate_content"
    NOT_SUMMONED = "not_summoned"
    SCOPE = "scope"
    CLIENT_FORBIDDEN = "client_forbidden"
    SUSPENDED = "suspended"
    DM_CLOSED = "dm_closed"
    BAD_REQUEST = "bad_request"
    OLD_SINCE_ID = "old_since_id"
    TWEET_FIELDS = "tweet_fields"
    NOT_FOUND = "not_found"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"


Faults = Switches[Fault]
"""The switches of one world. `LATE` knows the endpoints `brand` and `customers`: whose posts show up late."""
