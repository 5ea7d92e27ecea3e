"""What can go wrong at Meta, each to be switched on by a test or a trainer."""

from enum import StrEnum

from connectors.sandbox.faults import Switches


class Fault(StrEnum):
    """Names as used over HTTP. The second group are answers, see `graph_refusals`; the others are behaviour."""

    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    GARBLED = "garbled"
    EMPTY = "empty"
    DRIP = "drip"
    DUPLICATES = "duplicates"
    REORDER = "reorder"
    RANKED = "ranked"
    LATE = "late"
    NAMELESS = "nameless"
    OLD_VERSION = "old_version"
    USAGE_SLOW = "usage_slow"
    USAGE_FULL = "usage_full"
    HOOK_LOST = "hook_lost"
    HOOK_TWICE = "hook_twice"
    HOOK_UNSIGNED = "hook_unsigned"
    HOOK_SHA1 = "hook_sha1"
    HOOK_FORGED = "hook_forged"

    TRANSIENT = "transient"
    APP_LIMIT = "app_limit"
    PAGE_LIMIT = "page_limit"
    MESSAGE_LIMIT = "message_limit"
    ACCOUNT_LIMIT = "account_limit"
    CUSTOM_LIMIT = "custom_limit"
    TOKEN_DEAD = "token_dead"  # noqa: S105 - the name of a fault
    CHECKPOINT = "checkpoint"
    PERMISSION = "permission"
    OUTSIDE_WINDOW = "outside_window"
    BARRED = "barred"
    BLOCKED = "blocked"
    BAD_PARAMETER = "bad_parameter"
    GONE = "gone"
    NOT_APPROVED = "not_approved"
    NO_RECIPIENT = "no_recipient"
    NO_TAG = "no_tag"
    DUPLICATE_POST = "duplicate_post"
    UNREACHABLE = "unreachable"
    SERVER_JSON = "server_json"
    SERVER_HTML = "server_html"
    SERVER_EMPTY = "server_empty"
    UNTYPED = "untyped"


Faults = Switches[Fault]
"""The switches of one world. `LATE` knows the endpoints `brand` and `customers`: whose words show up late."""
