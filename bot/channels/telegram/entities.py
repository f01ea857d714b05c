"""Tables of the Telegram channel: invitations, and whom they made a member of what."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint
from sqlmodel import Field, SQLModel

from booking.columns import UtcTime, one_of
from booking.terms import Role


class Invitation(SQLModel, table=True):
    """A link that binds one Telegram account to a party, once; only the hash of its code is kept."""

    __tablename__ = "telegram_invitation"
    __table_args__ = (one_of("role", Role), UniqueConstraint("code_hash", name="uq_telegram_invitation_code"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    code_hash: str = Field(max_length=64)
    role: str = Field(max_length=12)
    party: str = Field(max_length=100)
    made_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    expires_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    used_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    revoked_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class Member(SQLModel, table=True):
    """A Telegram account that speaks for a party until it is removed; the one chosen last is spoken for."""

    __tablename__ = "telegram_member"
    __table_args__ = (one_of("role", Role), UniqueConstraint("user_id", "party", name="uq_telegram_member"))

    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    user_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    role: str = Field(max_length=12)
    party: str = Field(max_length=100)
    invitation_id: int = Field(
        sa_column=Column(
            BigInteger, ForeignKey("telegram_invitation.id", name="fk_telegram_member_invitation"), nullable=False
        )
    )
    joined_at: datetime = Field(sa_column=Column(UtcTime, nullable=False))
    chosen_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)
    removed_at: datetime | None = Field(sa_column=Column(UtcTime), default=None)


class KnownPhoto(SQLModel, table=True):
    """What Telegram calls a photo that a bot has sent before: it need not be brought again."""

    __tablename__ = "telegram_photo"

    bot_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    hash: str = Field(primary_key=True, max_length=64)
    file_id: str = Field(max_length=200)
