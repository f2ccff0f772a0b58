"""The library from the outside."""

import gc
import json
import pickle

import pytest

import seedance_lint

PAGE = {
    "model": "seedance-2.0",
    "prompt": "@Image1 as first frame, @Image2 as character. Replicate @Video1 camera movement. Sync to @Audio1 beat. Rain on a tin roof.",
    "image_urls": ["https://example.com/start.jpg", "https://example.com/who.jpg"],
    "video_urls": ["https://example.com/move.mp4"],
    "audio_urls": ["https://example.com/song.mp3"],
    "duration": 10,
    "quality": "1080p",
    "aspect_ratio": "16:9",
}


def test_a_good_request():
    result = seedance_lint.lint_request(PAGE)
    assert result.ok
    assert result.diagnostics == ()
    result.raise_for_errors()


def test_lint_and_lint_request_agree():
    prompt = "@Image1 as first frame, @Image3 as scene."
    by_request = seedance_lint.lint_request({"model": "seedance-2.0", "prompt": prompt, "image_urls": PAGE["image_urls"]})
    by_argument = seedance_lint.lint(prompt, image_urls=PAGE["image_urls"])
    assert [found._replace(path="") for found in by_request.diagnostics] == [found._replace(path="") for found in by_argument.diagnostics]
    (found,) = by_argument.diagnostics
    assert (found.rule, found.start.column, found.end.column, found.exact, found.pointer) == (
        "undefined-reference",
        25,
        32,
        True,
        "/prompt",
    )


def test_a_finding_about_a_file_falls_on_the_whole_prompt():
    prompt = "@Image1 as first frame."
    (found,) = seedance_lint.lint(prompt, image_urls=PAGE["image_urls"]).diagnostics
    assert (found.rule, found.exact, found.pointer) == ("unused-asset", False, "/image_urls/1")
    assert (found.start.offset, found.end.offset) == (0, len(prompt))


def test_without_files_only_what_needs_none_is_checked():
    assert seedance_lint.lint("@Image3 and @Image1 and @Image2").ok
    assert not seedance_lint.lint("@Image1", image_urls=[]).ok
    assert not seedance_lint.lint("@Video1", image_urls=["https://example.com/a.jpg"]).ok


def test_errors_carry_the_diagnostics():
    result = seedance_lint.lint("@Image2 and @image1", image_urls=["https://example.com/a.jpg"], profile="seedance-2.0")
    assert {found.rule for found in result.diagnostics} == {"undefined-reference", "nonstandard-tag"}
    with pytest.raises(seedance_lint.LintError, match="points past the 1 image") as raised:
        result.raise_for_errors()
    assert [found.rule for found in raised.value.diagnostics] == ["undefined-reference"]
    assert pickle.loads(pickle.dumps(raised.value)).diagnostics == raised.value.diagnostics


def test_warnings_alone_are_ok():
    result = seedance_lint.lint("@image1", image_urls=["https://example.com/a.jpg"], profile="seedance-2.0")
    assert result.diagnostics
    assert result.ok
    result.raise_for_errors()


def test_nested_requests_have_pointers_of_their_own():
    result = seedance_lint.lint_request(
        {"model": "seedance-2.0", "input": {"prompt": "@Image2", "image_urls": ["https://example.com/a.jpg"]}}
    )
    assert [(found.rule, found.pointer) for found in result.diagnostics if found.severity == "error"] == [
        ("undefined-reference", "/input/prompt")
    ]


def test_a_request_without_a_prompt_is_not_ok():
    result = seedance_lint.lint_request({"model": "seedance-2.0", "image_urls": []})
    assert not result.ok
    with pytest.raises(seedance_lint.LintError):
        result.raise_for_errors()


def test_a_request_for_another_product_is_skipped():
    result = seedance_lint.lint_request({"model": "veo-3", "prompt": "@Image7", "image_urls": []})
    assert result.ok
    assert result.summary.skipped == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: seedance_lint.lint(5),
        lambda: seedance_lint.lint("x", image_urls="https://example.com/a.jpg"),
        lambda: seedance_lint.lint_request("{}"),
    ],
)
def test_wrong_types_are_type_errors(call):
    with pytest.raises(TypeError):
        call()


def test_select_and_ignore():
    assert seedance_lint.lint("@Image2", image_urls=["https://example.com/a.jpg"], ignore=["references"]).diagnostics == ()
    with pytest.raises(ValueError, match="did you mean `undefined-reference`"):
        seedance_lint.lint("x", select=["undefined-referense"])
    with pytest.raises(ValueError, match="no profile"):
        seedance_lint.lint("x", profile="veo")


@pytest.mark.parametrize("body", [{"text": "@Image1 as first frame."}, {}, {"prompt": 3}])
def test_a_body_without_a_prompt_is_not_fine(body):
    result = seedance_lint.lint_request(body)
    assert not result
    assert result.to_dict()["ok"] is False
    with pytest.raises(seedance_lint.LintError, match="prompt"):
        result.raise_for_errors()


def test_the_truth_of_a_result_is_whether_it_is_fine():
    assert seedance_lint.lint("@Image1 as first frame.", image_urls=["https://example.com/a.jpg"])
    assert not seedance_lint.lint("@Image2", image_urls=["https://example.com/a.jpg"])


@pytest.mark.parametrize("as_given", [str, lambda path: path])
def test_a_profile_may_be_a_file(tmp_path, as_given):
    path = tmp_path / "house.toml"
    path.write_text(
        'extends = "ark-2.0"\nname = "house-2.0"\ntitle = "House"\nsource = "https://house.example.com"\n[media.image]\n'
        'source = "https://house.example.com"\nmax_count = 1\n',
        "utf-8",
    )
    urls = [f"https://example.com/{number}.jpg" for number in (1, 2)]
    result = seedance_lint.lint("Image 1 dances with Image 2.", image_urls=urls, profile=as_given(path))
    assert "modality-limit" in {found.rule for found in result.diagnostics}
    path.with_name("none.toml").write_text("a = 1", "utf-8")
    with pytest.raises(seedance_lint.ProfileError):
        seedance_lint.lint("x", profile=as_given(path.with_name("none.toml")))
    with pytest.raises(OSError):
        seedance_lint.lint("x", profile=as_given(path.with_name("gone.toml")))


def test_wrong_names_are_errors_that_can_be_caught():
    with pytest.raises(seedance_lint.UnknownProfile):
        seedance_lint.lint("x", profile="veo")
    with pytest.raises(seedance_lint.UnknownRule):
        seedance_lint.lint("x", select=["undefined-referense"])


def test_results_can_be_pickled_and_not_changed():
    result = seedance_lint.lint("@Image2 @image1", image_urls=["https://example.com/a.jpg"])
    assert pickle.loads(pickle.dumps(result)) == result
    with pytest.raises(AttributeError):
        result.diagnostics = ()


def test_public_names():
    assert set(seedance_lint.__all__) == {
        "Applicability", "Converted", "Diagnostic", "Failure", "LintError", "LintResult", "Loss", "ProfileError", "Prompt", "Severity", "UnknownProfile", "UnknownRule", "__version__", "convert", "fix", "lint", "lint_many", "lint_request", "parse",
    }  # fmt: skip
    for name in seedance_lint.__all__:
        assert getattr(seedance_lint, name) is not None
    assert set(seedance_lint.__all__) <= set(dir(seedance_lint))
    with pytest.raises(AttributeError):
        seedance_lint.__getattr__("no_such_name")


def test_importing_the_package_imports_nothing_else():
    import subprocess
    import sys

    code = "import sys; before = set(sys.modules); import seedance_lint; print(sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "['seedance_lint']"


@pytest.mark.parametrize("method", ["tolist", "to_list", "to_pylist"])
def test_columns_of_data_libraries_are_lists_of_urls(method):
    class Column:
        def __len__(self):
            return 1

        def __iter__(self):
            return iter(["https://example.com/a.png"])

    setattr(Column, method, lambda self: ["https://example.com/a.png"])
    assert [
        found.rule
        for found in seedance_lint.lint("@Image1 beside @Image2.", image_urls=Column(), select=["undefined-reference"]).diagnostics
    ] == ["undefined-reference"]


def test_a_result_is_ready_for_json():
    result = seedance_lint.lint("@Image2", image_urls=["https://example.com/a.png"], select=["undefined-reference"])
    made = json.loads(json.dumps(result.to_dict()))
    assert (made["ok"], made["summary"]["errors"]) == (False, 1)
    found = made["diagnostics"][0]
    assert (found["rule"], found["severity"], found["start"]["offset"], found["end"]["offset"]) == ("undefined-reference", "error", 0, 7)


@pytest.mark.parametrize(
    "call", [seedance_lint.lint_request, lambda body: seedance_lint.lint(body["prompt"], image_urls=body["image_urls"])]
)
def test_a_call_leaves_nothing_for_the_garbage_collector(call):
    body = PAGE | {"image_urls": ["http://localhost/start.jpg"]}
    assert call(body).diagnostics
    gc.collect()
    gc.disable()
    try:
        call(body)
        assert gc.collect() == 0
    finally:
        gc.enable()
