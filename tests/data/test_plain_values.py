"""Values of numpy, pandas, polars and pyarrow where the library takes lists and numbers: what was found is the same as of plain ones."""

import pytest

import seedance_lint
from seedance_lint.plain_values import plain_request

URLS = ["https://example.com/a.png", "https://example.com/b.png"]
PROMPT = "@Image1 as first frame, @Image3 as scene."


def columns():
    """Yield what holds the URLs, by the name of the library."""
    yield "tuple", lambda: tuple(URLS)
    yield "list with a missing one", lambda: [*URLS, float("nan")]
    yield "numpy", lambda: pytest.importorskip("numpy").array(URLS)
    yield "numpy objects", lambda: pytest.importorskip("numpy").array([*URLS, None], dtype=object)
    yield "pandas", lambda: pytest.importorskip("pandas").Series(URLS)
    yield "pandas with a missing one", lambda: pytest.importorskip("pandas").Series([URLS[0], None, URLS[1]])
    yield "pandas index", lambda: pytest.importorskip("pandas").Index(URLS)
    yield "polars", lambda: pytest.importorskip("polars").Series([*URLS, None])
    yield "pyarrow", lambda: pytest.importorskip("pyarrow").array([*URLS, None])
    yield "pyarrow in chunks", lambda: pytest.importorskip("pyarrow").chunked_array([URLS[:1], URLS[1:]])
    yield "pyarrow, one cell", lambda: pytest.importorskip("pyarrow").array([URLS])[0]


COLUMNS = dict(columns())


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_as_lists_of_urls(name):
    column = COLUMNS[name]()
    expected = seedance_lint.lint(PROMPT, image_urls=URLS)
    assert [found.rule for found in expected.diagnostics] == ["undefined-reference"]
    assert seedance_lint.lint(PROMPT, image_urls=column) == expected
    assert seedance_lint.fix(PROMPT, image_urls=column) == seedance_lint.fix(PROMPT, image_urls=URLS)
    body = {"model": "bytedance/seedance-2.0", "prompt": PROMPT}
    assert seedance_lint.lint_request({**body, "image_urls": column}) == seedance_lint.lint_request({**body, "image_urls": URLS})
    nested = seedance_lint.lint_request({"input": {**body, "image_urls": column}})
    assert nested == seedance_lint.lint_request({"input": {**body, "image_urls": URLS}})


@pytest.mark.parametrize("wrong", ["https://example.com/a.png", 3, object(), 2.5])
def test_what_is_no_column(wrong):
    with pytest.raises(TypeError, match="image_urls must be a list of URLs, not"):
        seedance_lint.lint(PROMPT, image_urls=wrong)


BODY = {"model": "fal-ai/bytedance/seedance-2.0/text-to-video", "prompt": "A quiet harbour.", "duration": 99, "generate_audio": True}


@pytest.mark.parametrize("library", ["numpy", "pyarrow"])
def test_numbers_of_libraries(library):
    module = pytest.importorskip(library)
    wrap = module.int64 if library == "numpy" else module.scalar
    truth = module.bool_(True) if library == "numpy" else module.scalar(True)
    expected = seedance_lint.lint_request(BODY)
    assert expected.diagnostics
    assert seedance_lint.lint_request({**BODY, "duration": wrap(99), "generate_audio": truth}) == expected


def missing():
    yield "NaN", lambda: float("nan")
    yield "numpy", lambda: pytest.importorskip("numpy").float32("nan")
    yield "pandas", lambda: pytest.importorskip("pandas").NA
    yield "a time of pandas", lambda: pytest.importorskip("pandas").NaT
    yield "pyarrow", lambda: pytest.importorskip("pyarrow").scalar(None)


MISSING = dict(missing())


@pytest.mark.parametrize("name", MISSING)
def test_what_is_missing_is_null(name):
    given = {**BODY, "duration": MISSING[name](), "image_urls": MISSING[name]()}
    assert seedance_lint.lint_request(given) == seedance_lint.lint_request({**BODY, "duration": None, "image_urls": None})


def test_plain_bodies_are_left_alone():
    body = {"prompt": "x", "image_urls": ["a", None], "input": {"list": [{"a": 1.5}]}}
    assert plain_request(body) == body


def test_circles_and_deep_bodies_end():
    body = {"prompt": "@Image1", "duration": float("nan")}
    body["again"] = [body, body]
    assert plain_request(body)["duration"] is None
    deep = {"duration": float("nan")}
    for _ in range(10_000):
        deep = {"x": deep}
    plain_request(deep)
