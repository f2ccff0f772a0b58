"""Prompts of programs that name no video anywhere: what a command asks its user, what a chat or a model of pictures is asked."""

import re

from seedance_lint.contracts import products
from seedance_lint.contracts.contract import SET
from seedance_lint.hosts.located import Partial
from seedance_lint.pattern import Pattern
from seedance_lint.requests.request import PromptRequest
from seedance_lint.requests.shapes import tells_of_video

_TAG = Pattern(
    r"[@＠\[【<(（] ?(?:image|video|audio)[ _-]?\d|(?:@|＠|\[|【)?(?:图片|圖片|图像|视频|視頻|音频|音頻|图)[ _]?\d", re.IGNORECASE
)


def of_videos(found: list[PromptRequest], value: object, text: str) -> list[PromptRequest]:
    """Return those requests of a value that may be for a video. Those of a program may not where the whole file names no product of ours.

    They are then kept if they say so themselves: by a host, a model, a tag, or a field that other requests do not have.
    """
    if not found or not isinstance(value, Partial) or products.is_named_in(text):
        return found
    return [request for request in found if _is_of_video(request)]


def _is_of_video(request: PromptRequest) -> bool:
    contract = request.contract
    if (
        contract is None
        or contract.standing == SET
        or (contract.certain and contract.evidence)
        or contract.model is not None
        or _TAG.search(request.prompt)
    ):
        return True
    names = (*request.fields, *getattr(request.fields, "unknown", ()))
    return any(isinstance(name, str) and tells_of_video(name) for name in names)
