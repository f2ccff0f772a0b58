"""Many requests in one call: order, ids, processes, and no more in memory than needed."""

import itertools
import os
import signal

import pytest

import seedance_lint

URLS = ["https://example.com/a.png"]


def body(number):
    return {"prompt": f"@Image{number % 3 + 1} as first frame, take {number}.", "image_urls": URLS}


@pytest.mark.parametrize("jobs", [1, 2])
def test_order_and_numbers(jobs):
    requests = [body(number) if number % 2 else f"@Image{number}" for number in range(300)]
    alone = [seedance_lint.lint_request(each) if isinstance(each, dict) else seedance_lint.lint(each) for each in requests]
    assert list(seedance_lint.lint_many(iter(requests), jobs=jobs)) == list(enumerate(alone))


@pytest.mark.parametrize("jobs", [1, 2])
def test_ids_are_handed_through(jobs):
    named = {("take", number): body(number) for number in range(100)}
    for requests in (named, named.items()):
        assert [name for name, _ in seedance_lint.lint_many(requests, jobs=jobs)] == list(named)


def test_requests_may_never_end():
    taken = itertools.islice(seedance_lint.lint_many(map(body, itertools.count())), 5)
    assert [name for name, _ in taken] == [0, 1, 2, 3, 4]
    read = 0

    def counted():
        nonlocal read
        for read in itertools.count(1):
            yield body(read)

    results = seedance_lint.lint_many(counted(), jobs=2)
    assert [name for name, _ in itertools.islice(results, 200)] == list(range(200))
    assert read < 2_000
    results.close()


def test_settings_hold_in_other_processes():
    request = {"prompt": "@Image0 as first frame, @Image as scene.", "image_urls": URLS}

    def rules(**options):
        return {found.rule for _, result in seedance_lint.lint_many([request] * 3, **options) for found in result.diagnostics}

    assert rules() == {"missing-index", "zero-index"}
    for jobs in (1, 2):
        assert rules(jobs=jobs, ignore=["zero-index"]) == {"missing-index"}
        assert rules(jobs=jobs, select=["zero-index"], profile="fal-2.0") == {"zero-index"}


def test_wrong_arguments_are_told_at_once():
    with pytest.raises(seedance_lint.api.UnknownProfile):
        seedance_lint.lint_many([], profile="no-such-profile")
    with pytest.raises(ValueError, match="jobs must be at least 1"):
        seedance_lint.lint_many([], jobs=0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_no_request(jobs):
    with pytest.raises(TypeError, match="the payload must be a mapping, not int"):
        list(seedance_lint.lint_many([body(1), 3], jobs=jobs))


class Deadly(dict):
    """A request that kills every other process which opens it."""

    def __init__(self, home):
        super().__init__(body(1), home=home)

    def __reduce__(self):
        return (_opened, (self["home"],))


def _opened(home):
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return Deadly(home)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_a_process_that_dies_takes_no_result_with_it():
    requests = [body(number) for number in range(500)]
    requests[250] = Deadly(os.getpid())
    results = list(seedance_lint.lint_many(requests, jobs=2))
    assert [name for name, _ in results] == list(range(500))
    assert all(result.summary.prompts == 1 for _, result in results)
