"""What people say about the labels, in a table that only grows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:

    op.add_column("message", sa.Column("labels", _JSON, nullable=True))
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("classified_at", _TIME, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("said", _JSON, nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("should", _JSON, nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_correction_message", "correction", ["message_id", "id"], unique=False)
    op.create_index("ix_correction_at", "correction", ["at"], unique=False)
    _make_append_only()


def _make_append_only() -> None:
    """No change, and no deletion while the text is there: what a customer takes back takes its labels along."""
    kept = "(SELECT deleted_at FROM message WHERE id = OLD.message_id) IS NULL"
    if op.get_bind().dialect.name == "sqlite":
        for action, when in (("UPDATE", ""), ("DELETE", f"WHEN {kept} ")):
            op.execute(
                f"CREATE TRIGGER correction_no_{action.lower()} BEFORE {action} ON correction {when}"
                "BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION ascolto_keep_corrections() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'UPDATE' OR {kept} THEN RAISE EXCEPTION 'corrections are append-only'; END IF; "
        "RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER correction_append_only BEFORE UPDATE OR DELETE ON correction "
        "FOR EACH ROW EXECUTE FUNCTION ascolto_keep_corrections()"
    )
    op.execute(
        "CREATE TRIGGER correction_no_truncate BEFORE TRUNCATE ON correction "
        "FOR EACH STATEMENT EXECUTE FUNCTION ascolto_append_only()"
    )
