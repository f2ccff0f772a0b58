"""Which URLs of requests can be asked for, and what their servers' answers add to the requests. Nothing here asks."""

from collections.abc import Iterable, Mapping

from seedance_lint.probes.files import each_asset
from seedance_lint.requests.facts import UrlAnswer
from seedance_lint.requests.request import Asset, PromptRequest
from seedance_lint.urls import examine


def askable(urls: Iterable[str], *, private: bool = False) -> list[str]:
    """Return each http(s) URL once, in order: no placeholders of templates, and only with ``private`` those of private hosts."""
    return [url for url in dict.fromkeys(urls) if is_askable(url, private=private)]


def is_askable(url: str, *, private: bool) -> bool:
    """Whether a URL can be asked for."""
    facts = examine(url)
    return facts.scheme in {"http", "https"} and bool(facts.host) and not facts.placeholder and (private or not facts.private)


def add_answers(request: PromptRequest, answers: Mapping[str, UrlAnswer]) -> PromptRequest:
    """Return the request with the answers to its URLs, and the sizes that servers gave."""

    def add(asset: Asset) -> Asset:
        answer = answers.get(asset.url) if asset.url is not None else None
        if answer is None:
            return asset
        return asset._replace(answer=answer, size=asset.size if answer.size is None else answer.size)

    return request if request.assets is None else request._replace(assets=each_asset(request, add))
