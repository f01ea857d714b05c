"""Talks handed to a person, who answers them, and when someone is there."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0003_person"
down_revision = "0002_media"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "office",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("patience_minutes", sa.Integer(), nullable=False),
        sa.Column("on_holidays", sa.Boolean(), nullable=False),
        sa.CheckConstraint("code IN ('supervisor', 'centre')", name="code_known"),
        sa.CheckConstraint("patience_minutes > 0", name="patience_positive"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "office_hours",
        sa.Column("office", sa.String(length=20), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday_known"),
        sa.CheckConstraint(
            "0 <= start_minute AND start_minute < end_minute AND end_minute <= 1440", name="hours_forward"
        ),
        sa.ForeignKeyConstraint(["office"], ["office.code"]),
        sa.PrimaryKeyConstraint("office", "weekday", "start_minute"),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("name_zh", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    _handovers()


def _handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("resident", sa.String(length=100), nullable=False),
        sa.Column("inbox", sa.String(length=20), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("asked_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("due_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("taken_by", sa.String(length=100), nullable=True),
        sa.Column("taken_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("ended_by", sa.String(length=100), nullable=True),
        sa.Column("ended_at", booking.columns.UtcTime(), nullable=True),
        sa.CheckConstraint("inbox IN ('supervisor', 'centre')", name="inbox_known"),
        sa.CheckConstraint("status IN ('waiting', 'taken', 'back')", name="status_known"),
        sa.PrimaryKeyConstraint("id"),
    )
    open_ones = sa.text("status IN ('waiting', 'taken')")
    op.create_index(
        "uq_handover_open",
        "handover",
        ["chat_id"],
        unique=True,
        sqlite_where=open_ones,
        postgresql_where=open_ones,
    )
    op.create_index("ix_handover_status", "handover", ["status", "id"], unique=False)
    op.create_table(
        "handover_fact",
        sa.Column("handover_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["handover_id"], ["handover.id"], name="fk_handover_fact_handover"),
        sa.PrimaryKeyConstraint("handover_id", "seq"),
    )


def downgrade() -> None:
    for table in ("handover_fact", "handover", "calendar_day", "office_hours", "office"):
        op.drop_table(table)
