"""Fills a PostgreSQL database with years of requests as they would have been left, by statements of its own."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, text

from booking.identifiers import least_id
from bot.mail.message import Body
from bot.secrets import AesCipher
from bot.storage import partitions
from bot.storage.months import Month
from bot.storage.partitions import PARTED

#: So many requests are made in one transaction.
CHUNK = 50_000
#: Requests that have not ended yet, the newest.
OPEN = 2_000
FACTS, MESSAGES = 8, 6
_KINDS = "ARRAY['submitted', 'offered', 'accepted', 'set_out', 'arrived', 'finished', 'rated', 'closed']"
_HASH = "md5(i::text) || md5((i + 1)::text)"

_BASE = f"""
CREATE TEMPORARY TABLE filled ON COMMIT DROP AS
SELECT i, (:first + (:span / :total) * i) >> 22 << 22 | (i % 4096) * 64 AS id,
       timestamp '2024-01-01' + ((:first + (:span / :total) * i) >> 22) * interval '1 ms' AS at,
       (ARRAY(SELECT DISTINCT district FROM estate ORDER BY 1))[1 + i % 16] AS district,
       (ARRAY(SELECT code FROM provider WHERE kind = 'firm' ORDER BY 1))[1 + i % {{firms}}] AS provider,
       (ARRAY(SELECT code FROM technician ORDER BY 1))[1 + i % {{people}}] AS technician,
       i >= :total - {OPEN} AS open
FROM generate_series(CAST(:low AS int), CAST(:high AS int)) AS i
"""

_STATEMENTS = (
    """
    INSERT INTO chat (id, district, channel, address, role, party, talk, created_at)
    SELECT id, 'city', 'filled', 'f' || i / 4, 'resident', 'resident:f' || i / 4, :sealed, at
    FROM filled WHERE i % 4 = 0
    """,
    """
    INSERT INTO request (id, district, number, resident, status, route, category, urgency, problem, tried, estate,
      road, lane, building, door, contact_name, contact_phone, window_start, window_end, provider, price_cents,
      price_lines, rework, outcome, created_at, closed_at, facts, head)
    SELECT id, district, 10000000 + i, 'resident:f' || i / 4,
      CASE WHEN NOT open THEN 'closed' WHEN i % 2 = 0 THEN 'offering' ELSE 'scheduled' END, 'in_home', 'taps_pipes',
      CASE WHEN i % 50 = 0 THEN 'emergency' ELSE 'normal' END, :sealed, '[]', '样本小区' || i % 3000,
      '样本路' || i % 900, (i % 400)::text, (i % 30)::text, :sealed, :sealed, :sealed, at + interval '1 day',
      at + interval '26 hours', provider, 8000, '[]', false, CASE WHEN open THEN NULL ELSE 'confirmed' END, at,
      CASE WHEN open THEN NULL ELSE at + interval '3 days' END, {facts}, {hash} FROM filled
    """,
    """
    INSERT INTO fact (request_id, seq, district, kind, at, actor, data, prev, hash)
    SELECT id, seq, district, ({kinds})[seq], at + seq * interval '1 minute', 'resident:f' || i / 4,
      '{{"provider": "x", "window": "2026-01-01T10:00:00+08:00"}}', CASE WHEN seq = 1 THEN '' ELSE {hash} END, {hash}
    FROM filled, generate_series(1, {facts}) AS seq
    """,
    """
    INSERT INTO visit (id, district, request_id, provider, technician, status, window_start, window_end, arrived_at,
      finished_at, note)
    SELECT id, district, id, provider, technician, CASE WHEN open THEN 'planned' ELSE 'done' END, at + interval '1 day',
      at + interval '26 hours', CASE WHEN open THEN NULL ELSE at + interval '1 day' END,
      CASE WHEN open THEN NULL ELSE at + interval '25 hours' END, :sealed FROM filled WHERE NOT open OR i % 2 = 1
    """,
    """
    INSERT INTO hold (id, district, technician, provider, window_start, first_cell, cells, holder, considered,
      expires_at)
    SELECT id, district, technician, provider, at + interval '1 day', 1 + (i / {people}) * 3, 3,
      'resident:f' || i / 4, '[]', NULL FROM filled
    """,
    """
    INSERT INTO cell (technician, cell, district, hold_id, expires_at)
    SELECT technician, 1 + (i / {people}) * 3 + k, district, id, NULL FROM filled, generate_series(0, 2) AS k
    """,
    """
    INSERT INTO offer (id, district, request_id, provider, technician, hold_id, status, window_start, window_end,
      made_at, due_at, decided_at, reason)
    SELECT id, district, id, provider, technician, id,
      CASE WHEN NOT open THEN 'fulfilled' WHEN i % 2 = 0 THEN 'open' ELSE 'accepted' END, at + interval '1 day',
      at + interval '26 hours', at, at + interval '30 minutes', NULL, '' FROM filled
    """,
    """
    INSERT INTO rating (request_id, district, stars, comment, at, reasons, round)
    SELECT id, district, 1 + i % 5, :sealed, at + interval '2 days', '[]', 1 FROM filled WHERE NOT open AND i % 5 < 4
    """,
    """
    INSERT INTO callback (id, district, request_id, stars, opened_at, due_at, done_at, done_by, note)
    SELECT id, district, id, 1, at + interval '2 days', at + interval '3 days', at + interval '60 hours',
      'supervisor:x', :sealed FROM filled WHERE NOT open AND i % 25 = 0
    """,
    """
    INSERT INTO alert (id, district, kind, request_id, number, resident, words, at, acked_at, acked_by)
    SELECT id, district, 'overdue', id, 10000000 + i, NULL, :sealed, at, CASE WHEN open THEN NULL ELSE at END, NULL
    FROM filled WHERE i % 20 = 0
    """,
    """
    INSERT INTO inbox (id, district, chat_id, channel, external_id, body, received_at, status, attempts, error)
    SELECT id + k, 'city', id, 'filled', i || '-' || k, :sealed, at, 'done', 0, ''
    FROM filled, generate_series(0, {messages} - 1) AS k WHERE i % 4 = 0
    """,
    """
    INSERT INTO outbox (id, district, chat_id, channel, address, party, body, priority, status, attempts, made_at,
      due_at, delivered_at, error, told_otherwise, subject)
    SELECT id + k, 'city', id, 'filled', 'f' || i / 4, 'resident:f' || i / 4, :body, 5,
      CASE WHEN open AND k = 0 THEN 'waiting' ELSE 'delivered' END, 0, at, at,
      CASE WHEN open AND k = 0 THEN NULL ELSE at END, '', false, CASE WHEN open AND k = 1 THEN 'request:' || i END
    FROM filled, generate_series(0, 4 * {messages} - 1) AS k WHERE i % 4 = 0
    """,
    """
    INSERT INTO sealed_head (seal_id, request_id, district, seq, head)
    SELECT 1 + i / 1000, id, district, {facts}, {hash} FROM filled
    """,
    """
    INSERT INTO seal (id, at, heads, prev, root)
    SELECT 1 + i / 1000, at + interval '1 hour', 1000, {hash}, {hash} FROM filled WHERE i % 1000 = 999
    """,
    """
    INSERT INTO deadline (kind, subject, district, due_at, data, attempts, error)
    SELECT 'filled', id, district, at + interval '90 days', '{{}}', 0, '' FROM filled WHERE open
    """,
)


def fill(engine: Engine, requests: int, now: datetime, months: int, cipher: AesCipher) -> None:
    """Add so many requests of the months up to `now`, evenly; all but the newest have ended. Nothing waits for anyone.

    Their chains are not such as an audit accepts: they are rows to be found, or rather not to be looked at.
    """
    begin = now - timedelta(days=30 * months)
    _make_months(engine, begin, now)
    for low in range(0, requests, CHUNK):
        with engine.begin() as connection:
            values = {
                "first": least_id(begin),
                "span": least_id(now - timedelta(hours=1)) - least_id(begin),
                "total": requests,
                "low": low,
                "high": min(low + CHUNK, requests) - 1,
                "sealed": cipher.seal("厨房水龙头一直滴水，请尽快来看看"),
                "body": cipher.seal(Body(text="师傅明天上午十点到十二点之间上门").model_dump_json()),
            }
            # what refers to what is right by the way it is made: it need not be looked up for each row
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            _fill_some(connection, values)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))


def _make_months(engine: Engine, begin: datetime, now: datetime) -> None:
    """The first partitions give way to single months, as they are after years."""
    with engine.begin() as connection:
        for parted in PARTED:
            partitions.drop_empty(connection, parted, Month.of(now).after())
            month = Month.of(begin)
            while month.start < now:
                partitions.make(connection, parted, month)
                month = month.after()


def _fill_some(connection: Connection, values: dict[str, object]) -> None:
    firms = connection.execute(text("SELECT count(*) FROM provider WHERE kind = 'firm'")).scalar_one()
    people = connection.execute(text("SELECT count(*) FROM technician")).scalar_one()
    known = {"firms": firms, "people": people, "facts": FACTS, "messages": MESSAGES, "kinds": _KINDS, "hash": _HASH}
    connection.execute(text(_BASE.format(**known)), values)
    for statement in _STATEMENTS:
        written = statement.format(**known)
        sealed = {name: values[name] for name in ("sealed", "body") if f":{name}" in written}
        connection.execute(text(written), sealed)
