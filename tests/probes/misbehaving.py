"""A web server on this machine that misbehaves, one path for each way."""

import re
import socket
import socketserver
import struct
import threading
from collections import Counter

_REASONS = {200: "OK", 206: "Partial Content", 302: "Found"}


class Misbehaving(socketserver.ThreadingTCPServer):
    """Records what was asked, in ``asked`` (path, headers), and how often, in ``times``."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.times: Counter[str] = Counter()
        self.most_at_once = 0
        self.now = 0
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self.sent = 0
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"

    def handle_error(self, *_):
        """Clients that hang up are what is tested."""


class _Handler(socketserver.StreamRequestHandler):
    server: Misbehaving

    def handle(self) -> None:
        self.request.settimeout(5)
        _, path, _ = self.rfile.readline().decode().split(" ")
        headers = {}
        while line := self.rfile.readline().strip():
            name, _, value = line.decode().partition(": ")
            headers[name.lower()] = value
        server = self.server
        with server.lock:
            server.asked.append((path, headers))
            server.times[path] += 1
            server.now += 1
            server.most_at_once = max(server.most_at_once, server.now)
        try:
            self.headers = headers
            name = re.match(r"/?([^/?.]*)", path)[1].replace("-", "_")
            getattr(self, f"do_{name}", self.do_missing)(path)
        finally:
            with server.lock:
                server.now -= 1

    def answer(self, status: int, body: bytes = b"", **headers: object) -> None:
        lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'No')}", "Connection: close"]
        headers.setdefault("Content_Length", len(body))
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items() if value is not None]
        self.wfile.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    def part(self, size: int, content_type: str, body: bytes = b"\xff\xd8\xff") -> None:
        self.answer(206, body, Content_Type=content_type, Content_Range=f"bytes 0-{len(body) - 1}/{size}")

    # ---- well behaved

    def do_ok(self, _):
        self.part(4096, "image/jpeg; charset=binary")

    def do_big(self, _):
        self.part(99_999_999, "video/mp4")

    def do_huge(self, _):
        self.part(99_999_999, "image/png")

    def do_slowly(self, _):
        self.server.stopping.wait(0.2)
        self.part(4096, "image/jpeg")

    def do_moved(self, _):
        self.answer(302, Location="ok.jpg")

    # ---- answers

    def do_whole(self, _):
        self.answer(200, b"\xff\xd8\xff" * 9, Content_Type="image/jpeg")

    def do_status(self, path):
        self.answer(int(path.rpartition("/")[2]))

    def do_missing(self, _):
        self.answer(404, b"<html>gone</html>", Content_Type="text/html")

    def do_empty(self, _):
        self.answer(416, Content_Range="bytes */0")

    def do_page(self, _):
        self.answer(200, b"<!DOCTYPE html><title>Share</title>", Content_Type="text/html; charset=utf-8")

    def do_disguised(self, _):
        self.answer(200, b"\n<html><title>Share</title>", Content_Type="image/jpeg")

    def do_text(self, _):
        self.answer(200, b"{}", Content_Type="application/json")

    # ---- redirects

    def do_private(self, _):
        self.answer(302, Location="/signin?next=/private.jpg")

    def do_guarded(self, _):
        self.answer(302, Location="/sso-status/401")

    def do_sso_status(self, path):
        self.do_status(path)

    def do_signin(self, _):
        self.do_page(_)

    def do_circle(self, _):
        self.answer(302, Location="circle.jpg")

    def do_elsewhere(self, _):
        self.answer(302, Location="file:///etc/passwd")

    def do_cookies(self, _):
        if "cookie" in self.headers:
            self.do_ok(_)
        elif "set" in self.headers:
            self.do_page(_)
        else:
            self.answer(302, Location="/cookies2.jpg", Set_Cookie="session=1; Path=/")

    def do_cookies2(self, _):
        self.part(1, "image/jpeg") if "cookie" in self.headers else self.do_page(_)

    # ---- time and size

    def do_silent(self, _):
        self.server.stopping.wait(20)

    def do_silent_body(self, _):
        self.answer(200, Content_Length=1000, Content_Type="image/jpeg")
        self.wfile.flush()
        self.server.stopping.wait(20)

    def do_drip(self, _):
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
            if self.server.stopping.wait(0.05):
                return
            self.wfile.write(bytes([byte]))

    def do_endless(self, _):
        self.answer(200, Content_Length=None, Content_Type="video/mp4")
        self.pour(b"\0" * 65536)

    def do_endless_headers(self, _):
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self.pour(b"X-Filler: " + b"x" * 4000 + b"\r\n")

    def pour(self, piece):
        while not self.server.stopping.is_set():
            self.wfile.write(piece)
            self.server.sent += len(piece)

    # ---- no answers

    def do_reset(self, _):
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()

    def do_hang_up(self, _):
        pass

    def do_garbage(self, _):
        self.wfile.write(b"220 mail.example.com ESMTP\r\n\r\n")

    # ---- failures that pass

    def do_flaky(self, path):
        if self.server.times[path] < 3:
            self.answer(503)
        else:
            self.do_ok(path)

    def do_wobbly(self, path):
        if self.server.times[path] < 2:
            self.do_reset(path)
        else:
            self.do_ok(path)
