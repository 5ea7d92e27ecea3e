"""Where a message is seen on its platform, for what only a person in the platform's app can answer."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("link", sa.String(), nullable=True))
