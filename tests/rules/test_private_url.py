"""URLs that only the author can open, where nothing shows to which server they go."""

import json

import pytest

from seedance_lint.config.configuration import Configuration, Overrides
from seedance_lint.hosts import host_for
from seedance_lint.linter.lint import Linter
from seedance_lint.source import SourceDocument

BODY = {"prompt": "A kite over the dunes.", "image_url": "http://localhost:3000/uploads/a.jpg", "duration": 5}
REPORTED = {
    "a model of ours": (BODY | {"model": "seedance-2.0"}, 1),
    "a provider": (BODY | {"url": "https://queue.fal.run/bytedance/seedance-2.0/image-to-video"}, 1),
    "perhaps a server of the author": (BODY, 0),
}


@pytest.mark.parametrize(("body", "count"), REPORTED.values(), ids=REPORTED)
def test_a_request_that_may_go_to_the_same_machine(body, count):
    linter = Linter(Configuration(Overrides(isolated=True)).settings_for("a.md"))
    text = f"# Clips\n\n```json\n{json.dumps(body)}\n```\n"
    result = linter.lint(SourceDocument("a.md", text), host_for("a.md"))
    found = [each for each in result.diagnostics if each.rule == "private-url"]
    assert len(found) == count
