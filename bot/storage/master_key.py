"""The master key: what covers the keys of accounts at rest, and the file that holds it.

One or more keys, the newest first, each 32 random bytes in base64 as `openssl rand -base64 32` writes them. The first
one covers, every one opens: that is how a key is changed without losing anything (`cryptography`'s `MultiFernet`).
"""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.domain.errors import Explained


class KeyTrouble(Explained):
    """The master key is missing, unreadable or another one; what it covers stays as it is."""


class MasterKey:
    """Covers and opens. `where` names in words where the key is from; the key itself is never shown."""

    def __init__(self, text: str, where: str) -> None:
        """Raises `KeyTrouble` for what is no key."""
        self.where = where
        self._keys = [_key(word, where) for word in text.split()]
        if not self._keys:
            raise KeyTrouble(f"{where} is empty; put the master key there, as 'openssl rand -base64 32' makes one.")
        self._cover = MultiFernet(self._keys)

    @property
    def is_being_changed(self) -> bool:
        """Whether older keys stand behind the first one."""
        return len(self._keys) > 1

    def cover(self, account: str, told: Mapping[str, Any]) -> str:
        """`told` as text that only this key opens, bound to the account's name."""
        return self._cover.encrypt(json.dumps({"account": account, **told}).encode()).decode()

    def open(self, account: str, covered: str) -> dict[str, Any]:
        """What was covered for this account. Raises `KeyTrouble`."""
        try:
            told = cast("dict[str, Any]", json.loads(self._cover.decrypt(covered.encode())))
        except (InvalidToken, ValueError) as error:
            raise KeyTrouble(
                f"{self.where} does not open the keys of the account '{account}'; bring back the master key that they "
                f"were stored with, or give the account its keys anew with 'ascolto accounts add … --replace'."
            ) from error
        if told.pop("account", None) != account:
            raise KeyTrouble(
                f"The stored keys of the account '{account}' are another account's; give it its own with "
                "'ascolto accounts add … --replace'."
            )
        return told


class KeyFile:
    """The file beside the database that holds the master key when none is given, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.where = f"The key file {path}"

    def read(self) -> str | None:
        """What it holds, or None when it isn't there. Raises `KeyTrouble`."""
        try:
            return self.path.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyTrouble(f"{self.where} can't be read; check that it is the right file, and its rights.") from error

    def make(self) -> str:
        """A new key, unless somebody made one a moment ago; returns what holds. Raises `KeyTrouble`."""
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return self.read() or ""
        except OSError as error:
            raise KeyTrouble(
                f"{self.where} can't be made ({error.strerror}); check the rights of its folder."
            ) from error
        key = new_key()
        _write(handle, key)
        return key

    def replace(self, text: str) -> None:
        """Put `text` in its place, at once and whole. Raises `KeyTrouble`."""
        try:
            handle, name = mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # mode 0600
            _write(handle, text)
            Path(name).replace(self.path)
        except OSError as error:
            raise KeyTrouble(
                f"{self.where} can't be changed ({error.strerror}); check the rights of its folder."
            ) from error

    def fault(self) -> str | None:
        """What is wrong with the rights of the file, in words."""
        if self.path.exists() and stat.S_IMODE(self.path.stat().st_mode) & 0o077:
            return f"{self.where} may be read by others; run 'chmod 600 {self.path}'."
        return None


def new_key() -> str:
    """A new key as text."""
    return Fernet.generate_key().decode()


def _write(handle: int, text: str) -> None:
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())


def _key(word: str, where: str) -> Fernet:
    try:
        return Fernet(word.translate(_URL_SAFE))
    except ValueError as error:
        raise KeyTrouble(f"{where} holds no master key; 'openssl rand -base64 32' makes one.") from error


_URL_SAFE = str.maketrans("+/", "-_")
