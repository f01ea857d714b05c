"""First schema."""

import sqlalchemy as sa
from alembic import op

import booking.columns

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "role IN ('resident', 'vendor', 'technician', 'centre', 'supervisor', 'system')", name="role_known"
        ),
        sa.PrimaryKeyConstraint("login"),
    )
    op.create_index("ix_account_party", "account", ["party"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("resident", sa.String(length=100), nullable=True),
        sa.Column("words", booking.columns.PrivateText(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("acked_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("acked_by", sa.String(length=100), nullable=True),
        sa.CheckConstraint(
            "kind IN ('centre_silent', 'nobody_free', 'overdue', 'not_fixed', 'low_rating', 'human', 'complaint', 'trouble')",
            name="kind_known",
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_alert_open", "alert", ["acked_at", "id"], unique=False)
    op.create_table(
        "chat",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=True),
        sa.Column("talk", booking.columns.PrivateText(), nullable=False),
        sa.Column("created_at", booking.columns.UtcTime(), nullable=False),
        sa.CheckConstraint(
            "role IN ('resident', 'vendor', 'technician', 'centre', 'supervisor', 'system')", name="role_known"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "address", name="uq_chat_address"),
    )
    op.create_index("ix_chat_party", "chat", ["party"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("due_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject"),
    )
    op.create_index("ix_deadline_due", "deadline", ["due_at"], unique=False)
    op.create_table(
        "estate",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=80), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("road", sa.String(length=60), nullable=False),
        sa.Column("lane", sa.String(length=12), nullable=True),
        sa.Column("subdistrict", sa.String(length=30), nullable=False),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("property_company", sa.String(length=80), nullable=False),
        sa.Column("residents_committee", sa.String(length=80), nullable=False),
        sa.Column("owners_committee", sa.String(length=80), nullable=True),
        sa.CheckConstraint(
            "district IN ('huangpu', 'xuhui', 'changning', 'jingan', 'putuo', 'hongkou', 'yangpu', 'minhang', 'baoshan', 'jiading', 'pudong', 'jinshan', 'songjiang', 'qingpu', 'fengxian', 'chongming')",
            name="district_known",
        ),
        sa.CheckConstraint("households > 0", name="households_positive"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_estate_district", "estate", ["district"], unique=False)
    op.create_table(
        "presence",
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("seen_at", booking.columns.UtcTime(), nullable=False),
        sa.PrimaryKeyConstraint("party"),
    )
    op.create_table(
        "price_book",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("notice_zh", sa.String(length=300), nullable=False),
        sa.Column("notice_en", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
    op.create_table(
        "provider",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=100), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("warranty_days", sa.Integer(), nullable=False),
        sa.Column("accept_minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('firm', 'centre')", name="kind_known"),
        sa.CheckConstraint("accept_minutes > 0", name="accept_minutes_positive"),
        sa.CheckConstraint("warranty_days >= 0", name="warranty_not_negative"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "seal",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("root", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sealed_head",
        sa.Column("seal_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seal_id", "request_id", "district"),
    )
    op.create_table(
        "coverage",
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "category IN ('install_removal', 'lighting_circuits', 'appliance_cleaning', 'taps_pipes', 'doors_windows', 'drain_clearing', 'wall_repair')",
            name="category_known",
        ),
        sa.CheckConstraint(
            "district IN ('huangpu', 'xuhui', 'changning', 'jingan', 'putuo', 'hongkou', 'yangpu', 'minhang', 'baoshan', 'jiading', 'pudong', 'jinshan', 'songjiang', 'qingpu', 'fengxian', 'chongming')",
            name="district_known",
        ),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.PrimaryKeyConstraint("provider", "district", "category"),
    )
    op.create_index("ix_coverage_district_category", "coverage", ["district", "category"], unique=False)
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=120), nullable=False),
        sa.Column("body", booking.columns.PrivateText(), nullable=False),
        sa.Column("received_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.CheckConstraint("status IN ('pending', 'done', 'failed')", name="status_known"),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name="fk_inbox_chat"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "external_id", name="uq_inbox_external"),
    )
    op.create_index("ix_inbox_chat", "inbox", ["chat_id", "id"], unique=False)
    op.create_index(
        "ix_inbox_pending",
        "inbox",
        ["chat_id", "id"],
        unique=False,
        sqlite_where=sa.text("status = 'pending'"),
        postgresql_where=sa.text("status = 'pending'"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=100), nullable=False),
        sa.Column("party", sa.String(length=100), nullable=False),
        sa.Column("body", booking.columns.PrivateText(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("made_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("due_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("leased_until", booking.columns.UtcTime(), nullable=True),
        sa.Column("delivered_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("error", sa.String(length=500), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'delivered', 'dead')", name="status_known"),
        sa.CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name="fk_outbox_chat"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_outbox_chat", "outbox", ["chat_id", "id"], unique=False)
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        ["priority", "due_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_table(
        "price_item",
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("name_zh", sa.String(length=80), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("unit_zh", sa.String(length=20), nullable=False),
        sa.Column("unit_en", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("min_cents", sa.Integer(), nullable=False),
        sa.Column("max_cents", sa.Integer(), nullable=False),
        sa.Column("included_zh", sa.String(length=200), nullable=False),
        sa.Column("included_en", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "category IN ('install_removal', 'lighting_circuits', 'appliance_cleaning', 'taps_pipes', 'doors_windows', 'drain_clearing', 'wall_repair')",
            name="category_known",
        ),
        sa.CheckConstraint("min_cents >= 0 AND max_cents >= min_cents", name="price_order"),
        sa.ForeignKeyConstraint(
            ["version"],
            ["price_book.version"],
        ),
        sa.PrimaryKeyConstraint("version", "code"),
    )
    op.create_index("ix_price_item_category", "price_item", ["category"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("resident", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("route", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("urgency", sa.String(length=12), nullable=False),
        sa.Column("danger", sa.String(length=12), nullable=True),
        sa.Column("problem", booking.columns.PrivateText(), nullable=False),
        sa.Column("estate", sa.String(length=60), nullable=True),
        sa.Column("subdistrict", sa.String(length=30), nullable=True),
        sa.Column("road", sa.String(length=60), nullable=True),
        sa.Column("lane", sa.String(length=12), nullable=True),
        sa.Column("building", sa.String(length=12), nullable=True),
        sa.Column("door", booking.columns.PrivateText(), nullable=False),
        sa.Column("contact_name", booking.columns.PrivateText(), nullable=True),
        sa.Column("contact_phone", booking.columns.PrivateText(), nullable=True),
        sa.Column("window_start", booking.columns.UtcTime(), nullable=True),
        sa.Column("window_end", booking.columns.UtcTime(), nullable=True),
        sa.Column("provider", sa.String(length=60), nullable=True),
        sa.Column("price_cents", sa.Integer(), nullable=True),
        sa.Column("price_lines", sa.JSON(), nullable=False),
        sa.Column("rework", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("created_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("closed_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(route = 'in_home') = (category IS NOT NULL)", name="category_with_in_home"),
        sa.CheckConstraint(
            "category IN ('install_removal', 'lighting_circuits', 'appliance_cleaning', 'taps_pipes', 'doors_windows', 'drain_clearing', 'wall_repair')",
            name="category_known",
        ),
        sa.CheckConstraint(
            "danger IN ('water', 'electricity', 'gas', 'fire', 'lift', 'sewage', 'falling', 'locked_in')",
            name="danger_known",
        ),
        sa.CheckConstraint(
            "district IN ('huangpu', 'xuhui', 'changning', 'jingan', 'putuo', 'hongkou', 'yangpu', 'minhang', 'baoshan', 'jiading', 'pudong', 'jinshan', 'songjiang', 'qingpu', 'fengxian', 'chongming')",
            name="district_known",
        ),
        sa.CheckConstraint(
            "route IN ('in_home', 'common_parts', 'property_service', 'governance', 'utility', 'unsupported')",
            name="route_known",
        ),
        sa.CheckConstraint(
            "status IN ('submitted', 'offering', 'scheduled', 'on_the_way', 'in_progress', 'done', 'confirmed', 'closed', 'cancelled', 'no_show', 'unresolved')",
            name="status_known",
        ),
        sa.CheckConstraint("urgency = 'emergency' OR contact_phone IS NOT NULL", name="phone_unless_emergency"),
        sa.CheckConstraint("urgency = 'emergency' OR window_start IS NOT NULL", name="window_unless_emergency"),
        sa.CheckConstraint("urgency IN ('emergency', 'urgent', 'normal')", name="urgency_known"),
        sa.CheckConstraint("(window_start IS NULL) = (window_end IS NULL)", name="window_whole"),
        sa.CheckConstraint("price_cents >= 0", name="price_not_negative"),
        sa.CheckConstraint("window_end > window_start", name="window_forward"),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.PrimaryKeyConstraint("id", "district"),
        sa.UniqueConstraint("number", "district", name="uq_request_number"),
    )
    op.create_index("ix_request_district_status", "request", ["district", "status", "id"], unique=False)
    op.create_index("ix_request_provider", "request", ["provider"], unique=False)
    op.create_index("ix_request_resident", "request", ["resident", "id"], unique=False)
    op.create_table(
        "standing",
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("ratings", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.CheckConstraint("ratings >= 0 AND stars >= ratings", name="stars_sum"),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.PrimaryKeyConstraint("provider"),
    )
    op.create_table(
        "technician",
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("name_zh", sa.String(length=40), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_technician_provider", "technician", ["provider"], unique=False)
    op.create_table(
        "absence",
        sa.Column("technician", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("technician", "day"),
    )
    op.create_table(
        "fact",
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name="seq_positive"),
        sa.ForeignKeyConstraint(["request_id", "district"], ["request.id", "request.district"], name="fk_fact_request"),
        sa.PrimaryKeyConstraint("request_id", "seq", "district"),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("technician", sa.String(length=60), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("window_start", booking.columns.UtcTime(), nullable=False),
        sa.Column("first_cell", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=False),
        sa.Column("considered", sa.JSON(), nullable=False),
        sa.Column("expires_at", booking.columns.UtcTime(), nullable=True),
        sa.CheckConstraint(
            "district IN ('huangpu', 'xuhui', 'changning', 'jingan', 'putuo', 'hongkou', 'yangpu', 'minhang', 'baoshan', 'jiading', 'pudong', 'jinshan', 'songjiang', 'qingpu', 'fengxian', 'chongming')",
            name="district_known",
        ),
        sa.CheckConstraint("cells > 0", name="cells_positive"),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "photo",
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_photo_request"
        ),
        sa.PrimaryKeyConstraint("request_id", "hash", "district"),
    )
    op.create_table(
        "rating",
        sa.Column("request_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", booking.columns.PrivateText(), nullable=False),
        sa.Column("at", booking.columns.UtcTime(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name="stars_1_to_5"),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_rating_request"
        ),
        sa.PrimaryKeyConstraint("request_id", "district"),
    )
    op.create_table(
        "shift",
        sa.Column("technician", sa.String(length=60), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.CheckConstraint("start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440", name="hours"),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday_1_to_7"),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("technician", "weekday", "start_minute"),
    )
    op.create_table(
        "skill",
        sa.Column("technician", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "category IN ('install_removal', 'lighting_circuits', 'appliance_cleaning', 'taps_pipes', 'doors_windows', 'drain_clearing', 'wall_repair')",
            name="category_known",
        ),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("technician", "category"),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("technician", sa.String(length=60), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("window_start", booking.columns.UtcTime(), nullable=False),
        sa.Column("window_end", booking.columns.UtcTime(), nullable=False),
        sa.Column("set_out_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("arrived_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("finished_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("note", booking.columns.PrivateText(), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'on_the_way', 'arrived', 'done', 'cancelled', 'missed')", name="status_known"
        ),
        sa.CheckConstraint("window_end > window_start", name="window_forward"),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_visit_request"
        ),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_visit_provider_window", "visit", ["provider", "window_start"], unique=False)
    op.create_index("ix_visit_technician_window", "visit", ["technician", "window_start"], unique=False)
    op.create_index(
        "uq_visit_current",
        "visit",
        ["request_id", "district"],
        unique=True,
        sqlite_where=sa.text("status IN ('planned', 'on_the_way', 'arrived')"),
        postgresql_where=sa.text("status IN ('planned', 'on_the_way', 'arrived')"),
    )
    op.create_table(
        "cell",
        sa.Column("technician", sa.String(length=60), nullable=False),
        sa.Column("cell", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("hold_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", booking.columns.UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name="fk_cell_hold"),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("technician", "cell"),
    )
    op.create_index("ix_cell_hold", "cell", ["hold_id"], unique=False)
    op.create_table(
        "offer",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.BigInteger(), nullable=False),
        sa.Column("provider", sa.String(length=60), nullable=False),
        sa.Column("technician", sa.String(length=60), nullable=True),
        sa.Column("hold_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("window_start", booking.columns.UtcTime(), nullable=False),
        sa.Column("window_end", booking.columns.UtcTime(), nullable=False),
        sa.Column("made_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("due_at", booking.columns.UtcTime(), nullable=False),
        sa.Column("decided_at", booking.columns.UtcTime(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "status IN ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'fulfilled')", name="status_known"
        ),
        sa.CheckConstraint("window_end > window_start", name="window_forward"),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.id"], name="fk_offer_hold", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["provider"],
            ["provider.code"],
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "district"], ["request.id", "request.district"], name="fk_offer_request"
        ),
        sa.ForeignKeyConstraint(
            ["technician"],
            ["technician.code"],
        ),
        sa.PrimaryKeyConstraint("id", "district"),
    )
    op.create_index("ix_offer_provider_status", "offer", ["provider", "status"], unique=False)
    op.create_index(
        "uq_offer_live",
        "offer",
        ["request_id", "district"],
        unique=True,
        sqlite_where=sa.text("status IN ('open', 'accepted')"),
        postgresql_where=sa.text("status IN ('open', 'accepted')"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE SEQUENCE request_number START 1001")
    else:
        op.execute("CREATE TABLE request_number (value INTEGER NOT NULL)")
        op.execute("INSERT INTO request_number VALUES (1000)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE request_number")
    else:
        op.drop_table("request_number")
    for table in (
        "offer",
        "cell",
        "visit",
        "skill",
        "shift",
        "rating",
        "photo",
        "hold",
        "fact",
        "absence",
        "technician",
        "standing",
        "request",
        "price_item",
        "outbox",
        "inbox",
        "coverage",
        "sealed_head",
        "seal",
        "provider",
        "price_book",
        "presence",
        "estate",
        "deadline",
        "chat",
        "alert",
        "account",
    ):
        op.drop_table(table)
