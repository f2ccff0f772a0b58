"""The server with an ear on what it does to the world: what writes or reaches out is told on standard error in the end."""

import os
import sys

WRITING = (
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.chown",
    "os.utime",
    "shutil.",
)
REACHING = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.get", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.",
            "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "os.startfile", "webbrowser.")  # fmt: skip
AF_UNIX = 1
"""The family of the pair by which the event loop wakes itself; who imports the module socket for its name hears of it too late."""
told: list[str] = []


def listen(event: str, arguments: tuple) -> None:
    if event == "open":
        path, mode, flags = arguments
        writes = (mode is not None and not {*"wax+"}.isdisjoint(mode)) or (
            isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        )
        if writes and path != os.devnull and not isinstance(path, int):
            told.append(f"{event} {path} {mode} {flags}")
    elif event == "socket.__new__":
        if sys.platform != "win32" and arguments[1] != AF_UNIX:
            told.append(f"{event} {arguments}")
    elif event.startswith((*WRITING, *REACHING)):
        told.append(f"{event} {arguments}")


sys.dont_write_bytecode = True
sys.addaudithook(listen)

from seedance_lint.agents.start import load, serve  # noqa: E402

serve(load())
if "--misbehave" in sys.argv:
    open(os.path.join(os.environ["TMPDIR"], "written"), "w").close()  # noqa: PTH118, PTH123
sys.stderr.write("".join(f"{each}\n" for each in told))
