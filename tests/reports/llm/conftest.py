"""A stub of an OpenAI-compatible endpoint that answers as it is told: rightly, wrongly, slowly, partly, not at all."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = Callable[["Handler", dict[str, Any], int], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request, and its number from 0, to the server's script."""

    def do_POST(self) -> None:
        stub = self.server
        assert isinstance(stub, Stub)
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        stub.asked.append(body)
        stub.headers.append(dict(self.headers))
        stub.script(self, body, len(stub.asked) - 1)

    def say(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def complete(self, content: str, *, reason: str = "stop") -> None:
        choice = {"message": {"content": content}, "finish_reason": reason}
        self.say(200, json.dumps({"choices": [choice], "usage": {"total_tokens": 100}}).encode())

    def trickle(self, pieces: int, pause: float) -> None:
        """An answer that comes byte by byte."""
        self.send_response(200)
        self.end_headers()
        for _ in range(pieces):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is printed."""


class Stub(ThreadingHTTPServer):
    """The endpoint. ``script`` decides what is answered."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.script: Answer = lambda handler, body, number: handler.complete('{"statements": [], "events": []}')

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that has gone away is what some tests are about."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
