"""`check --fix` and `--diff` on real files."""

import json
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

URLS = ["https://example.com/a.jpg", "https://example.com/b.jpg"]


def request(prompt: str, **more: object) -> dict[str, object]:
    return {"model": "seedance-2.0", "prompt": prompt, "image_urls": URLS, **more}


def test_only_the_tag_changes(check):
    before = b'\xef\xbb\xbf{\r\n\t"prompt": "\\u56fe \\"@Image1\\" \\/ \\ud83c\\udfac @image2",\r\n  "image_urls": ["https://a.org/1.png",\r\n"https://a.org/2.png"]}\r\n'
    path = Path("x.json")
    path.write_bytes(before)
    path.chmod(0o640)
    ran = check("x.json", "--fix")
    assert ran.code == 0
    assert path.read_bytes() == before.replace(b"@image2", b"@Image2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert "Fixed 1 finding." in ran.err


def test_what_is_fixed_is_counted_and_not_reported(check):
    Path("x.json").write_text(json.dumps(request("@image1 @Image2 @Image3")))
    document = check("x.json", "--fix", "--output-format", "json").json
    assert [found["rule"] for found in document["diagnostics"]] == ["undefined-reference"]
    assert document["summary"]["fixed"] == 1


def test_unsafe_fixes_need_to_be_asked_for(check):
    text = json.dumps(request("@Image as scene", image_urls=URLS[:1]))
    Path("x.json").write_text(text)
    check("x.json", "--fix")
    assert Path("x.json").read_text() == text
    assert check("x.json", "--fix", "--unsafe-fixes").code == 0
    assert Path("x.json").read_text() == text.replace("@Image ", "@Image1 ")


def test_a_diff_changes_nothing_and_can_be_applied(check):
    Path("sub").mkdir()
    before = json.dumps(request("@image1 图 @Image2"), indent=1, ensure_ascii=False)  # no newline at the end
    Path("sub/x.json").write_text(before, encoding="utf-8")
    ran = check("sub", "--diff")
    assert ran.code == 1
    assert Path("sub/x.json").read_text(encoding="utf-8") == before
    done = subprocess.run(["git", "apply", "-"], input=ran.out.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path("sub/x.json").read_text(encoding="utf-8") == before.replace("@image1", "@Image1")
    assert check("sub", "--diff").out == ""
    assert check("sub", "--diff").code == 0


def test_standard_input_is_fixed_onto_standard_output(program):
    ran = program("check", "-", "--profile", "seedance-2.0", "--fix", "--images", "1", input="@image1 and @Image2\r\n图")
    assert ran.out == "@Image1 and @Image2\r\n图"
    assert "undefined-reference" in ran.err
    assert ran.code == 1


@pytest.mark.parametrize("arguments", [["--fix", "--diff"], ["--unsafe-fixes"]])
def test_options_that_make_no_sense_together(check, arguments):
    assert check(".", *arguments).code == 2


def test_json_lines_are_fixed_too(check):
    lines = [json.dumps(request(f"@image{1 + number % 2} {number}")) for number in range(2000)]
    Path("x.jsonl").write_text("\n".join(lines) + "\n")
    check("x.jsonl", "--fix", "--quiet")
    assert Path("x.jsonl").read_text() == ("\n".join(lines) + "\n").replace("@image", "@Image")


def test_a_read_only_file_is_a_failure_and_its_findings_are_told(check):
    Path("x.json").write_text(json.dumps(request("@image1 @Image2")))
    Path("x.json").chmod(0o444)
    ran = check("x.json", "--fix", "--output-format", "concise")
    assert ran.code == 2
    assert "x.json: the file is read-only" in ran.err
    assert "nonstandard-tag" in ran.out


def test_results_are_the_same_with_two_jobs(check):
    for jobs in ("1", "2"):
        Path(jobs).mkdir()
        for number in range(40):
            Path(jobs, f"{number:02}.json").write_text(json.dumps(request(f"@image1 @Image{number}")))
    one, two = (check(jobs, "--fix", "--jobs", jobs, "--output-format", "concise") for jobs in ("1", "2"))
    assert one.out.replace("1/", "/") == two.out.replace("2/", "/")
    assert [path.read_text() for path in sorted(Path("1").iterdir())] == [path.read_text() for path in sorted(Path("2").iterdir())]


TAGS = st.sampled_from(
    [
        "@Image1",
        "@image2",
        "@ Image 1",
        "[@image1]",
        "@img2",
        "＠Image２",
        "@图片1",
        "@Image01",
        "@Image",
        "@Imgae1",
        "@IMAGE1-2",
        "@Image9",
    ]
)
PROMPTS = st.lists(st.one_of(TAGS, st.text(max_size=8), st.sampled_from(['"', "\\", "\n", "图", "🎬", " and "])), max_size=8).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prompt=PROMPTS, ascii=st.booleans(), unsafe=st.booleans())
def test_fixes_converge_and_keep_the_rest_byte_for_byte(check, prompt, ascii, unsafe):
    body = {"id": "keep\u2028", **request(prompt), "zz": [1.0, None]}
    before = json.dumps(body, ensure_ascii=ascii, indent=2)
    Path("x.json").write_text(before, encoding="utf-8", errors="surrogatepass")
    flags = ["--fix", *(["--unsafe-fixes"] if unsafe else [])]
    first = check("x.json", *flags, "--output-format", "json")
    if first.code == 2:  # half a surrogate pair is no UTF-8
        return
    after = Path("x.json").read_bytes()
    fixed = json.loads(after)
    assert {**fixed, "prompt": ""} == {**body, "prompt": ""}
    rest = [line for line in before.encode(errors="surrogatepass").splitlines() if b'"prompt"' not in line]
    assert [line for line in after.splitlines() if b'"prompt"' not in line] == rest
    again = check("x.json", *flags, "--output-format", "json")
    assert Path("x.json").read_bytes() == after
    assert again.json["diagnostics"] == first.json["diagnostics"]


@pytest.mark.slow
def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(tmp_path):
    old = json.dumps(request("@image1", notes="lantern " * 250_000)).encode()
    new = old.replace(b"@image1", b"@Image1")
    path = tmp_path / "x.json"
    command = [sys.executable, "-m", "seedance_lint", "check", "--fix", "--quiet", str(path)]
    outcomes = set()
    kills = 0
    while outcomes != {True, False} or kills < 12:
        path.write_bytes(old)
        before = (path.stat(), len(list(tmp_path.iterdir())))
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while (path.stat(), len(list(tmp_path.iterdir()))) == before and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(kills % 6 * 0.002 * (1 + kills // 12))  # writing has begun: strike now, or a little later, and later on slow machines
        process.send_signal(signal.SIGKILL)
        process.wait()
        content = path.read_bytes()
        assert content in (old, new), len(content)
        outcomes.add(content == new)
        kills += 1
        assert kills < 200, f"200 kills fell on one side of the rename: {outcomes}"
