"""How listening goes, and the covered keys of accounts that were added here."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:

    for name in ("listened_at", "failing_since", "expires_at"):
        op.add_column("account", sa.Column(name, _TIME, nullable=True))
    op.add_column("account", sa.Column("trouble", sa.String(), nullable=True))
    op.create_table(
        "accountkeys",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("covered", sa.Text(), nullable=False),
        sa.Column("stored_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["name"], ["account.name"]),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index("ix_message_heard", "message", ["account", "own", "created_at"], unique=False)
