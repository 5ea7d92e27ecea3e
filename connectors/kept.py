"""A small secret kept between starts: a file that only one of the account's own secrets opens."""

import asyncio
import base64
import fcntl
import hashlib
import json
import logging
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from cryptography.fernet import Fernet, InvalidToken

from connectors.bodies import mapping, string

log = logging.getLogger(__name__)

_SALT_BYTES = 16
_WORK = 2**14
"""Rounds of scrypt: about 50 ms, once per start."""

_LOOK_AGAIN_S = 0.05


class KeptFile:
    """One text that belongs to `whose`, covered with a key made from `secret`.

    Whoever reads the file without the secret learns nothing, and a new secret makes it void.
    """

    def __init__(self, path: Path, *, whose: str, secret: str) -> None:
        self.path = path
        self._whose = whose
        self._secret = secret
        self._salt = b""
        self._cover: Fernet | None = None

    def load(self) -> str | None:
        """What was last kept, or None when there is nothing readable of this owner and secret."""
        try:
            raw = self.path.read_bytes()
            told = mapping(json.loads(self._cover_for(raw[:_SALT_BYTES]).decrypt(raw[_SALT_BYTES:])))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, InvalidToken):
            log.warning("What was kept in %s can't be read; going on without it", self.path)
            return None
        return string(told.get("kept")) or None if told.get("whose") == self._whose else None

    def save(self, text: str) -> None:
        """Replace what is kept, at once and whole, readable by nobody else; on the disk when this returns.

        Raises `OSError`, and then what was kept before is still there.
        """
        cover = self._cover_for(self._salt or os.urandom(_SALT_BYTES))
        told = json.dumps({"whose": self._whose, "kept": text})
        self._replace(self._salt + cover.encrypt(told.encode()))

    @asynccontextmanager
    async def held(self, *, patience_s: float) -> AsyncGenerator[None]:
        """Keep every other holder out meanwhile, in this process and in others on this machine.

        Raises `TimeoutError` after `patience_s` seconds of waiting, and `OSError` when the place takes no file.
        """
        with self.path.with_name(f"{self.path.name}.lock").open("ab") as file:
            async with asyncio.timeout(patience_s):
                while not _taken(file):  # noqa: ASYNC110 - no event tells of another process
                    await asyncio.sleep(_LOOK_AGAIN_S)
            yield

    def _replace(self, content: bytes) -> None:
        handle, name = mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(self.path.parent)

    def _cover_for(self, salt: bytes) -> Fernet:
        if self._cover is None or salt != self._salt:
            key = hashlib.scrypt(self._secret.encode(), salt=salt, n=_WORK, r=8, p=1, dklen=32)
            self._salt, self._cover = salt, Fernet(base64.urlsafe_b64encode(key))
        return self._cover


def _taken(file: BinaryIO) -> bool:
    # The system gives the lock back when the file is closed, however its holder ends.
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    # Without this the new name may be gone after a loss of power, and with it what it stands for.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
