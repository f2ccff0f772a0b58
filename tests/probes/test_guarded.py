"""Looking at files: only where they may be, never for longer than a moment, and a crash of a library is no crash of ours."""

import json
import os
import time

import pytest

from seedance_lint.requests.facts import FileFacts

pytestmark = pytest.mark.slow
LOOP = b"II*\0\x08\0\0\0\x01\0\0\1\4\0\1\0\0\0\5\0\0\0\x08\0\0\0"
"""A TIFF whose first directory names itself as the next one."""
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000 01f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082".replace(" ", ""))  # fmt: skip


@pytest.fixture
def probe():
    from seedance_lint.probes.guarded import GuardedProbe

    guard = GuardedProbe(patience=60)
    yield guard
    guard.close()


def test_a_file_that_keeps_the_library_busy_for_ever(tmp_path, probe):
    (tmp_path / "loop.tif").write_bytes(LOOP)
    (tmp_path / "good.png").write_bytes(PNG)
    probe._patience = 5
    begin = time.monotonic()
    assert probe.probe(tmp_path / "loop.tif") == FileFacts(problem="stuck")
    assert time.monotonic() - begin < 60
    probe._patience = 60
    assert probe.probe(tmp_path / "good.png").kind == "image"  # the next file has a process of its own again


def test_a_process_that_crashes(tmp_path, probe):
    (tmp_path / "good.png").write_bytes(PNG)
    assert probe.probe(tmp_path / "good.png").kind == "image"
    os.kill(probe._process.pid, 11)
    probe._process.wait()
    assert probe.probe(tmp_path / "good.png").kind == "image"


@pytest.mark.parametrize("name", ["a\nb.png", "図.png", "x\udcff.png", "missing.png"])
def test_names_come_across(tmp_path, probe, name):
    if name != "missing.png":
        (tmp_path / name).write_bytes(PNG)
    assert probe.probe(tmp_path / name).problem == ("missing" if name == "missing.png" else None)


def test_a_request_cannot_ask_what_is_elsewhere(program, tmp_path):
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (elsewhere / "secret.png").write_bytes(PNG)
    (tmp_path / "shots").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "a.png").write_bytes(PNG)
    (tmp_path / "link.png").symlink_to(elsewhere / "secret.png")
    names = [
        f"{elsewhere}/secret.png",
        f"{elsewhere}/missing.png",
        f"../../{elsewhere.name}/secret.png",
        "../link.png",
        "/etc/shadow",
        "/etc/no-such-file",
    ]
    body = {"prompt": "@Image1 as scene.", "image_urls": ["../assets/a.png", *names]}
    (tmp_path / "shots" / "x.json").write_text(json.dumps(body))
    select = "unreadable-file,invalid-url,misnamed-file"
    found = program("check", "--media", "--select", select, "--output-format", "json", "shots").out
    said = {(each["pointer"], each["rule"], each["message"].partition("` ")[2]) for each in json.loads(found)["diagnostics"]}
    assert {pointer for pointer, _, _ in said} == {f"/image_urls/{number}" for number in range(1, 7)}
    assert {rest for _, _, rest in said if rest} == {next(rest for _, _, rest in said)}  # nothing tells which are there
    allowed = program("check", "--media-root", str(elsewhere), "--select", select, "--output-format", "json", "shots").out
    assert "/image_urls/1" not in {each["pointer"] for each in json.loads(allowed)["diagnostics"]}


def test_files_of_the_command_line_are_the_users_own(program, tmp_path):
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.png").write_bytes(PNG)
    done = program(
        "check", "--media", "--select", "unreadable-file,invalid-url", "--images", str(elsewhere / "a.png"), "-", input="@Image1 as scene"
    )
    assert done.code == 0, done


@pytest.mark.parametrize(("sides", "faces"), [((30_000, 30_000), None), ((30_000, 10), 0), ((None, None), None), ((10, 0), None)])
def test_no_faces_are_looked_for_in_an_image_of_any_size(tmp_path, monkeypatch, sides, faces):
    from seedance_lint.probes import faces as searching
    from seedance_lint.probes import files

    asked = []
    monkeypatch.setattr(searching, "count_faces", lambda path: asked.append(path) or 0)
    guard = type("Guard", (), {"probe": lambda self, path: FileFacts("image", "png", 9, width=sides[0], height=sides[1])})()
    assert files.LocalFiles(tmp_path, faces=True, guard=guard)._facts(tmp_path / "a.png").faces == faces
    assert len(asked) == (faces is not None)
