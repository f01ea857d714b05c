"""Months of facts and deliveries on PostgreSQL, indexes for large tables, and what was archived."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0013_size"
down_revision = "0012_surge"
branch_labels = None
depends_on = None

#: Each partitioned table with the column of its months.
_PARTED = {"fact": "request_id", "outbox": "id"}
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_SHANGHAI = timedelta(hours=8)
#: Index by table: name, columns, and which rows are in it.
_INDEXES = (
    ("ix_request_created", "request", ["created_at"], None),
    (
        "ix_request_open",
        "request",
        ["status", "district", "window_end"],
        "status IN ('submitted', 'offering', 'scheduled', 'on_the_way', 'in_progress', 'done', 'confirmed', 'no_show', 'unresolved')",
    ),
    ("ix_request_estate", "request", ["estate"], None),
    ("ix_request_road", "request", ["road"], None),
    ("ix_visit_request", "visit", ["request_id"], None),
    ("ix_visit_window", "visit", ["window_start"], None),
    ("ix_visit_finished", "visit", ["finished_at"], "finished_at IS NOT NULL"),
    ("ix_rating_at", "rating", ["at"], None),
    ("ix_fact_firm_absent", "fact", ["request_id"], "kind = 'firm_absent'"),
    ("ix_sealed_head_request", "sealed_head", ["request_id"], None),
    ("ix_offer_request", "offer", ["request_id"], None),
    ("ix_cell_expires", "cell", ["expires_at"], "expires_at IS NOT NULL"),
    ("ix_hold_expires", "hold", ["expires_at"], "expires_at IS NOT NULL"),
)
_WAITING = "status = 'waiting'"
#: Rows that change a few times and then never again: room for the changes on their page, and vacuumed by count.
_SETTINGS = {
    "chat": "fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000",
    "deadline": "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000",
    "cell": "autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000",
    "request": "autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 2000",
}
_MONTH_SETTINGS = {"outbox": "fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05"}


def upgrade() -> None:
    op.drop_index("ix_outbox_waiting", table_name="outbox")
    _index("ix_outbox_waiting", "outbox", ["chat_id", "id"], _WAITING)
    brin = {"pages_per_range": 16, "autosummarize": "on"}
    op.create_index("ix_fact_at", "fact", ["at"], postgresql_using="brin", postgresql_with=brin)
    for name, table, columns, where in _INDEXES:
        _index(name, table, columns, where)
    _archive_tables()
    if op.get_bind().dialect.name == "postgresql":
        for table, settings in _SETTINGS.items():
            op.execute(f"ALTER TABLE {table} SET ({settings})")
        for table, key in _PARTED.items():
            _part(table, key)


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT count(*) FROM archived_log")).scalar_one():
        raise RuntimeError("facts are archived: bring them back with `anxiu archive --restore` first")
    if op.get_bind().dialect.name == "postgresql":
        for table in _PARTED:
            _whole(table)
        for table, settings in _SETTINGS.items():
            op.execute(
                f"ALTER TABLE {table} RESET ({', '.join(pair.split(' = ')[0] for pair in settings.split(', '))})"
            )
    op.drop_table("archived_log")
    op.drop_table("archive")
    for name, table, *_ in reversed(_INDEXES):
        op.drop_index(name, table_name=table)
    op.drop_index("ix_fact_at", table_name="fact")
    op.drop_index("ix_outbox_waiting", table_name="outbox")
    _index("ix_outbox_waiting", "outbox", ["priority", "due_at"], _WAITING)


def _index(name: str, table: str, columns: list[str], where: str | None) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _archive_tables() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("before", sa.String(length=7), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("requests", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("made_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("changed_at", booking.columns.UtcTime(), nullable=False),
        sa.CheckConstraint("status IN ('removing', 'removed', 'restoring', 'restored')", name="status_known"),
        sa.CheckConstraint("requests >= 0 AND facts >= 0 AND messages >= 0", name="counts_not_negative"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "archived_log",
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("archive_id", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("first > 0 AND last >= first", name="range_forward"),
        sa.ForeignKeyConstraint(["archive_id"], ["archive.id"], name="fk_archived_log_archive"),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_archived_log_request"
        ),
        sa.PrimaryKeyConstraint("request_id", "first", "district"),
    )
    op.create_index("ix_archived_log_archive", "archived_log", ["archive_id", "request_id"], unique=False)


def _part(table: str, key: str) -> None:
    """The table as it is becomes the partition of everything until a month begins; the months are made by `anxiu`."""
    first, bind = f"{table}_first", op.get_bind()
    until = _first_id_after(bind.execute(sa.text(f"SELECT now(), max({key}) FROM {table}")).one())  # noqa: S608
    keys, indexes = _keys(table), _indexes(table)
    op.execute(f"ALTER TABLE {table} RENAME TO {first}")
    for name in [*indexes, f"{table}_pkey"]:
        op.execute(f"ALTER INDEX {name} RENAME TO {name.replace(table, first, 1)}")
    like = f"LIKE {first} INCLUDING DEFAULTS INCLUDING CONSTRAINTS"
    op.execute(f"CREATE TABLE {table} ({like}) PARTITION BY RANGE ({key})")
    _give(table, keys, indexes)
    op.execute(f"ALTER TABLE {table} ATTACH PARTITION {first} FOR VALUES FROM (MINVALUE) TO ({until})")
    op.execute(f"CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
    if table in _MONTH_SETTINGS:
        for part in (first, f"{table}_default"):
            op.execute(f"ALTER TABLE {part} SET ({_MONTH_SETTINGS[table]})")
    op.execute(f"ANALYZE {table}")


def _whole(table: str) -> None:
    """One table again, with all rows."""
    keys, indexes = _keys(table), _indexes(table)
    op.execute(f"CREATE TABLE {table}_whole (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)")
    op.execute(f"INSERT INTO {table}_whole SELECT * FROM {table}")  # noqa: S608
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_whole RENAME TO {table}")
    _give(table, keys, indexes)


def _give(table: str, keys: Mapping[str, str], indexes: Mapping[str, str]) -> None:
    for name, definition in keys.items():
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for definition in indexes.values():
        op.execute(definition.replace(" ON ONLY ", " ON "))


def _keys(table: str) -> dict[str, str]:
    """The primary and foreign keys of a table, primary first, and what defines them."""
    return _found(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = CAST(:name AS regclass) AND contype IN ('p', 'f') ORDER BY contype DESC",
        table,
    )


def _indexes(table: str) -> dict[str, str]:
    """The indexes of a table, but for that of its primary key, and what defines them."""
    return _found(
        "SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid"
        " WHERE indrelid = CAST(:name AS regclass) AND NOT indisprimary ORDER BY relname",
        table,
    )


def _found(query: str, table: str) -> dict[str, str]:
    rows = op.get_bind().execute(sa.text(query), {"name": table})
    return {row[0]: row[1] for row in rows}


def _first_id_after(row: sa.Row[tuple[datetime, int | None]]) -> int:
    """The first identifier of the month after now, or after the newest row if that is later; months are Shanghai's."""
    now, newest = row
    made = _EPOCH if newest is None else _EPOCH + timedelta(milliseconds=newest >> 22)
    day = max(now.astimezone(UTC), made) + _SHANGHAI
    following = datetime(day.year + day.month // 12, day.month % 12 + 1, 1, tzinfo=UTC) - _SHANGHAI
    return int((following - _EPOCH).total_seconds() * 1000) << 22
