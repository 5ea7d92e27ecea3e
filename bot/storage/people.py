"""The team: people, their sessions, and the limit on failed sign-ins."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.domain.clock import Clock
from bot.domain.errors import Explained
from bot.storage.database import Database
from bot.storage.events import append, entry
from bot.storage.tables import LoginFailure, Person, Session, table

FAILURES, PEOPLE, SESSIONS = table(LoginFailure), table(Person), table(Session)


class PersonExists(Explained):
    """The name is taken."""


class UnknownPerson(Explained):
    """No person of that name."""


class People:
    """People and their sessions. Passwords and tokens arrive here as hashes only."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, name: str, password_hash: str, role: str, by: str) -> None:
        """Raises `PersonExists`."""
        now = self._clock()
        row = {"name": name, "password_hash": password_hash, "role": role, "disabled": False, "created_at": now}
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(PEOPLE), [row])
                await append(connection, [entry(now, by, "person_added", detail={"name": name, "role": role})])
        except IntegrityError as error:
            raise PersonExists(f"There is somebody called '{name}' already; choose another name.") from error

    async def change(self, name: str, by: str, **values: str | bool) -> None:
        """Set password_hash, role or disabled; ends the person's sessions. Raises `UnknownPerson`."""
        now = self._clock()
        async with self._database.write() as connection:
            changed = await connection.execute(update(PEOPLE).where(PEOPLE.c.name == name).values(**values))
            if not changed.rowcount:
                raise UnknownPerson(f"There is nobody called '{name}'; 'ascolto users list' shows the team.")
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.person == name))
            await append(connection, [entry(now, by, "person_changed", detail={"name": name, "what": sorted(values)})])

    async def get(self, name: str) -> RowMapping | None:
        """One person, disabled or not."""
        async with self._database.read() as connection:
            return (await connection.execute(select(PEOPLE).where(PEOPLE.c.name == name))).mappings().first()

    async def all(self) -> Sequence[RowMapping]:
        """Everybody, by name."""
        async with self._database.read() as connection:
            return (await connection.execute(select(PEOPLE).order_by(PEOPLE.c.name))).mappings().all()

    async def open_session(self, token_hash: str, name: str, csrf: str, until: datetime) -> None:
        """Remember a signed-in browser, and forget sessions that ended."""
        now = self._clock()
        row = {"token_hash": token_hash, "person": name, "csrf": csrf, "created_at": now, "expires_at": until}
        async with self._database.write() as connection:
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= now))
            await connection.execute(insert(SESSIONS), [row])

    async def session(self, token_hash: str) -> RowMapping | None:
        """The session with its person's `role`; None when it ended or the person is disabled."""
        async with self._database.read() as connection:
            found = await connection.execute(
                select(SESSIONS, PEOPLE.c.role)
                .join(PEOPLE, PEOPLE.c.name == SESSIONS.c.person)
                .where(
                    SESSIONS.c.token_hash == token_hash,
                    SESSIONS.c.expires_at > self._clock(),
                    PEOPLE.c.disabled.is_(False),
                )
            )
            return found.mappings().first()

    async def close_session(self, token_hash: str) -> None:
        """Sign out."""
        async with self._database.write() as connection:
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.token_hash == token_hash))

    async def failures(self, subjects: Sequence[str], window_s: float) -> int:
        """The most failed sign-ins of any of these names or addresses in the last `window_s` seconds."""
        since = self._clock() - timedelta(seconds=window_s)
        async with self._database.read() as connection:
            counted = await connection.execute(
                select(func.count())
                .where(FAILURES.c.subject.in_(subjects), FAILURES.c.at > since)
                .group_by(FAILURES.c.subject)
            )
            return max(counted.scalars(), default=0)

    async def note_failure(self, subjects: Sequence[str], window_s: float) -> None:
        """Count a failed sign-in against a name and an address, and forget old ones."""
        now = self._clock()
        async with self._database.write() as connection:
            await connection.execute(delete(FAILURES).where(FAILURES.c.at < now - timedelta(seconds=window_s)))
            await connection.execute(insert(FAILURES), [{"subject": subject, "at": now} for subject in subjects])
