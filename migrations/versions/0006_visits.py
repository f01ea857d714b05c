"""Visits for several problems, who reports and who is at home, notes for the technician, saved places."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0006_visits"
down_revision = "0005_cases"
branch_labels = None
depends_on = None

_COLUMNS = ("caller_name", "caller_phone", "relation", "wishes", "visit_group")


def upgrade() -> None:
    private = booking.columns.PrivateText
    op.add_column("request", sa.Column("caller_name", private(), nullable=True))
    op.add_column("request", sa.Column("caller_phone", private(), nullable=True))
    op.add_column("request", sa.Column("relation", sa.String(length=20), nullable=True))
    op.add_column("request", sa.Column("wishes", private(), nullable=True))
    op.add_column("request", sa.Column("visit_group", sa.BigInteger(), nullable=True))
    op.create_index("ix_offer_hold", "offer", ["hold_id"], unique=False)
    op.create_table(
        "saved_place",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("resident", sa.String(length=100), nullable=False),
        sa.Column("name", private(), nullable=True),
        sa.Column("address", private(), nullable=False),
        sa.Column("contact", private(), nullable=True),
        sa.Column("used_at", booking.columns.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_saved_place_resident", "saved_place", ["resident"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_saved_place_resident", table_name="saved_place")
    op.drop_table("saved_place")
    op.drop_index("ix_offer_hold", table_name="offer")
    for column in _COLUMNS:
        op.drop_column("request", column)
