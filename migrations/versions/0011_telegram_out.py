"""Messages that can be shown to be over, and photos that Telegram has already."""

import sqlalchemy as sa
from alembic import op

revision = "0011_telegram_out"
down_revision = "0010_supervision"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("subject", sa.String(length=40), nullable=True))
    op.add_column("outbox", sa.Column("known_as", sa.String(length=40), nullable=True))
    op.add_column("outbox", sa.Column("closes", sa.BigInteger(), nullable=True))
    about = sa.text("subject IS NOT NULL")
    op.create_index("ix_outbox_subject", "outbox", ["subject", "chat_id"], sqlite_where=about, postgresql_where=about)
    op.create_table(
        "telegram_photo",
        sa.Column("bot_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("bot_id", "hash"),
    )


def downgrade() -> None:
    op.drop_table("telegram_photo")
    op.drop_index("ix_outbox_subject", "outbox")
    op.execute("DELETE FROM outbox WHERE closes IS NOT NULL")
    op.drop_column("outbox", "closes")
    op.drop_column("outbox", "known_as")
    op.drop_column("outbox", "subject")
