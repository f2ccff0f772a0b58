"""What a look at an image says of faces, without a look."""

import pytest

from seedance_lint.config import Settings
from seedance_lint.linter.lint import Linter
from seedance_lint.profiles import load_profile
from seedance_lint.requests.facts import FileFacts
from seedance_lint.requests.request import Asset
from seedance_lint.rules.examples import as_request


@pytest.mark.parametrize(("faces", "words"), [(0, None), (None, None), (1, "1 face"), (3, "3 faces")])
def test_faces_are_counted_and_pointed_at(faces, words):
    linter = Linter(Settings(load_profile("seedance-2.0"), select=("face-in-image",)))
    request = as_request({"prompt": "@Image1 as scene.", "image_urls": ["./girl.png"]}, linter.profile)
    (asset,) = request.assets["image"]
    assert isinstance(asset, Asset)
    facts = FileFacts(faces=faces)
    found = linter.check(request._replace(assets={"image": (asset._replace(facts=facts),)}))
    if words is None:
        assert found == []
        return
    (finding,) = found
    assert finding.violation.message == f"`girl.png` seems to show {words}; the provider rejects images with realistic faces"
    assert finding.violation.at.path == ("image_urls", 0)
    assert [related.at.start for related in finding.violation.related] == [0]
