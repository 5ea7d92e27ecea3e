"""What can go wrong at Bluesky, each to be switched on by a test or a trainer."""

from enum import StrEnum

from connectors.sandbox.faults import Switches


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `bluesky_refusals`; the others are behaviour."""

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

    RATE_LIMIT = "rate_limit"
    RATE_LIMIT_BARE = "rate_limit_bare"
    ENDED_SESSION = "ended_session"
    UNKNOWN_SESSION = "unknown_session"
    NARROW_SESSION = "narrow_session"
    TAKEN_DOWN = "taken_down"
    DEACTIVATED = "deactivated"
    INVALID_RECORD = "invalid_record"
    RECORD_EXISTS = "record_exists"
    NOT_IMPLEMENTED = "not_implemented"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"
    UPSTREAM = "upstream"


Faults = Switches[Fault]
"""The switches of one world; endpoints are named as in the lexicons, like `com.atproto.repo.createRecord`.

`LATE` knows the endpoints `brand` and `customers`: whose posts and messages show up late. `ECHO` makes a page of
notifications tell of own posts too.
"""
