"""Ratings with reasons and a history, callbacks, and the travel time that a technician gave."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0004_ratings"
down_revision = "0003_person"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rating", sa.Column("reasons", sa.JSON(), server_default="[]", nullable=False))
    op.add_column("rating", sa.Column("round", sa.Integer(), server_default="1", nullable=False))
    op.add_column("rating", sa.Column("again_at", booking.columns.UtcTime(), nullable=True))
    op.add_column("visit", sa.Column("travel_minutes", sa.Integer(), nullable=True))
    op.create_table(
        "past_rating",
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("comment", booking.columns.PrivateText(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("until", booking.columns.UtcTime(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars_1_to_5"),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_past_rating_request"
        ),
        sa.PrimaryKeyConstraint("request_id", "version", "district"),
    )
    op.create_table(
        "callback",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("opened_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("due_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("done_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("done_by", sa.String(length=100), nullable=True),
        sa.Column("note", booking.columns.PrivateText(), nullable=False),
        sa.CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_whole"),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_callback_request"
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_callback_due", "callback", ["done_at", "due_at"])
    op.create_index(
        "uq_callback_open",
        "callback",
        ["request_id", "district"],
        unique=True,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("callback")
    op.drop_table("past_rating")
    op.drop_column("visit", "travel_minutes")
    for column in ("again_at", "round", "reasons"):
        op.drop_column("rating", column)
