"""What platforms send by themselves, kept from the first moment until its messages are stored."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UNREAD = sa.text("body IS NOT NULL")


def upgrade() -> None:

    op.create_table(
        "webhookcall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account", "digest"),
    )
    op.create_index(
        "ix_webhookcall_waiting",
        "webhookcall",
        ["account", "id"],
        unique=False,
        sqlite_where=_UNREAD,
        postgresql_where=_UNREAD,
    )
    op.create_index("ix_webhookcall_received_at", "webhookcall", ["received_at"], unique=False)
