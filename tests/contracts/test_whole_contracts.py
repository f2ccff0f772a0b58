"""All that is concluded of where a request goes: the contract, how sure it is, what says so and where, what else it may be."""

import pytest

from seedance_lint.contracts import Chosen
from seedance_lint.contracts.recognise import Recogniser
from seedance_lint.hosts import host_for
from seedance_lint.profiles import load_profile
from seedance_lint.profiles.load import find_profile
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.source import SourceDocument, Span

URL = "https://example.com/a.png"
TYPED = [{"type": "image_url", "image_url": {"url": URL}}]


def body(prompt="A ferry leaves.", **fields):
    return {"prompt": prompt, **fields}


SHARED = "bytedance/seedance-2.0"
LONG = "seedance-2.5" + "-a" * 95
"""Longer than a line, and about as long as the id of a model may be."""

BODIES = {
    "nothing": body(),
    "images alone": body(image_urls=[URL]),
    # The model.
    "a model of one provider": body(model="doubao-seedance-2-0-260128"),
    "a model with blanks": body(model="  doubao-seedance-2-0-260128 "),
    "a shared model": body(model=SHARED),
    "a shared model with fields of one": body(model=SHARED, reference_images=[URL]),
    "a shared model with fields of several": body(model=SHARED, input_references=TYPED, last_frame_image=URL, frame_images=TYPED, reference_images=[URL]),
    "a shared model around its input": {"model": SHARED, "input": body(reference_images=[URL], reference_audios=[])},
    "fields in parts": {"model": SHARED, "input": {**body(), "more": {"deep": {"reference_images": []}}, "list": [{"reference_videos": []}, {"fps": 1}]}},
    "a shared model with tags of one": body("[Image1] walks.", model=SHARED),
    "a shared model with tags of several": body("@Image1 walks, [Image2] runs.", model=SHARED),
    "a shared model with many tags": body("[Image1] " * 40 + "@Image1", model=SHARED),
    "a resold model": body(model="acme/seedance-2.0-pro"),
    "a resold model of the next edition": body(model="acme-seedance-2.5"),
    "a resold model of no edition": body(model="acme/seedance-pro"),
    "a model of no edition": body(model="seedance"),
    "an endpoint of Ark": body(model="ep-20260301120000-abcde"),
    "a reseller's short name": body(model="sd-2-fast"),
    "an endpoint of one's own": body(model="ep-20260301-abcde"),
    "a slot for the model": body(model="{model}"),
    "a variant": body(model="video", task_type="seedance-2.5"),
    "a model that is no text": body(model=25),
    "a long name": body(model="acme/seedance-2.0-" + "a" * 62),
    "a longer name": body(model="acme/seedance-2.0-" + "a" * 63),
    "a name of two hundred letters": body(model="bytedance/seedance-2.0:" + "a" * 177),
    "a name of more letters": body(model="bytedance/seedance-2.0:" + "a" * 178),
    # The host.
    "a host": body(url="https://queue.fal.run/x", model=SHARED),
    "a host in capitals, with a dot": body(url="https://QUEUE.FAL.RUN./x"),
    "a host with a password and a port": body(url="https://me:secret@api.replicate.com:443/v1"),
    "a host of another company": body(url="https://fal.run.example.com/x"),
    "a path of a host": body(url="https://api.kie.ai/api/v1/jobs/createTask"),
    "a path of a host on another": body(url="https://reseller.example/api/v1/jobs/createTask"),
    "a path of a host on this machine": body(url="http://localhost:8000/api/v1/jobs/createTask"),
    "the host of nobody": body(url="https://api.reseller.example/v1", model="seedance2"),
    "the host of nobody, of a file": body(url="https://cdn.reseller.example/a.png", model="doubao-seedance-2-0-260128"),
    "this machine": body(url="http://localhost:8000/v1", model="seedance-2.0"),
    "no host": body(url="http://relay/v1", model="seedance-2.0"),
    "hosts of two providers": body(url="https://queue.fal.run/x", base_url="https://api.replicate.com/v1"),
    "a model in an address": body(url="https://queue.fal.run/bytedance/seedance-2.5/reference-to-video"),
    "a model in the path of nobody": body(url="https://api.reseller.example/seedance/seedance-2.5/jobs"),
    "an address of many parts": body(url="https://queue.fal.run/a/b/c/d/e/f/g/h/i/j/k/seedance-2.5"),
    "an address of more parts": body(url="https://queue.fal.run/a/b/c/d/e/f/g/h/i/j/k/l/seedance-2.5"),
    "words that are no address": body(name="queue of seedance-2.5 / jobs"),
    "an endpoint without a host": body(endpoint="bytedance/seedance-2.0/reference-to-video"),
    "a call as text": body(tool="fal.subscribe"),
    "a long address": body(url="https://api.replicate.com/" + "a" * 60),
    # A name for the provider.
    "a provider": body(provider="FAL", model=SHARED),
    "a provider that nobody knows": body(provider="acme", model=SHARED),
    "a provider around": {"vendor": "replicate", "job": {"input": body()}},
    # What is asked of a field.
    "a text for a number": body(model="bytedance/seedance-2.0/reference-to-video", duration="5"),
    "a text for a number in a list": body(model="bytedance/seedance-2.0/reference-to-video", shots=[{"duration": "5"}]),
    "a number": body(model="bytedance/seedance-2.5", duration=5),
    "a value": body(model="seedance", taskType="videoInference"),
    "another value": body(model="seedance", taskType="imageInference"),
    "a list": body(model="bytedance/seedance-2.5", images_list=[URL]),
    "true for a number": body(model="bytedance/seedance-2.0", duration=True),
    # The edition.
    "nine images": body(image_urls=[URL] * 9, provider="fal"),
    "ten images": body(image_urls=[URL] * 10, provider="fal"),
    "fifteen seconds": body(duration=15, provider="fal"),
    "sixteen seconds": body(seconds=16, provider="fal"),
    "true seconds": body(duration=True, provider="fal"),
    "a fast one": body(provider="ark", model="seedance-2.0-fast"),
    "a frame": body(provider="fal", image_url=URL),
    "an edition in the name of a family": body(provider="fal", model="my-seedance2"),
    "an edition that a provider does not have": body(model="seedance-2.0", url="https://api.muapi.ai/api/v1/x"),
}  # fmt: skip
TEXTS = {
    "a call": ("a.py", 'fal_client.subscribe("bytedance/seedance-2.0/reference-to-video", arguments={"prompt": "@Image1 walks."})\n'),
    "a call with its module": ("a.py", 'my.fal_client.subscribe("seedance", arguments={"prompt": "@Image1 walks."})\n'),
    "a call in a call": ("a.mjs", 'await generateVideo({ model: fal.video("bytedance/seedance-2.0"), prompt: "@Image1 walks." });\n'),
    "a client in a call": (
        "a.mjs",
        'await experimental_generateVideo({ model: replicate.video("bytedance/seedance-2.0"), prompt: "[Image1] walks." });\n',
    ),
    "a method of that name": ("a.mjs", 'await studio.generateVideo({ model: "seedance-2.0", prompt: "@Image1 walks." });\n'),
    "the function of a module": ("a.mjs", 'await ai.generateVideo({ model: "seedance-2.0", prompt: "Image 1 walks." });\n'),
    "an address": ("a.py", 'requests.post("https://queue.fal.run/bytedance/seedance-2.5/reference-to-video", json={"prompt": "@Image1 walks."})\n'),
    "an address in a sentence": ("a.py", 'log.post("see /api/v1/jobs/createTask now", json={"prompt": "@Image1 walks."})\n'),
    "a model in a sentence": ("a.py", 'log.post("bytedance/seedance-2.5 now", json={"prompt": "@Image1 walks."})\n'),
    "front matter": ("a.txt", "---\nprofile: replicate-2.0\n---\n[Image1] walks."),
    "a family in the front matter": ("a.txt", "---\nprofile: fal\n---\n@Image1 walks."),
    "what nobody knows in the front matter": ("a.txt", "---\nprofile: acme\n---\n@Image1 walks."),
    "a prompt": ("a.txt", "@Image1 walks."),
    "a name that is computed": ("a.py", 'client.send(model=f"seedance-{n}", prompt="@Image1 walks.", url=f"https://queue.fal.run/{x}")\n'),
    "a length that is computed": ("a.py", 'client.send(model="bytedance/seedance-2.0", prompt="@Image1 walks.", duration=f"{n}")\n'),
    "a form": ("a.sh", "curl https://api.example.com/v1 -F model=bytedance/seedance-2.5 -F 'prompt=A ferry leaves.' -F duration=5\n"),
}  # fmt: skip


def place(at):
    return "" if at is None else f" @ {at.start}-{at.end}" if isinstance(at, Span) else f" @ {'/'.join(map(str, at))}"


def line_of(contract):
    told = f"{contract.standing} {contract.profile.name}"
    told += "".join(f"\n    {each.text}{place(each.at)}" for each in contract.evidence)
    told += f"\n    or {', '.join(contract.others)}" if contract.others else ""
    return told + (f"\n    model {contract.model}" if contract.model else "")


def contracts_in(name, text, contracts):
    roots = host_for(name).roots(SourceDocument(name, text))
    return [request.contract for root in roots for request in find_requests(root.value, contracts, root.around).found]


def of_all(contracts):
    for name, value in BODIES.items():
        yield f"{name}:", [request.contract for request in find_requests(value, contracts).found]
    for name, (path, text) in TEXTS.items():
        yield f"{name}:", contracts_in(path, text, contracts)


OWN = {"extends": "ark-2.5", "title": "Studio", "source": "https://studio.example.com", "family": "studio"}
CHOSEN = {
    "nothing": Contracts(),
    "fal": Contracts(chosen=Chosen(tuple(find_profile("fal")))),
    "kie-2.0": Contracts(chosen=Chosen((load_profile("kie-2.0"),))),
}


@pytest.mark.parametrize("chosen", CHOSEN)
def test_contracts(chosen, file_regression):
    lines = [f"{name} {line_of(each)}" for name, found in of_all(CHOSEN[chosen]) for each in found or []]
    file_regression.check("\n".join(lines) + "\n", encoding="utf-8", basename=chosen)


@pytest.mark.parametrize(
    ("tag", "is_spelled"),
    [
        ("@Image1", True),
        ("@Image12", True),
        ("[Image1]", True),
        ("Image 3", True),
        ("图片1", True),
        ("@image_file_2", True),
        ("@video_file_2", True),
        ("@image1", True),
        ("@Image  1", False),
        ("@Image", False),
        ("", False),
        ("@Image1x", False),
        ("<Image1>", False),
    ],
)
def test_tags_as_some_provider_spells_them(tag, is_spelled):
    recogniser = Recogniser()
    assert recogniser.spells(tag) is is_spelled
    assert recogniser.spells(tag) is is_spelled


def own_profile(name, edition, **recognise) -> Profile:
    from seedance_lint.profiles.load import from_data

    known = {"hosts": [], "calls": [], "models": [], "fields": [], **recognise}
    return from_data({**OWN, "name": name, "edition": edition, "recognise": known})


def test_profiles_of_ones_own_come_first():
    own = [
        own_profile("studio-2.5", "2.5-flash", hosts=["API.studio.example.com/v2", "api.studio.example.com"], models=[r"studio-\d"], fields=["mood", "beat:boolean"]),
        own_profile("studio-2.0", "2.0", hosts=["api.studio.example.com"], calls=["studio.render"], fields=["mood=dark"]),
    ]  # fmt: skip
    contracts = Contracts(Recogniser(own))
    api = "https://api.studio.example.com/v1/jobs"
    table = [
        (body(url="https://api.studio.example.com/v2/jobs"), "known studio-2.5"),
        (body(url=api), "known studio-2.0"),
        (body(url=api, mood="dark"), "known studio-2.0"),
        (body(url=api, mood="light"), "known studio-2.5"),
        (body(url=api, beat=True), "known studio-2.5"),
        (body(url=api, beat=1), "known studio-2.0"),
        (body(url=api, model="seedance-2-0"), "known studio-2.0"),
        (body(url=api, model="seedance-2-5"), "known studio-2.5"),
        (body(url=api, model="seedance2"), "known studio-2.0"),
        (body(url=api, images=[URL] * 9), "known studio-2.0"),
        (body(url=api, images=[URL] * 10), "known studio-2.5"),
        (body(url=api, duration=15), "known studio-2.0"),
        (body(url=api, duration=16), "known studio-2.5"),
        (body(url=api, seconds=15.5), "known studio-2.5"),
        (body(url=api, duration=True, seconds=16), "known studio-2.5"),
        (body(tool="studio.render"), "known studio-2.0"),
        (body(model="studio-7 seedance"), "unknown seedance-2.0"),
        (body(model="seedance", provider="studio", duration=20), "known studio-2.5"),
        (body(url="https://queue.fal.run/x"), "known fal-2.5"),
        (body(model="doubao-seedance-2-5-260628"), "known ark-2.5"),
    ]
    found = [
        (value, " ".join(f"{each.contract.standing} {each.contract.profile.name}" for each in find_requests(value, contracts).found))
        for value, _ in table
    ]
    assert found == table
    assert Recogniser(own).knows_as_much_as(contracts.recogniser)
    assert not Recogniser(own[:1]).knows_as_much_as(contracts.recogniser)
    assert contracts.recogniser.own == ("studio-2.5", "studio-2.0")
    chosen = contracts.recogniser.chosen("studio-2.0")
    assert chosen is not None
    assert chosen.profiles == (own[1],)
    assert contracts.recogniser.chosen("studio-3.0") is None


@pytest.mark.parametrize(
    ("value", "fitting"),
    [
        ("5", {"", ":string", "=5"}),
        (5, {"", ":integer", ":number", "=5"}),
        (5.5, {"", ":number"}),
        (True, {"", ":boolean"}),
        ([5], {"", ":list"}),
        ({"a": 5}, {"", ":object"}),
        (None, {""}),
    ],
)
def test_what_is_asked_of_a_value(value, fitting):
    from seedance_lint.contracts.surroundings import passes

    tests = ("", ":string", ":integer", ":number", ":boolean", ":list", ":object", "=5")
    assert {test for test in tests if passes({"field": value}, "field", test)} == fitting


def test_nothing_is_concluded_from_values_of_forms_and_of_programs():
    from seedance_lint.contracts.surroundings import passes
    from seedance_lint.hosts.located import Form, Template

    for value in (Form({"field": "5"}, frozenset(), open=False), {"field": Template("5", (Span(0, 1),))}):
        assert [passes(value, "field", test) for test in ("", ":string", "=5")] == [True, False, False]


def test_what_the_package_is_built_with_is_what_the_profiles_say():
    """Wheels bring the signals prepared, in the order of the profiles' ranks."""
    from seedance_lint.contracts.signals import Signals, plain, shipped
    from seedance_lint.profiles.catalogue import catalogue

    made = Signals(*plain())
    assert made == shipped()
    ranks = [catalogue()[name].signals.rank for name in made.families]
    assert ranks == sorted(ranks)
    assert made.ids["bytedance/seedance-2.0"] == tuple(dict.fromkeys(made.ids["bytedance/seedance-2.0"]))
    assert all(name in found for model, found in made.ids.items() for name, entry in catalogue().items() if model in entry.models)
