"""Calls to the Bot API go by the proxy that the environment names, where one is named for that server."""

import asyncio

import pytest

from bot.channels.telegram.request import AiohttpRequest

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


async def _asked(url: str) -> tuple[int, list[str]]:
    """What a server on loopback was asked for, when a call went to `url`; `{port}` is its port."""
    lines: list[str] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines()[0])
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("http_proxy", f"http://127.0.0.1:{port}")
        environment.setenv("no_proxy", "127.0.0.1")
        request = AiohttpRequest(5)
        status, _ = await request.do_request(url.format(port=port), "POST")
        await request.shutdown()
    server.close()
    return status, lines


def test_a_proxy_brings_the_call() -> None:
    assert asyncio.run(_asked("http://api.telegram.test/getMe")) == (
        200,
        ["POST http://api.telegram.test/getMe HTTP/1.1"],
    )


def test_a_server_that_needs_none_is_called_directly() -> None:
    assert asyncio.run(_asked("http://127.0.0.1:{port}/getMe")) == (200, ["POST /getMe HTTP/1.1"])
