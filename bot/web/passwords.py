"""Passwords are kept as argon2id hashes only."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LONGEST = 1_024
"""Longest password in characters; hashing a longer one would only keep a processor busy."""

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """The hash to store; takes some 50 ms on purpose."""
    return _HASHER.hash(password)


def verify(stored: str | None, password: str) -> bool:
    """True when `password` is the one behind `stored`; for None it takes as long and says no.

    So an answer's time doesn't tell which names exist.
    """
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(stored or _nobodys(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hash_password("nobody has this password")
