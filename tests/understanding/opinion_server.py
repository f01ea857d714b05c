"""An OpenAI-compatible endpoint on loopback that says what a test lays before it, and keeps what it was asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class OpinionServer:
    """Answers every request with `says`, in the way `manner` tells."""

    def __init__(self) -> None:
        self.says: str = "{}"
        self.manner = "well"  # or "error", "slow", "garbage", "endless", "redirect"
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The base address, as an operator would set it."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def messages(self) -> list[str]:
        """What was shown of residents' messages so far."""
        return [json.loads(body["messages"][-1]["content"]) for body in self.asked]

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                owner.asked.append({"path": self.path, **body})
                owner.keys.append(self.headers.get("Authorization"))
                try:
                    owner.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                """Keep the test's output clean."""

        return Handler

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request in the manner that is set."""
        whole = json.dumps({"choices": [{"message": {"role": "assistant", "content": self.says}}]}).encode()
        handler.send_response({"error": 500, "redirect": 302}.get(self.manner, 200))
        if self.manner == "redirect":
            handler.send_header("Location", "/elsewhere")
        handler.end_headers()
        if self.manner == "slow":
            for place in range(len(whole)):
                handler.wfile.write(whole[place : place + 1])
                handler.wfile.flush()
                time.sleep(0.05)
        elif self.manner == "endless":
            for _ in range(40):
                handler.wfile.write(b" " * 8192)
        else:
            handler.wfile.write(b"<html>" if self.manner == "garbage" else whole)


@contextmanager
def opinion_server() -> Iterator[OpinionServer]:
    """A server that runs while the block does."""
    server = OpinionServer()
    try:
        yield server
    finally:
        server.close()
