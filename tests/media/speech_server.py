"""An OpenAI-compatible endpoint for transcriptions on loopback that hears what a test lays before it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SpeechServer:
    """Answers every recording with `hears`, in the way `manner` tells."""

    def __init__(self) -> None:
        self.hears = ""
        self.manner = "well"  # or "error", "slow", "garbage", "number"
        self.asked: list[tuple[str, str | None, bytes]] = []
        self.meanwhile: Callable[[], None] = lambda: None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """The base address, as an operator would set it."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                owner.asked.append((self.path, self.headers.get("Authorization"), body))
                owner.meanwhile()
                try:
                    owner.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                """Keep the test's output clean."""

        return Handler

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request in the manner that is set."""
        text: object = 7 if self.manner == "number" else self.hears
        whole = b"<html>" if self.manner == "garbage" else json.dumps({"text": text}).encode()
        handler.send_response(500 if self.manner == "error" else 200)
        handler.end_headers()
        for place in range(len(whole)):
            handler.wfile.write(whole[place : place + 1])
            if self.manner == "slow":
                handler.wfile.flush()
                time.sleep(0.1)


@contextmanager
def speech_server() -> Iterator[SpeechServer]:
    """A server that runs while the block does."""
    server = SpeechServer()
    try:
        yield server
    finally:
        server.close()
