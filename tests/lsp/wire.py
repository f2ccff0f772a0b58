"""The plainest client there is: messages in, messages out, and the bytes that the server writes elsewhere."""

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from typing import Any

PATIENCE = 60
"""Seconds after which a server that says nothing is given up."""


class Wire:
    """One server process. It shows more than a client library would: standard error, the exit code, broken messages."""

    def __init__(self, command: list[str], **more) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        self.number = 0

    def send(self, method: str, params: Any, *, answered: bool = False) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if answered:
            self.number += 1
            message["id"] = self.number
        self.write(json.dumps(message).encode())

    def write(self, body: bytes) -> None:
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def messages(self) -> Iterator[dict]:
        """Yield what the server says, until it closes its output."""
        out = self.process.stdout
        while header := out.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                header = out.readline()
            yield json.loads(out.read(length))

    def until(self, method: str) -> dict:
        """Return the parameters of the next message of a method; the others are passed over."""
        return self._next(lambda message: message.get("method") == method, f"{method} did not come")["params"]

    def ask(self, method: str, params: Any) -> dict:
        """Send a request and return the message that answers it."""
        self.send(method, params, answered=True)
        return self._next(lambda message: message.get("id") == self.number, f"{method} was not answered")

    def _next(self, wanted: Callable[[dict], bool], otherwise: str) -> dict:
        patience = threading.Timer(PATIENCE, self.process.kill)
        patience.start()
        try:
            found = next(filter(wanted, self.messages()), None)
        finally:
            patience.cancel()
        assert found is not None, f"{otherwise} within {PATIENCE} s"
        return found

    def start(self, **capabilities) -> dict:
        answer = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.send("initialized", {})
        return answer["result"]

    def open(self, uri: str, text: str, language: str = "json") -> dict:
        self.send("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": language, "version": 1, "text": text}})
        return self.until("textDocument/publishDiagnostics")

    def leave(self) -> tuple[int, bytes]:
        """End the session as the protocol has it; return the exit code and what was written to standard error."""
        self.ask("shutdown", None)
        self.send("exit", None)
        return self.end()

    def end(self) -> tuple[int, bytes]:
        self.process.stdin.close()
        self.process.stdout.close()
        error = self.process.stderr.read()
        self.process.stderr.close()
        return self.process.wait(20), error
