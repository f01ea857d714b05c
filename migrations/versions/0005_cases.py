"""Tracked cases, who reported them, their facts, referrals, phones of estates' bodies, and alerts about cases."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0005_cases"
down_revision = "0004_ratings"
branch_labels = None
depends_on = None

_KINDS = "'centre_silent', 'nobody_free', 'overdue', 'not_fixed', 'low_rating', 'human', 'complaint', 'trouble'"
_MORE_KINDS = f"{_KINDS}, 'case_late', 'case_repeated'"


def upgrade() -> None:
    _know_kinds(_MORE_KINDS)
    op.create_table(
        "tracked_case",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("route", sa.String(length=20), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("since", booking.columns.UtcTime(), nullable=False),
        sa.Column("place_key", sa.String(length=160), nullable=False),
        sa.Column("estate", sa.String(length=60), nullable=True),
        sa.Column("road", sa.String(length=60), nullable=True),
        sa.Column("lane", sa.String(length=12), nullable=True),
        sa.Column("building", sa.String(length=12), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("follows", sa.BigInteger(), nullable=True),
        sa.Column("created_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("closed_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.CheckConstraint("people > 0 AND reports >= people", name="people_counted"),
        sa.CheckConstraint("route IN ('common_parts', 'governance')", name="route_known"),
        sa.CheckConstraint(
            "stage IN ('reported', 'site_check', 'owners_consult', 'price_review', 'fund_approval', 'works', 'acceptance', "
            "'discover', 'dissuade', 'report', 'handle', 'evaluate', 'closed', 'dismissed')",
            name="stage_known",
        ),
        sa.PrimaryKeyConstraint("id", "district"),
        sa.UniqueConstraint("number", "district", name="uq_case_number"),
    )
    op.create_index("ix_case_stage", "tracked_case", ["closed_at", "stage", "since"], unique=False)
    op.create_index(
        "uq_case_open",
        "tracked_case",
        ["place_key", "matter", "district"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "case_report",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "district"], ["tracked_case.id", "tracked_case.district"], name="fk_report_case"
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_case_report_case_id", "case_report", ["case_id"], unique=False)
    op.create_index("ix_case_report_resident", "case_report", ["resident", "id"], unique=False)
    op.create_table(
        "case_fact",
        sa.Column("case_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name="seq_positive"),
        sa.ForeignKeyConstraint(
            ["case_id", "district"], ["tracked_case.id", "tracked_case.district"], name="fk_fact_case"
        ),
        sa.PrimaryKeyConstraint("case_id", "seq", "district"),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("matter", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("estate", sa.String(length=60), nullable=True),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_referral_resident", "referral", ["resident", "id"], unique=False)
    op.create_table(
        "estate_contact",
        sa.Column("estate", sa.String(length=60), nullable=False),
        sa.Column("body", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("acts", sa.Boolean(), nullable=False),
        sa.CheckConstraint("body IN ('property', 'residents', 'owners')", name="body_known"),
        sa.ForeignKeyConstraint(["estate"], ["estate.code"]),
        sa.PrimaryKeyConstraint("estate", "body"),
    )


def downgrade() -> None:
    for table in ("estate_contact", "referral", "case_fact", "case_report", "tracked_case"):
        op.drop_table(table)
    op.execute("DELETE FROM alert WHERE kind IN ('case_late', 'case_repeated')")
    _know_kinds(_KINDS)


def _know_kinds(kinds: str) -> None:
    """SQLite cannot change a check: the table is copied there."""
    with op.batch_alter_table("alert") as alert:
        alert.drop_constraint("kind_known", type_="check")
        alert.create_check_constraint("kind_known", f"kind IN ({kinds})")
