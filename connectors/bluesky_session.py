"""The session of one account kept between starts: a file that only the app password opens."""

import logging
from pathlib import Path

from connectors.bluesky_settings import BlueskyCredentials, BlueskyOptions
from connectors.kept import KeptFile

log = logging.getLogger(__name__)


class SessionFile:
    """Reads and writes one session. A file that can't be used costs a sign-in, never the account."""

    def __init__(self, credentials: BlueskyCredentials, options: BlueskyOptions) -> None:
        whose = f"{credentials.login} at {options.service}"
        path = options.session_file
        self._kept = KeptFile(Path(path), whose=whose, secret=credentials.app_password) if path else None

    def load(self) -> str | None:
        """The session last kept, or None when there is none for this account, service and password."""
        return self._kept.load() if self._kept else None

    def save(self, session: str) -> None:
        """Replace what is kept, at once and whole, readable by nobody else."""
        if self._kept is None:
            return
        try:
            self._kept.save(session)
        except OSError as error:
            log.warning(
                "The session can't be kept in %s (%s); the next start signs in", self._kept.path, error.strerror
            )
