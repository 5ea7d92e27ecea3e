"""Alembic's entry: it runs on the connection that `Database.upgrade` hands over."""

from alembic import context

from bot.storage import tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.SQLModel.metadata,
    render_as_batch=True,  # SQLite can't alter a table in place
)
context.run_migrations()
