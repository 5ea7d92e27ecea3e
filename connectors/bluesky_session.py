"""The session of one account kept between starts: a file that only the app password opens."""

import base64
import hashlib
import json
import logging
import os
from pathlib import Path
from tempfile import mkstemp

from cryptography.fernet import Fernet, InvalidToken

from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.bodies import mapping, string

log = logging.getLogger(__name__)

_SALT_BYTES = 16
_WORK = 2**14
"""Rounds of scrypt: about 50 ms, once per start."""


class SessionFile:
    """Reads and writes one session. A file that can't be used costs a sign-in, never the account.

    Whoever reads the file without the app password learns nothing, and a new app password makes it void.
    """

    def __init__(self, credentials: BlueskyCredentials, options: BlueskyOptions) -> None:
        self._path = Path(options.session_file) if options.session_file else None
        self._whose = f"{credentials.login} at {options.service}"
        self._password = credentials.app_password
        self._salt = b""
        self._cover: Fernet | None = None

    def load(self) -> str | None:
        """The session last kept, or None when there is none for this account, service and password."""
        if self._path is None:
            return None
        try:
            raw = self._path.read_bytes()
            told = mapping(json.loads(self._cover_for(raw[:_SALT_BYTES]).decrypt(raw[_SALT_BYTES:])))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, InvalidToken):
            log.warning("The kept session in %s can't be read; signing in anew", self._path)
            return None
        return string(told.get("session")) or None if told.get("whose") == self._whose else None

    def save(self, session: str) -> None:
        """Replace what is kept, at once and whole, readable by nobody else."""
        if self._path is None:
            return
        cover = self._cover_for(self._salt or os.urandom(_SALT_BYTES))
        told = json.dumps({"whose": self._whose, "session": session})
        try:
            self._replace(self._path, self._salt + cover.encrypt(told.encode()))
        except OSError as error:
            log.warning("The session can't be kept in %s (%s); the next start signs in", self._path, error.strerror)

    def _replace(self, path: Path, content: bytes) -> None:
        handle, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise

    def _cover_for(self, salt: bytes) -> Fernet:
        if self._cover is None or salt != self._salt:
            key = hashlib.scrypt(self._password.encode(), salt=salt, n=_WORK, r=8, p=1, dklen=32)
            self._salt, self._cover = salt, Fernet(base64.urlsafe_b64encode(key))
        return self._cover
