"""Where keys may travel."""

from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def is_safe(address: str) -> bool:
    """Whether a key may travel to this address: encrypted, or not leaving the machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.scheme in ("http", "ws") and host in _LOOPBACK
    return bool(host) and (plain or parts.scheme in ("https", "wss")) and parts.username is None
