"""Calls that supervisors note."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0010_supervision"
down_revision = "0009_proposals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_note",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("note", booking.columns.PrivateText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_call_note_request"
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_call_note_request", "call_note", ["request_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_call_note_request", "call_note")
    op.drop_table("call_note")
