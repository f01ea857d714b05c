"""Telegram: invitations and members, chats that cannot be reached, and alerts about people in them."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0008_telegram"
down_revision = "0007_selfhelp"
branch_labels = None
depends_on = None

_KINDS = (
    "'centre_silent', 'nobody_free', 'overdue', 'not_fixed', 'low_rating', 'human', 'complaint', 'trouble', "
    "'case_late', 'case_repeated'"
)
_ROLES = "'resident', 'vendor', 'technician', 'centre', 'supervisor', 'system'"


def upgrade() -> None:
    _know_kinds(f"{_KINDS}, 'unreached'")
    op.add_column("chat", sa.Column("unreachable_at", booking.columns.UtcTime(), nullable=True))
    op.add_column("outbox", sa.Column("told_otherwise", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "telegram_invitation",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("made_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("expires_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("used_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("revoked_at", booking.columns.UtcTime(), nullable=True),
        sa.CheckConstraint(f"role IN ({_ROLES})", name="role_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash", name="uq_telegram_invitation_code"),
    )
    op.create_table(
        "telegram_member",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("invitation_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("chosen_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("removed_at", booking.columns.UtcTime(), nullable=True),
        sa.CheckConstraint(f"role IN ({_ROLES})", name="role_known"),
        sa.ForeignKeyConstraint(["invitation_id"], ["telegram_invitation.id"], name="fk_telegram_member_invitation"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id", "party", name="uq_telegram_member"),
    )


def downgrade() -> None:
    op.drop_table("telegram_member")
    op.drop_table("telegram_invitation")
    op.drop_column("outbox", "told_otherwise")
    op.drop_column("chat", "unreachable_at")
    op.execute("DELETE FROM alert WHERE kind = 'unreached'")
    _know_kinds(_KINDS)


def _know_kinds(kinds: str) -> None:
    with op.batch_alter_table("alert") as alert:
        alert.drop_constraint("kind_known", type_="check")
        alert.create_check_constraint("kind_known", f"kind IN ({kinds})")
