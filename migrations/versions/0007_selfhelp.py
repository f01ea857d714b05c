"""Help before a visit: what was tried, and what went away by it."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0007_selfhelp"
down_revision = "0006_visits"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("request", sa.Column("tried", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "solved_alone",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("tip", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.CheckConstraint(
            "category IN ('install_removal', 'lighting_circuits', 'appliance_cleaning', 'taps_pipes', "
            "'doors_windows', 'drain_clearing', 'wall_repair')",
            name="category_known",
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_solved_alone_at", "solved_alone", ["at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_solved_alone_at", "solved_alone")
    op.drop_table("solved_alone")
    op.drop_column("request", "tried")
