"""--media, --media-root and --online as a user meets them."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

DRAFT = {"model": "seedance-2.0", "prompt": "@Image1 as first frame.", "image_urls": ["start.png"]}


def write(folder, name, value):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")


def rules(ran):
    return [(each["path"], each["rule"], each["message"]) for each in ran.json["diagnostics"]]


def test_without_media_a_path_is_an_error_and_nobody_looks(tmp_path, check, media):
    media.image("start.png")
    write(tmp_path, "a.json", DRAFT)
    assert rules(check("a.json", "--output-format", "json")) == [
        ("a.json", "invalid-url", "`start.png` is a path, not a URL; expected http: or https:…")
    ]


def test_files_lie_beside_their_request(tmp_path, check, media):
    media.image("shots/start.png")
    write(tmp_path, "shots/a.json", DRAFT)
    write(tmp_path, "b.json", DRAFT)
    assert rules(check("shots", "b.json", "--media", "--output-format", "json")) == [
        ("b.json", "invalid-url", "`start.png` is a path, not a URL, and the file does not exist; expected http: or https:…")
    ]


def test_a_root_says_where_they_lie(tmp_path, check, media):
    media.image("media/start.png")
    write(tmp_path, "a.json", DRAFT)
    assert check("a.json", "--media", "--media-root", "media").code == 0
    assert check("a.json", "--media-root", "media").code == 0
    assert check("a.json", "--media").code == 1
    assert check("a.json", "--media-root", "nowhere").code == 2


def test_files_of_the_command_line_lie_here(tmp_path, check, media):
    media.image("start.jpg")
    write(tmp_path, "shots/a.txt", "@Image1 as first frame.")
    assert check("shots/a.txt", "--media", "--images", "start.jpg").code == 0
    assert check("shots/a.txt", "--media", "--images", "shots/start.jpg").code == 2


def test_many_processes_find_the_same(tmp_path, check, media):
    media.copy(media.image("start.png"), "other.jpg")
    lines = [{**DRAFT, "image_urls": ["start.png" if number % 2 else "other.jpg"]} for number in range(40)]
    write(tmp_path, "a.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    write(tmp_path, "b.json", lines)
    one, two = (check("a.jsonl", "b.json", "--media", "--output-format", "json", "--jobs", jobs).json for jobs in "12")
    assert one == two
    assert len(one["diagnostics"]) == 40


@pytest.fixture
def server():
    from misbehaving import Misbehaving

    with Misbehaving() as running:
        yield running


def served(server, *paths):
    urls = [server.url(path) for path in paths]
    return {"model": "seedance-2.0", "prompt": "@Image1 to @Image9 as scene."[: 8 if len(urls) == 1 else None], "image_urls": urls}


def online(check, *arguments, **more):
    return check(*arguments, "--online", "--output-format", "json", "--select", "assets", "--ignore", "private-url", **more)


def test_each_url_is_asked_once_over_all_files(tmp_path, check, server):
    for number in range(3):
        write(tmp_path, f"{number}.json", [served(server, "/gone.png", "/ok.png")] * 5)
    found = rules(online(check, "."))
    assert {rule for _, rule, _ in found} == {"unreachable-url"}
    assert len(found) == 15
    assert set(server.times.values()) == {1}


def test_standard_input_is_read_twice(check, server):
    text = json.dumps(served(server, "/gone.png"))
    assert [rule for _, rule, _ in rules(online(check, "-", "--stdin-filename", "a.json", input=text))] == ["unreachable-url"]
    lines = f"{text}\n" * 3
    assert [rule for _, rule, _ in rules(online(check, "-", "--stdin-filename", "a.jsonl", input=lines))] == ["unreachable-url"] * 3


def test_each_misbehaviour_has_its_rule(tmp_path, check, server):
    paths = ["/ok.png", "/status/403", "/private.png", "/text.png", "/whole.png", "/huge.png", "/endless.png", "/reset.png"]
    write(tmp_path, "a.json", served(server, *paths))
    found = [(each["rule"], each["severity"], each["pointer"]) for each in online(check, "a.json").json["diagnostics"]]
    assert found == [
        ("unreachable-url", "error", "/image_urls/1"),
        ("unreachable-url", "error", "/image_urls/2"),
        ("no-range-support", "info", "/image_urls/3"),
        ("unexpected-content-type", "error", "/image_urls/3"),
        ("no-range-support", "info", "/image_urls/4"),
        ("file-too-large", "error", "/image_urls/5"),
        ("no-range-support", "info", "/image_urls/6"),
        ("unexpected-content-type", "warning", "/image_urls/6"),
        ("unreachable-url", "warning", "/image_urls/7"),
    ]


def test_private_hosts_are_left_alone_while_their_rule_is_on(tmp_path, check, server):
    write(tmp_path, "a.json", served(server, "/gone.png"))
    assert [rule for _, rule, _ in rules(check("a.json", "--online", "--output-format", "json"))] == ["private-url"]
    assert not server.asked


def test_a_run_that_fails_asks_nobody(check, server, tmp_path):
    write(tmp_path, "a.json", served(server, "/gone.png"))
    assert check("a.json", "--online", "--select", "nothing").code == 2
    assert not server.asked


@pytest.mark.parametrize(
    ("options", "libraries", "told"),
    [
        (["--media"], ["pymediainfo"], "looking at media files needs an extra; install it with: pip install 'seedance-lint[media]'"),
        (["--media"], ["imagesize"], "looking at media files needs an extra; install it with: pip install 'seedance-lint[media]'"),
        (
            ["--media", "--select", "face-in-image"],
            ["cv2"],
            "looking for faces needs an extra; install it with: pip install 'seedance-lint[face]'",
        ),
        (["--online"], ["httpx"], "checking URLs needs an extra; install it with: pip install 'seedance-lint[online]'"),
        ([], ["pymediainfo", "imagesize", "cv2", "httpx", "numpy", "pyarrow"], None),
        (["--media"], ["cv2", "httpx"], None),
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_missing_extra_is_named(tmp_path, options, libraries, told, jobs):
    write(tmp_path, "a.json", {**DRAFT, "image_urls": ["https://example.com/a.png"]})
    code = f"import sys; sys.modules.update(dict.fromkeys({libraries!r})); from seedance_lint.cli import main; main()"
    command = [sys.executable, "-c", code, "check", "a.json", "--jobs", jobs, *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    if told is None:
        assert done.returncode == 0, done.stderr
    else:
        assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (2, "", f"seedance-lint: {told}")
