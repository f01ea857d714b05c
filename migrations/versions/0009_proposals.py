"""Offers for which the firm proposed another window, with the time that is kept for it."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0009_proposals"
down_revision = "0008_telegram"
branch_labels = None
depends_on = None

_BEFORE = "'open', 'accepted', 'declined', 'expired', 'withdrawn', 'fulfilled'"
_LIVE_BEFORE = "status IN ('open', 'accepted')"
_LIVE = "status IN ('open', 'proposed', 'accepted')"


def upgrade() -> None:
    op.drop_index("uq_offer_live", table_name="offer")
    with op.batch_alter_table("offer") as offer:
        offer.add_column(sa.Column("proposed_start", booking.columns.UtcTime(), nullable=True))
        offer.add_column(sa.Column("proposed_at", booking.columns.UtcTime(), nullable=True))
        offer.add_column(sa.Column("proposed_hold_id", sa.BigInteger(), nullable=True))
        offer.create_foreign_key("fk_offer_proposed_hold", "hold", ["proposed_hold_id"], ["id"], ondelete="SET NULL")
        offer.drop_constraint("status_known", type_="check")
        offer.create_check_constraint("status_known", f"status IN ({_BEFORE}, 'proposed')")
    op.create_index("ix_offer_proposed_hold", "offer", ["proposed_hold_id"], unique=False)
    _one_live(_LIVE)


def downgrade() -> None:
    # what is only proposed goes back to the firm, which has until the same deadline; its other window is let go
    op.execute("UPDATE offer SET status = 'open' WHERE status = 'proposed'")
    op.execute("UPDATE deadline SET kind = 'offer_due' WHERE kind = 'proposal_due'")
    op.drop_index("ix_offer_proposed_hold", table_name="offer")
    op.drop_index("uq_offer_live", table_name="offer")
    with op.batch_alter_table("offer") as offer:
        offer.drop_constraint("status_known", type_="check")
        offer.create_check_constraint("status_known", f"status IN ({_BEFORE})")
        offer.drop_constraint("fk_offer_proposed_hold", type_="foreignkey")
        for column in ("proposed_hold_id", "proposed_at", "proposed_start"):
            offer.drop_column(column)
    _one_live(_LIVE_BEFORE)


def _one_live(where: str) -> None:
    op.create_index(
        "uq_offer_live",
        "offer",
        ["request_id", "district"],
        unique=True,
        sqlite_where=sa.text(where),
        postgresql_where=sa.text(where),
    )
