"""What was understood of a request, as plain values: contract and evidence, files with their roles, tags that name none."""

from seedance_lint.annotations import Any
from seedance_lint.binding import Binding, Bindings
from seedance_lint.contracts.contract import Contract
from seedance_lint.masking import masked
from seedance_lint.profiles.profile import Profile
from seedance_lint.rules.base import LintContext
from seedance_lint.urls import redacted


def understood(context: LintContext, contract: Contract) -> dict[str, Any]:
    """Return what a request says, ready for JSON; nothing in it gives away what signs a URL."""
    bindings = context.bindings
    return {
        "profile": contract.profile.name,
        "assumed": not contract.certain,
        "evidence": [each.text for each in contract.evidence],
        "prompt": masked(context.request.prompt),
        "files": [_file(binding, contract.profile) for binding in given(bindings)],
        "files_known": context.request.assets is not None,
        "unresolved": unresolved(bindings),
    }


def given(bindings: Bindings) -> list[Binding]:
    """Return the files that the request gives."""
    return [binding for binding in bindings.by_file.values() if binding.asset is not None]


def roles(binding: Binding) -> list[str]:
    """Return the roles that the prompt gives a file, each once: canonical names, or the words where they name none."""
    return list(dict.fromkeys(phrase.role or phrase.text for phrase in binding.roles))


def unresolved(bindings: Bindings) -> list[str]:
    """Return the tags that do not name a file of the request, each once: those past its files, and those that cannot be read."""
    past = [mention.tag.text for mention in bindings.unresolved]
    return list(dict.fromkeys([*past, *(tag.text for tag, _ in bindings.malformed)]))


def _file(binding: Binding, profile: Profile) -> dict[str, Any]:
    asset = binding.asset
    return {
        "kind": binding.kind,
        "index": binding.index,
        "tag": profile.tag(binding.kind, binding.index),
        "url": None if asset is None or asset.url is None else redacted(asset.url),
        "request_role": None if asset is None else asset.role,
        "roles": roles(binding),
        "mentions": len(binding.mentions),
    }
