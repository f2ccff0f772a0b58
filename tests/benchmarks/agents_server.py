"""How long an agent waits. Run it on demand: ``python tests/benchmarks/agents_server.py``.

It measures an installed package: from the start of the process to the answer of `initialize`, and from the first call to its answer.
"""

import json
import subprocess
import sys
import time

COMMAND = [sys.executable, "-P", "-m", "seedance_lint", "mcp"]  # -P: the installed package, even in a clone
ROUNDS = 15
HELLO = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "benchmark", "version": "1"}}
CALL = {"name": "check_request", "arguments": {"prompt": "@Image1 as first frame, @Image3.", "image_urls": ["https://example.com/a.png"]}}


def timed(server: subprocess.Popen, number: int, method: str, params: dict) -> float:
    """Ask, and return the seconds to the answer."""
    started = time.perf_counter()
    server.stdin.write(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode() + b"\n")
    server.stdin.flush()
    assert b'"result"' in server.stdout.readline()
    return time.perf_counter() - started


def main() -> None:
    empty, starts, calls = [], [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        empty.append(time.perf_counter() - started)
        started = time.perf_counter()
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
            timed(server, 1, "initialize", HELLO)
            starts.append(time.perf_counter() - started)
            server.stdin.write(b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n')
            calls.append(timed(server, 2, "tools/call", CALL))
    print(f"start to the answer of initialize: {min(starts):.2f} s, {min(starts) / min(empty):.0f} starts of an empty Python")
    print(f"first call: {min(calls) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
