"""A request shows itself where it goes: by a call, a host, a model, its fields, the spelling of its tags, in this order."""

import json

import pytest

from seedance_lint import lint_request
from seedance_lint.api import linter_for
from seedance_lint.contracts import ASSUMED, KNOWN, SET, UNKNOWN, Chosen
from seedance_lint.contracts.recognise import Recogniser
from seedance_lint.hosts import host_for
from seedance_lint.profiles import load_profile, load_profile_file
from seedance_lint.profiles.load import find_profile
from seedance_lint.requests import Contracts, find_requests
from seedance_lint.source import SourceDocument, Span

PROMPT = {"prompt": "A ferry leaves."}
URL = "https://example.com/a.png"
LINTER = linter_for("auto", (), ())


def contract_of(value, contracts=None):
    (request,) = find_requests(value, contracts or Contracts()).found
    return request.contract


def contracts_in(name, text, contracts=None):
    document = SourceDocument(name, text)
    roots = list(host_for(name).roots(document))
    return [request.contract for root in roots for request in find_requests(root.value, contracts or Contracts(), root.around).found]


BY_MODEL = [
    ("doubao-seedance-2-0-260128", "ark-2.0"),
    ("dreamina-seedance-2-0-fast-260128", "ark-2.0-fast"),
    ("dreamina-seedance-2-5-260628", "ark-2.5"),
    ("dreamina-seedance-2-5-flash-261115", "ark-2.5-flash"),
    ("seedance-2.0-reference-to-video", "evolink-2.0"),
    ("seedance-2.5-video-edit", "evolink-2.5"),
    ("ByteDance/Seedance-2.0", "together-2.0"),
    ("bytedance:seedance@2.5", "runware-2.5"),
    ("bytedance:seedance@2.5-flash", "runware-2.5-flash"),
    ("runwayml/seedance2_5", "runway-2.5"),
    ("bytedance/seedance-2-fast", "kie-2.0"),
    ("bytedance/seedance-2.0/fast/image-to-video", "fal-2.0-frames"),
    ("seedance-2.0", "seedance-2.0"),
]


@pytest.mark.parametrize(("model", "profile"), BY_MODEL)
def test_a_model_that_one_provider_has_decides_alone(model, profile):
    contract = contract_of({"model": model, **PROMPT})
    assert (contract.profile.name, contract.standing) == (profile, KNOWN)
    assert [each.text for each in contract.evidence] == [f"model {model}"]
    assert contract.evidence[0].at == ("model",)


BARE = ["seedance2", "seedance2_fast", "seedance2_5", "seedance_2_0", "seedance", "Seedance 2.0", "seedance-2.0-fast"]


@pytest.mark.parametrize("model", BARE)
def test_a_name_that_any_tool_may_give_the_model_tells_no_provider(model):
    wrapped = {"model": model, "prompt": "@Image1 waves to @Image2.", "images": ["asset-91", "img_40c7"], "duration": 5}
    assert contract_of(wrapped).standing == UNKNOWN
    assert not lint_request(wrapped).diagnostics


@pytest.mark.parametrize("model", ["seedance-2.0", "seedance-2.5"])
def test_the_page_is_assumed_where_its_model_has_fields_that_it_does_not_have(model):
    wrapped = {"model": model, "prompt": "@Image1 waves to @Image2.", "images": ["asset-91", "img_40c7"], "duration": 5}
    assert (contract_of(wrapped).profile.name, contract_of(wrapped).standing) == (model, ASSUMED)
    assert not lint_request(wrapped).diagnostics


@pytest.mark.parametrize(
    ("value", "profile"),
    [
        ({"model": "seedance2", "promptText": "Image 1 waves.", "references": [{"uri": URL}]}, "runway-2.0"),
        ({"model": "seedance-2.0", **PROMPT, "skip_moderation": True}, "segmind-2.0"),
        ({"model": "seedance", "task_type": "seedance-2-fast", "input": PROMPT}, "piapi-2.0"),
        ({"provider": "runway", "model": "seedance2", **PROMPT}, "runway-2.0"),
    ],
)
def test_another_sign_beside_such_a_name_tells_the_provider(value, profile):
    assert (contract_of(value).profile.name, contract_of(value).standing) == (profile, KNOWN)


def test_a_profile_of_ones_own_may_list_such_a_name(tmp_path):
    path = tmp_path / "studio.toml"
    path.write_text(
        'extends = "runway-2.0"\nname = "studio"\ntitle = "Studio"\nsource = "https://studio.example.com"\nfamily = "studio"\n[recognise]\nmodels = ["seedance_2"]\n',
        encoding="utf-8",
    )
    contracts = Contracts(Recogniser((load_profile_file(path),)))
    assert contract_of({"model": "seedance_2", **PROMPT}, contracts).profile.name == "studio"


def test_a_prompt_beside_typed_parts_is_a_request_of_the_provider_that_has_these():
    parts = [{"type": "text", "text": "A ferry leaves."}, {"type": "image_url", "image_url": {"url": URL}}]
    sent = {"model": "doubao-seedance-2-0-260128", **PROMPT, "image_urls": [URL]}
    assert contract_of(sent).standing == UNKNOWN
    assert contract_of({**sent, "content": parts}).standing == KNOWN


SHARED = [
    ({"model": "bytedance/seedance-2.0", "input": {**PROMPT, "reference_images": [URL], "reference_audios": [URL]}}, "replicate-2.0"),
    (
        {"model": "bytedance/seedance-2.0", **PROMPT, "input_references": [{"type": "image_url", "image_url": {"url": URL}}]},
        "openrouter-2.0",
    ),
    ({"model": "bytedance/seedance-2.0", **PROMPT, "reference_video": URL, "fps": 24}, "cloudflare-2.0"),
    ({"model": "bytedance/seedance-2-5", "input": {**PROMPT, "reference_image_urls": [URL]}, "callBackUrl": URL}, "kie-2.5"),
    ({"model": "bytedance/seedance-2-5", **PROMPT, "image_urls": [URL]}, "aimlapi-2.5"),
    ({"model": "seedance", "task_type": "seedance-2.5", "input": {**PROMPT, "image_urls": [URL]}}, "piapi-2.5"),
    ({"model": "bytedance/seedance-2.0/reference-to-video", **PROMPT, "image_urls": [URL], "duration": "5"}, "fal-2.0"),
]


@pytest.mark.parametrize(("value", "profile"), SHARED, ids=[profile for _, profile in SHARED])
def test_fields_decide_among_those_that_share_a_model(value, profile):
    contract = contract_of(value)
    assert (contract.profile.name, contract.standing) == (profile, KNOWN)


def test_a_shared_model_alone_is_assumed_and_forbids_only_what_all_forbid():
    body = {"model": "bytedance/seedance-2.0", "prompt": "A ferry leaves.", "duration": 14}
    contract = contract_of(body)
    assert contract.standing == ASSUMED
    assert contract.others
    assert not lint_request(body).diagnostics  # too long for one of them only
    assert [found.rule for found in lint_request({**body, "duration": 99}).diagnostics] == ["invalid-parameter"]


def test_tags_break_a_tie():
    contract = contract_of({"model": "bytedance/seedance-2.0", "prompt": "[Image1] walks."})
    assert (contract.profile.name, contract.standing) == ("replicate-2.0", KNOWN)
    assert contract.evidence[-1].text == "tags like [Image1]"


def test_a_call_comes_before_the_model():
    (contract,) = contracts_in(
        "a.py",
        'import fal_client\nfal_client.subscribe("bytedance/seedance-2.0/reference-to-video", arguments={"prompt": "@Image1 walks."})\n',
    )
    assert contract.profile.name == "fal-2.0"
    call, model = contract.evidence
    assert (call.text, model.text) == ("call of fal_client.subscribe", "model bytedance/seedance-2.0/reference-to-video")
    assert isinstance(model.at, Span)


def test_a_host_decides_where_the_model_is_shared():
    text = 'await fetch("https://platform.higgsfield.ai/bytedance/seedance-2.5/reference-to-video", { method: "POST", body: JSON.stringify({ prompt: "@Image1 walks." }) });\n'
    (contract,) = contracts_in("a.mjs", text)
    assert (contract.profile.name, contract.standing) == ("higgsfield-2.5", KNOWN)


def test_each_request_of_a_file_has_its_own():
    text = """
import fal_client, replicate
fal_client.subscribe("bytedance/seedance-2.0/reference-to-video", arguments={"prompt": "@Image1 walks."})
replicate.run("bytedance/seedance-2.5", input={"prompt": "[Image1] walks."})
"""
    assert [contract.profile.name for contract in contracts_in("a.py", text)] == ["fal-2.0", "replicate-2.5"]


def test_what_contradicts_itself_is_not_known():
    value = {"url": "https://queue.fal.run/x", "base_url": "https://api.replicate.com/v1", "model": "seedance-2.0", **PROMPT}
    contract = contract_of(value)
    assert contract.standing == UNKNOWN
    assert len(contract.evidence) == 2


def test_a_reseller_is_not_known_and_only_its_tags_are_judged():
    body = {"model": "acme/seedance-2.0-pro", "prompt": "@Image1 and @Image3 walk.", "image_urls": [URL], "duration": "5", "seed": 3}
    assert contract_of(body).standing == UNKNOWN
    assert [found.rule for found in lint_request(body).diagnostics] == ["undefined-reference"]


def test_the_edition_of_an_unknown_provider_is_read():
    assert contract_of({"model": "acme-seedance-2.5", **PROMPT}).profile.name == "seedance-2.5"


def test_nothing_that_speaks_means_the_reference_page_or_nothing():
    (alone,) = contracts_in("a.txt", "@Image1 walks.")
    assert (alone.profile.name, alone.standing) == ("seedance-2.0", ASSUMED)
    assert contract_of({"prompt": "A ferry.", "image_urls": [URL], "duration": "5"}).standing == UNKNOWN


FAMILIES = [("fal", "bytedance/seedance-2.5/reference-to-video", "fal-2.5"), ("ark", "doubao-seedance-2-0-fast-260128", "ark-2.0-fast")]


@pytest.mark.parametrize(("family", "model", "profile"), FAMILIES)
def test_the_user_names_a_family_and_the_request_its_edition(family, model, profile):
    contracts = Contracts(chosen=Chosen(find_profile(family)))
    contract = contract_of({"model": model, **PROMPT}, contracts)
    assert (contract.profile.name, contract.standing) == (profile, SET)


def test_the_user_wins_over_evidence():
    contracts = Contracts(chosen=Chosen((load_profile("kie-2.0"),)))
    assert contract_of({"model": "doubao-seedance-2-0-260128", **PROMPT}, contracts).profile.name == "kie-2.0"


def test_front_matter_wins_over_the_configuration():
    contracts = Contracts(chosen=Chosen((load_profile("kie-2.0"),)))
    (contract,) = contracts_in("a.txt", "---\nprofile: replicate-2.0\n---\n[Image1] walks.", contracts)
    assert (contract.profile.name, contract.reason) == ("replicate-2.0", "`profile` in the front matter")


def test_more_files_or_seconds_than_2_0_takes_mean_2_5():
    body = {**PROMPT, "duration": 28}
    (contract,) = contracts_in("a.py", f'import fal_client\nfal_client.run("x", arguments={body!r})\n')
    assert contract.profile.name == "fal-2.5"


def test_a_profile_of_ones_own_is_recognised_by_its_signals(tmp_path):
    path = tmp_path / "studio.toml"
    path.write_text(
        'extends = "ark-2.5"\nname = "studio-2.5"\ntitle = "Studio"\nsource = "https://studio.example.com"\n'
        '[recognise]\nhosts = ["api.studio.example.com"]\ncalls = ["studio.render"]\nmodels = ["studio-seedance"]\nfields = []\n'
    )
    contracts = Contracts(Recogniser([load_profile_file(path)]))
    assert contract_of({"model": "studio-seedance", **PROMPT}, contracts).profile.name == "studio-2.5"
    (called,) = contracts_in("a.py", 'studio.render("x", body={"prompt": "Image 1 walks.", "note": "seedance"})\n', contracts)
    assert called.profile.name == "studio-2.5"
    assert contract_of({"model": "doubao-seedance-2-5-260628", **PROMPT}, contracts).profile.name == "ark-2.5"


def test_nothing_safe_is_offered_where_nobody_knows_the_contract():
    unknown = lint_request({"model": "acme/seedance-2.0-pro", "prompt": "@image1 walks.", "image_urls": URL})
    assert all(fix.applicability != "safe" for found in unknown.diagnostics for fix in found.fixes)
    assumed = lint_request({"model": "bytedance/seedance-2.0", "prompt": "@img#1 walks, @img#1 runs.", "image_urls": [URL]})
    assert [fix.applicability for found in assumed.diagnostics for fix in found.fixes] == ["unsafe"]  # once, and as information
    known = lint_request({"model": "seedance-2.0", "prompt": "@image1 walks.", "image_urls": [URL]})
    assert [fix.applicability for found in known.diagnostics for fix in found.fixes] == ["safe"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"steps": 3}, []),  # of any product that takes a prompt
        ({"model": "acme/seedance-2.0-pro"}, ["prompt-flags"]),
        ({"steps": 3, "prompt": "@Image1 as first frame, at dawn --ar 16:9"}, ["prompt-flags"]),
        ({"steps": 3, "image_urls": [URL]}, ["prompt-flags"]),
    ],
)
def test_a_prompt_that_may_be_for_anything_is_left_alone(body, told):
    found = lint_request({"prompt": "A pier at dawn --ar 16:9", **body}).diagnostics
    assert [each.rule for each in found if each.severity != "info"] == told


ELSEWHERE = [
    ('curl https://api.reseller.example/v1/jobs -d \'{{"model": "{model}", "inputs": {{"prompt": "A ferry leaves."}}}}\'', UNKNOWN),
    ('curl https://api.reseller.example/v1/jobs -d \'{{"model": "{model}", "promptText": "A ferry leaves."}}\'', KNOWN),
]


@pytest.mark.parametrize(("command", "standing"), ELSEWHERE)
def test_a_model_of_one_provider_at_an_unknown_host_needs_its_fields(command, standing):
    (contract,) = contracts_in("a.sh", command.format(model="seedance2"))
    assert contract.standing == standing


RELAYED = [
    ("https://api.reseller.example/v1/jobs", ["warning invalid-parameter"]),
    ("/api/generate", ["warning invalid-parameter"]),
    ("${BASE}/v1/videos/generations", ["error invalid-parameter"]),
    ("https://api.evolink.ai/v1/videos/generations", ["error invalid-parameter"]),
]


@pytest.mark.parametrize(("address", "told"), RELAYED)
def test_what_one_contract_forbids_is_no_error_at_a_host_that_nobody_knows(address, told):
    body = '{ model: "seedance-2.5-reference-to-video", prompt: "@image1 waves.", image_urls: ["https://example.com/a.png"], duration: 45 }'
    text = f'await fetch(`{address}`, {{ method: "POST", body: JSON.stringify({body}) }});\n'
    found = LINTER.lint(SourceDocument("a.mjs", text), host_for("a.mjs")).diagnostics
    assert [f"{each.severity} {each.rule}" for each in found] == told


def test_no_fix_for_a_host_that_nobody_knows_is_safe():
    text = """curl https://api.reseller.example/v1/jobs -d '{"model": "seedance2", "promptText": "Image 1 waves.", "references": "https://example.com/a.png"}'"""
    (found,) = LINTER.lint(SourceDocument("a.sh", text), host_for("a.sh")).diagnostics
    assert (found.severity, found.rule, [fix.applicability for fix in found.fixes]) == ("warning", "wrong-type", ["unsafe"])


DESCRIBED = {
    "postman": {
        "request": {
            "method": "POST",
            "url": {"raw": "https://queue.fal.run/bytedance/seedance-2.5/reference-to-video"},
            "body": {"raw": None},
        }
    },
    "openapi": {
        "servers": [{"url": "https://queue.fal.run/"}],
        "paths": {"/bytedance/seedance-2.5/reference-to-video": {"post": {"requestBody": {"example": None}}}},
    },
    "examples": {
        "servers": [{"url": "https://queue.fal.run"}],
        "paths": {
            "/bytedance/seedance-2.5/reference-to-video": {
                "post": {"requestBody": {"content": {"application/json": {"examples": {"a": {"value": None}}}}}}
            }
        },
    },
}


def filled(value, body):
    return body if value is None else {name: filled(part, body) for name, part in value.items()} if isinstance(value, dict) else value


@pytest.mark.parametrize("kind", DESCRIBED)
def test_the_address_of_a_request_may_be_in_what_describes_it(kind):
    body = {"prompt": "@Image1 walks.", "image_urls": [URL], "duration": "30"}
    contract = contract_of(filled(DESCRIBED[kind], json.dumps(body) if kind == "postman" else body))
    assert (contract.profile.name, contract.standing) == ("fal-2.5", KNOWN)


def test_a_description_without_an_address_or_a_server_says_nothing():
    body = {"prompt": "@Image1 walks.", "image_urls": [URL], "duration": "30"}
    for value in ({"url": {"raw": 5}, "body": body}, {"servers": [5], "paths": {"/x": body}}, {"servers": [], "paths": {3: body}}):
        assert contract_of(value).standing == UNKNOWN


@pytest.mark.parametrize(("edition", "profile", "standing"), [("2.5", "muapi-2.5", KNOWN), ("2.0", "seedance-2.0", UNKNOWN)])
def test_a_provider_that_is_described_for_one_edition_alone(edition, profile, standing):
    (contract,) = contracts_in("a.sh", f"""curl https://api.muapi.ai/api/v1/seedance-{edition}-t2v -d '{{"prompt": "A ferry leaves."}}'""")
    assert (contract.profile.name, contract.standing) == (profile, standing)


@pytest.mark.parametrize("host", ["http://localhost:8033", "http://127.0.0.1:8033", "https://relay.example"])
def test_a_model_that_many_sell_says_nothing_of_another_host(host):
    page = f'```bash\ncurl {host}/v1/videos -d \'{{"model": "seedance-2.0-fast", "prompt": "A ferry leaves.", "file_paths": ["a.png"]}}\'\n```\n'
    (contract,) = contracts_in("a.md", page)
    assert contract.standing == UNKNOWN


@pytest.mark.parametrize(
    ("command", "standing"),
    [
        ("studio app run bytedance/seedance-2-0 --input", UNKNOWN),  # which may upload the file
        ("curl https://api.aimlapi.com/v2/video/generations --data", KNOWN),
    ],
)
def test_a_program_with_a_subcommand_sends_to_a_provider_of_its_own_choice(command, standing) -> None:
    body = '{"model": "bytedance/seedance-2-0", "prompt": "A ferry turns.", "generate_audio": true}'
    (contract,) = contracts_in("a.sh", f"{command} '{body}'\n")
    assert (contract.profile.name == "aimlapi-2.0", contract.standing) == (standing == KNOWN, standing)
