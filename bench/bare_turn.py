"""The bare limit of a turn: five SQLModel statements in one transaction, no thought, no text."""

from sqlalchemy import Engine
from sqlmodel import Field, Session, SQLModel, select


class BareChat(SQLModel, table=True):
    """A chat with a counter."""

    __tablename__ = "bare_chat"
    id: int = Field(primary_key=True)
    state: str = ""


class BareMessage(SQLModel, table=True):
    """A message in or out."""

    __tablename__ = "bare_message"
    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(index=True)
    text: str


def prepare(engine: Engine, chats: int) -> None:
    """Make the tables and the chats."""
    SQLModel.metadata.create_all(engine, tables=[BareChat.__table__, BareMessage.__table__])  # type: ignore[attr-defined]
    with Session(engine) as session, session.begin():
        session.add_all(BareChat(id=number) for number in range(1, chats + 1))


def turn(engine: Engine, chat_id: int) -> None:
    """Read the chat, store what came in, read the last message, change the chat, store the answer."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        chat = session.exec(select(BareChat).where(BareChat.id == chat_id)).one()
        session.add(BareMessage(chat_id=chat_id, text="in"))
        session.flush()
        session.exec(select(BareMessage).where(BareMessage.chat_id == chat_id).limit(1)).first()
        chat.state = "x" * 200
        session.add(chat)
        session.flush()
        session.add(BareMessage(chat_id=chat_id, text="out"))
