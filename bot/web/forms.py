"""Reads what a form sends: words that any database can hold, and files; whatever else is refused before it counts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request


@dataclass(frozen=True, slots=True)
class Posted:
    """The fields of one form."""

    data: FormData

    def words(self, name: str) -> str:
        """A field in words; empty where it is missing, or a file."""
        value = self.data.get(name, "")
        return storable(value) if isinstance(value, str) else ""

    def files(self, name: str) -> list[UploadFile]:
        """The files of a field."""
        return [file for file in self.data.getlist(name) if isinstance(file, UploadFile)]


def storable(text: str) -> str:
    """`text` without what UTF-8 or PostgreSQL cannot hold: halves of characters and the sign of number 0."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


@asynccontextmanager
async def read_form(request: Request) -> AsyncIterator[Posted]:
    """The form that is posted, open as long as its files are read.

    Raises HTTPException (400) for what is no form, for one in another encoding than the pages ask for, and for one
    whose sender went away.
    """
    told = request.headers.get("content-type", "").lower().replace('"', "").partition("charset=")[2]
    if told.partition(";")[0].strip() not in ("", "utf-8", "utf8"):
        raise HTTPException(400, "send the form as UTF-8")
    try:
        data = await request.form()
    except ClientDisconnect as error:
        raise HTTPException(400, "the form ended too early") from error
    try:
        yield Posted(data)
    finally:
        await data.close()
