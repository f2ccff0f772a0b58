"""The tools: what each is for, what it takes and gives, and who answers."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from seedance_lint.agents import schemas
from seedance_lint.agents.schemas import Schema, flag, takes, text, texts
from seedance_lint.records import NamedTuple

INSTRUCTIONS = (
    "seedance-lint checks requests for ByteDance's video model Seedance 2.0 and 2.5 before they are sent; every clip costs money. "
    "Call check_request with the body that you are about to send (or with the prompt and its files), fix what it finds, and check again until `ok` "
    "is true. fix_prompt applies the known fixes. convert writes a request for another provider. check_paths checks the files of a project."
)

_REQUEST: Mapping[str, Schema] = {
    "request": {"type": "object", "description": "The whole body that is sent, as an object: model, prompt or content, files, parameters."},
    "prompt": text("Instead of `request`: only the prompt."),
    "image_urls": texts("With `prompt`: URLs or paths of the images, in the order of @Image1, @Image2 …"),
    "video_urls": texts("With `prompt`: the videos, in the order of @Video1 …"),
    "audio_urls": texts("With `prompt`: the audio files, in the order of @Audio1 …"),
    "profile": text("The contract to check it against: a provider (`fal`) or a profile (`fal-2.5`) from list_profiles; `auto` by default."),
    "endpoint": text(
        "The address or model id that the request is sent to; the contract is recognized from it if the body does not show it."
    ),
}


class Tool(NamedTuple):
    """One tool. ``answers`` names the function that answers, in its module, which is imported at the first call."""

    name: str
    title: str
    about: str
    takes: Schema
    gives: Schema
    answers: str


TOOLS = (
    Tool(
        "check_request",
        "Check a request",
        "Check a Seedance request before it is sent: tags that do not name a file, roles that a file cannot play, limits and fields of the provider. Says what "
        "is wrong, where, and what to write instead. Give `request` (the body) or `prompt` with its files. Reads no files and uses no network.",
        takes(**_REQUEST),
        schemas.CHECKED,
        "checking.check_request",
    ),
    Tool(
        "check_paths",
        "Check files",
        "Check every Seedance prompt and request in files and folders of the project (JSON, YAML, Python, JavaScript, Markdown, shell scripts, text …).",
        takes(
            paths=texts("Files and folders below the client's roots; relative ones start at a root. The roots themselves by default."),
            profile=text("The contract to check all of them against; by default, it is recognized for each request."),
        ),
        schemas.CHECKED_PATHS,
        "paths.check_paths",
    ),
    Tool(
        "parse_prompt",
        "Parse a prompt",
        "Show how a prompt is read: each reference to a file, the roles that it gives the file, and its position.",
        takes("prompt", prompt=text("The prompt."), profile=text("The contract, which says which roles are documented.")),
        schemas.PARSED,
        "checking.parse_prompt",
    ),
    Tool(
        "fix_prompt",
        "Fix a prompt",
        "Apply the fixes of what check_request finds to a prompt or a request, and check the result. Safe fixes only, unless `unsafe` is true.",
        takes(**_REQUEST, unsafe=flag("Also apply fixes that may change the meaning; check the result.")),
        schemas.FIXED,
        "checking.fix_prompt",
    ),
    Tool(
        "convert",
        "Convert to another provider",
        "Rewrite a prompt or a request for another provider, and report what that provider cannot take.",
        takes(
            "to",
            request={"type": "object", "description": "The whole body."},
            prompt=text("Instead of `request`: only the prompt."),
            to=text("The provider (`fal`) or profile (`fal-2.5`) to write for."),
            **{"from": text("The contract that it is written for; by default, it is recognized from the request.")},
        ),
        schemas.CONVERTED,
        "checking.convert_request",
    ),
    Tool(
        "explain_rule",
        "Explain a rule",
        "Explain a rule that a finding names: what it finds, why, and an example.",
        takes("rule", rule=text("The id of the rule, such as undefined-reference.")),
        schemas.EXPLAINED,
        "pages.explain_rule",
    ),
    Tool(
        "list_profiles",
        "List providers",
        "List the known contracts of providers, and how each writes tags. For the limits of one and their sources, read its resource.",
        takes(provider=text("Only this provider (`fal`) or profile.")),
        schemas.PROFILES,
        "pages.list_profiles",
    ),
)


def answerer(tool: Tool) -> Callable[..., Any]:
    """Import the function that answers a tool."""
    module, _, name = tool.answers.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"seedance_lint.agents.{module}"), name)
    return found
