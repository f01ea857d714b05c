"""Surge mode: how each district stands, its log, and what a request tells and is told while many wait."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0012_surge"
down_revision = "0011_telegram_out"
branch_labels = None
depends_on = None

_DISTRICTS = (
    "'huangpu', 'xuhui', 'changning', 'jingan', 'putuo', 'hongkou', 'yangpu', 'minhang', 'baoshan', 'jiading', "
    "'pudong', 'jinshan', 'songjiang', 'qingpu', 'fengxian', 'chongming'"
)


def upgrade() -> None:
    op.add_column("request", sa.Column("frail", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("request", sa.Column("expected_at", booking.columns.UtcTime(), nullable=True))
    op.create_index("ix_request_district_created", "request", ["district", "created_at"], unique=False)
    op.create_table(
        "surge",
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("since", booking.columns.UtcTime(), nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("held_off", sa.Boolean(), nullable=False),
        sa.Column("calm_since", booking.columns.UtcTime(), nullable=True),
        sa.Column("observed", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Float(), nullable=False),
        sa.Column("bound", sa.Integer(), nullable=False),
        sa.Column("calm", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("looked_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.CheckConstraint(f"district IN ({_DISTRICTS})", name="district_known"),
        sa.CheckConstraint("rule IN ('same_kind', 'recent', 'plain')", name="rule_known"),
        sa.PrimaryKeyConstraint("district"),
    )
    op.create_table(
        "surge_fact",
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name="seq_positive"),
        sa.ForeignKeyConstraint(["district"], ["surge.district"], name="fk_surge_fact_surge"),
        sa.PrimaryKeyConstraint("district", "seq"),
    )


def downgrade() -> None:
    op.drop_table("surge_fact")
    op.drop_table("surge")
    op.drop_index("ix_request_district_created", "request")
    op.drop_column("request", "expected_at")
    op.drop_column("request", "frail")
