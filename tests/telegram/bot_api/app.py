"""Answers HTTP requests as the Bot API does: checks, faults, limits, then the method itself."""

import asyncio
import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message as Asgi
from starlette.types import Receive, Scope, Send

from tests.telegram.bot_api import polling, wire
from tests.telegram.bot_api.errors import RefusalError, bad, unauthorized
from tests.telegram.bot_api.faults import Fault, Faults
from tests.telegram.bot_api.methods import METHODS
from tests.telegram.bot_api.methods.registry import Call
from tests.telegram.bot_api.params import Json, Params
from tests.telegram.bot_api.polling import Polling
from tests.telegram.bot_api.rates import Limiter, Sending
from tests.telegram.bot_api.world import Bot, World

_GARBAGE = b"<html><head><title>502</title></head><body>nginx</body></html>"
_BROKEN = {"500": "Internal Server Error", "502": "Bad Gateway"}


class DropError(Exception):
    """The connection is to be broken instead of an answer."""


@dataclass(frozen=True)
class CallRecord:
    """One call that was answered: by which bot, with what, and how it ended (200, or the error's code)."""

    at: datetime
    bot_id: int
    method: str
    values: dict[str, str]
    status: int
    description: str


@dataclass
class Api:
    """The ASGI application. `complaints` are what a test must not have, `refusals` what was answered with 4xx."""

    world: World
    faults: Faults
    limiter: Limiter
    calls: list[CallRecord] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    pollings: dict[int, Polling] = field(default_factory=dict)
    #: Breaks the connection of a client; set by whoever owns the sockets.
    abort: Callable[[tuple[str, int]], None] = lambda peer: None
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def refusals(self) -> list[CallRecord]:
        """The calls that were refused, those of faults and limits (429) left out."""
        return [call for call in self.calls if 400 <= call.status < 500 and call.status != 429]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except DropError:
            self.abort(scope["client"])
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        address = wire.address(request.url.path)
        if address is None:
            return _refused(RefusalError(404, "Not Found"))
        bot = self.world.bots.get(address.token)
        if bot is None or bot.revoked:
            return _refused(unauthorized())
        if address.is_file:
            return await self._download(bot, address.rest)
        if address.rest != "getUpdates" and address.rest not in METHODS:
            self.complaints.append(f"there is no method {address.rest} here")
            return _refused(RefusalError(404, "Not Found: method not found"))
        try:
            params = await wire.read(request)
        except RefusalError as refusal:
            self.complaints.append(f"{address.rest}: {refusal.description}")
            return _refused(refusal)
        return await self._call(bot, address.rest, params)

    async def _call(self, bot: Bot, method: str, params: Params) -> Response:
        sending = self._record(bot, method, params)
        fault = self.faults.draw(method)
        if fault is not None and fault.kind != "lost":
            return await self._fail(bot, fault)
        try:
            if sending is not None:
                self.limiter.check(sending)
            result = await self.perform(bot, method, params)
        except RefusalError as refusal:
            return _refused(refusal)
        if fault is not None:
            raise DropError
        return _json(200, {"ok": True, "result": result})

    def _record(self, bot: Bot, method: str, params: Params) -> Sending | None:
        if not method.startswith(("send", "edit")) or method == "sendChatAction":
            return None
        chat_id = params.values.get("chat_id", "").lstrip("-")
        number = int(params.values["chat_id"]) if chat_id.isdigit() else 0
        sending = Sending(self.world.now(), bot.id, number, _weight(method, params), method.startswith("edit"))
        self.limiter.record(method, sending)
        return sending

    async def _fail(self, bot: Bot, fault: Fault) -> Response:
        if fault.kind == "hang":
            await self.closing.wait()
            raise DropError
        if fault.kind == "drop":
            raise DropError
        if fault.kind == "garbage":
            return Response(_GARBAGE, 200, media_type="text/html")
        if fault.kind == "429":
            return _refused(self.limiter.refusal(bot.id, fault.retry_after))
        return _refused(RefusalError(int(fault.kind), _BROKEN[fault.kind]))

    async def _download(self, bot: Bot, path: str) -> Response:
        fault = self.faults.draw("download")
        if fault is not None:
            return await self._fail(bot, fault)
        file = bot.files.at(path)
        if file is None:
            return _refused(RefusalError(404, "Not Found"))
        return Response(file.content, media_type="application/octet-stream")

    async def perform(self, bot: Bot, method: str, params: Params) -> Any:
        """Carry a method out and note how it ended; raises the refusal."""
        call = Call(self.world, bot, method, params, self.complaints.append)
        self._check_names(call)
        try:
            if method == "getUpdates":
                result = await self.pollings[bot.id].get(call)
            else:
                with self.world.lock:
                    result = METHODS[method].carry_out(call)
        except RefusalError as refusal:
            self._note(call, refusal.code, refusal.description)
            raise
        except Exception as error:
            self.complaints.append(f"{method} broke the server: {traceback.format_exc()}")
            raise RefusalError(500, "Internal Server Error") from error
        self._note(call, 200, "")
        return result

    def _check_names(self, call: Call) -> None:
        known = polling.PARAMETERS if call.method == "getUpdates" else METHODS[call.method].parameters
        if unknown := set(call.params.values) - known:
            call.complain(f"{call.method} has no parameter {', '.join(sorted(unknown))}")
        for name in call.params.uploads:
            in_use = name in known or any(f"attach://{name}" in value for value in call.params.values.values())
            if not in_use:
                call.complain(f"{call.method}: nothing refers to the attached file {name}")

    def _note(self, call: Call, status: int, description: str) -> None:
        record = CallRecord(self.world.now(), call.bot.id, call.method, dict(call.params.values), status, description)
        with self.world.changed:
            self.calls.append(record)
            self.world.changed.notify_all()

    async def reply_in_webhook(self, bot: Bot, kind: str, answer: bytes) -> None:
        """Carry out the call that a webhook may give as its answer."""
        body = [{"type": "http.request", "body": answer, "more_body": False}]

        async def receive() -> Asgi:
            return body[0]

        if "json" not in kind and "form" not in kind:
            return
        headers = [(b"content-type", kind.encode())]
        scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
        params = await wire.read(Request(scope, receive))
        method = params.values.pop("method", "")
        if not method:
            return
        if method not in METHODS:
            self.complaints.append(f"a webhook answered with the unknown method {method}")
            raise bad("unknown method")
        self._record(bot, method, params)
        await self.perform(bot, method, params)


def _weight(method: str, params: Params) -> int:
    if method != "sendMediaGroup":
        return 1
    try:
        return max(1, len(params.listed("media") or []))
    except RefusalError:
        return 1


def _json(status: int, body: Json) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, media_type="application/json")


def _refused(refusal: RefusalError) -> Response:
    body: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.retry_after is not None:
        body["parameters"] = {"retry_after": refusal.retry_after}
    return _json(refusal.code, body)
