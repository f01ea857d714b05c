"""Photos of before and after a visit; where estates are."""

import sqlalchemy as sa
from alembic import op

revision = "0002_media"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("photo") as batch:
        batch.add_column(sa.Column("phase", sa.String(length=6), nullable=False, server_default="before"))
        batch.create_check_constraint("phase_known", "phase IN ('before', 'after')")
    with op.batch_alter_table("photo") as batch:
        batch.alter_column("phase", server_default=None)
    op.add_column("estate", sa.Column("latitude", sa.Float(), nullable=True))
    op.add_column("estate", sa.Column("longitude", sa.Float(), nullable=True))


def downgrade() -> None:
    op.drop_column("estate", "longitude")
    op.drop_column("estate", "latitude")
    with op.batch_alter_table("photo") as batch:
        batch.drop_constraint("phase_known", type_="check")
        batch.drop_column("phase")
