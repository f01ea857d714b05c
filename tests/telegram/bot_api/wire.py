"""How a call stands in an HTTP request: in the query, as JSON, as a form or in several parts."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from tests.telegram.bot_api.errors import RefusalError, bad
from tests.telegram.bot_api.params import Params, Upload

#: The public server takes files up to 50 MB; anything over is refused unread.
MAX_BODY = 50 * 1024 * 1024


@dataclass(frozen=True)
class Address:
    """Which bot is asked for what: a method's name, or the path of a file."""

    token: str
    rest: str
    is_file: bool


def address(path: str) -> Address | None:
    """Read `/bot<TOKEN>/<method>` or `/file/bot<TOKEN>/<path>`; None for anything else."""
    is_file = path.startswith("/file/bot")
    if not is_file and not path.startswith("/bot"):
        return None
    token, slash, rest = path[len("/file/bot" if is_file else "/bot") :].partition("/")
    if not slash or not token or not rest:
        return None
    return Address(token, rest, is_file)


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def from_json(body: bytes) -> dict[str, str]:
    """The parameters of a JSON body; nested values become text again."""
    try:
        whole = json.loads(body or b"{}")
    except ValueError as error:
        raise bad("can't parse JSON object") from error
    if not isinstance(whole, dict):
        raise bad("JSON object expected")
    return {name: _as_text(value) for name, value in whole.items() if value is not None}


async def read(request: Request) -> Params:
    """Everything a request brings; refused when the body cannot be read."""
    values = dict(request.query_params)
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        raise RefusalError(413, "Request Entity Too Large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "GET":
        return Params(values)
    if kind == "application/json":
        values.update(from_json(await request.body()))
    elif kind == "application/x-www-form-urlencoded":
        values.update(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    elif kind == "multipart/form-data":
        return await _parts(request, values)
    elif await request.body():
        raise bad(f"unsupported content type {kind or 'missing'}")
    return Params(values)


async def _parts(request: Request, values: dict[str, str]) -> Params:
    uploads: dict[str, Upload] = {}
    try:
        async with request.form(max_part_size=MAX_BODY) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = Upload(value.filename or name, await value.read())
                else:
                    values[name] = value
    except MultiPartException as error:
        raise bad(f"can't parse multipart body: {error.message}") from error
    return Params(values, uploads)
