"""Statements in which many workers meet, for SQLite and PostgreSQL alike: one claims, one inserts what is new."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, RowMapping, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


async def claim(
    connection: AsyncConnection,
    rows: Table,
    key: Column[int],
    *,
    ready: ColumnElement[bool],
    order: Sequence[ColumnElement[Any]],
    limit: int,
    values: Mapping[str, Any],
) -> list[RowMapping]:
    """Set `values` on up to `limit` ready rows that nobody else holds, and return them in key order.

    On PostgreSQL rows locked by another worker are skipped; SQLite has one writer at a time and ignores the clause.
    """
    chosen = select(key).where(ready).order_by(*order).limit(limit).with_for_update(skip_locked=True)
    statement = update(rows).where(key.in_(chosen)).values(**values).returning(rows)
    claimed = (await connection.execute(statement)).mappings().all()
    return sorted(claimed, key=lambda row: row[key.name])


def insert_or_ignore(connection: AsyncConnection, rows: Table, *unique: str) -> postgresql.Insert | sqlite.Insert:
    """An insert that leaves alone what is there already by these columns, whoever put it there a moment ago."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(rows).on_conflict_do_nothing(index_elements=list(unique))
