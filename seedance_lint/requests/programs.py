"""Prompts of programs that name no video anywhere: what a command asks its user, what a chat or a model of pictures is asked."""

import re
from collections.abc import Mapping

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.contract import SET, UNKNOWN, Contract
from seedance_lint.contracts.other_names import name_of
from seedance_lint.contracts.signals import shipped
from seedance_lint.hosts.file_names import is_of_tests
from seedance_lint.hosts.located import FOLDER, PIECES, Clue, Partial, Row, Template
from seedance_lint.pattern import Pattern
from seedance_lint.requests.field_names import content_names, is_record, tells_of_picture, tells_of_video
from seedance_lint.requests.find import Other, Requests, Unread
from seedance_lint.requests.glances import has_scene, has_tag, is_scenic
from seedance_lint.requests.media import has_files, typed_parts
from seedance_lint.requests.naming import LONGEST_NAME, is_named_by_few, model_of_another
from seedance_lint.requests.place import is_plain_prompt
from seedance_lint.requests.placeholders import is_placeholder, is_stand_in
from seedance_lint.requests.request import PromptRequest

_TAG = Pattern(
    r"[@＠\[【<(（] ?(?:image|video|audio)[ _-]?\d|(?:@|＠|\[|【)?(?:图片|圖片|图像|视频|視頻|音频|音頻|图)[ _]?\d", re.IGNORECASE
)

FOR_NOBODY = "not said to be for Seedance (set the provider with --profile or `profile`)"
"""Why a prompt is not read that may be for anybody."""
_LONGEST_DUMMY = 3
_NEAREST_CALLS = 2
"""Calls around a prompt that may say what is made of it: one that takes it, or one that takes what that makes; others store it."""
_SAYS_SOMETHING = Pattern(r"[^\W\d_]{2}|[^\x00-\x7F]|\{\}")
"""Two letters in a row, any letter of a script without blanks between its words, or a hole: not ``p``, ``x1`` or ``...``."""


def of_us(requests: Requests, value: object, text: str, around: tuple[Clue, ...] = (), offset: int = 0) -> Requests:
    """Return what a value holds without the requests of a program, or of a fence of a page, that are for something else, where the whole file names no product of ours.

    They are kept if they say so themselves: by a model, a tag, or a host beside a field of videos, since hosts have models of pictures and sounds as
    well. One that has a field of videos counts as one for another product; of the others, which are for pictures or chats, nobody hears, nor of
    what tests send in place of a prompt. ``offset`` is where the value begins in the file.
    """
    if not requests.found or isinstance(value, Row):
        return requests
    requests = requests._replace(found=[request for request in requests.found if not _stands_in(request, value, around)])
    expected = products.expected(clue.text for clue in around if clue.kind == "call")
    if expected == "parts":
        return requests._replace(found=[])
    if expected == "whole":
        requests = requests._replace(found=[request for request in requests.found if _says_so(request)])
    if any(clue.kind == PIECES for clue in around) or _is_asked(around):
        requests = requests._replace(found=[request for request in requests.found if _says_so(request) or request.assets])
    is_shown = any(clue.kind == "fence" for clue in around)
    if isinstance(value, Partial) or is_shown:
        requests = requests._replace(found=[request for request in requests.found if not is_record(request.fields)])
    is_of_program = isinstance(value, Partial) or (isinstance(value, list) and any(isinstance(each, Partial) for each in value))
    is_on_page = is_shown or any(clue.kind == "heading" for clue in around)
    is_more = isinstance(value, list) or (isinstance(value, dict) and not is_plain_prompt(value))
    earlier = products.only_earlier_in(text) if is_of_program or is_on_page or is_more else ""
    if earlier:
        others = [Other(request.prompt_path, name_of([earlier])) for request in requests.found if not _names_model(request)]
        return requests._replace(found=[request for request in requests.found if _names_model(request)], others=[*requests.others, *others])
    is_of_data = isinstance(value, (dict, list)) and not is_of_program and not is_shown
    if products.is_named_in(text) and not (is_of_data and products.names_others(text) and is_named_by_few(value)):
        if is_shown and products.is_only_listed_in(text):
            return requests._replace(found=[request for request in requests.found if _says_so(request)])
        is_among_others = (isinstance(value, Partial) or is_shown) and products.names_others(text)
        if not (requests.found and is_among_others):
            return requests
        is_elsewhere = not is_shown and (products.is_only_in_remarks_of(text) or products.is_nearest_above(text, offset))
        return _of_videos(requests, around, may_read=not is_elsewhere)
    if any(clue.kind == FOLDER for clue in around):
        return requests
    if is_of_data:
        return _told(requests, value)
    if not is_of_program and not is_shown:
        return requests
    found = [request for request in requests.found if _says_so(request)]
    if len(found) == len(requests.found):
        return requests
    others = [Other(request.prompt_path) for request in requests.found if not _says_so(request) and _is_of_video(request)]
    return Requests(found, [*requests.others, *others])


def _is_asked(around: tuple[Clue, ...]) -> bool:
    """Whether the nearest call around a value asks the user of a program: ``window.showInputBox({prompt: "Paste the key."})``."""
    call = next((clue.text for clue in around if clue.kind == "call"), None)
    if call is None:
        return False
    from seedance_lint.hosts.program.known_calls import asks_user  # which a file with no call need not load

    return asks_user(call.rpartition(".")[2])


def _of_videos(requests: Requests, around: tuple[Clue, ...], *, may_read: bool) -> Requests:
    """Return the requests of a program that names our product among others: each with something in or around it that only a video has.

    ``may_read``: a word of film making in the prompt is enough, since nothing near to it is for something else.
    """
    calls = [clue for clue in around if clue.kind == "call"][:_NEAREST_CALLS]
    told = [*calls, *(clue for clue in around if clue.kind == "argument")]
    if any(products.has_word_of_videos(clue.text) for clue in told) or _is_below_ours(around):
        return requests
    return requests._replace(found=[each for each in requests.found if _is_marked(each) or (may_read and has_scene(each.prompt))])


def _is_below_ours(around: tuple[Clue, ...]) -> bool:
    """Whether the nearest heading above a fence that names a product names ours."""
    named = (products.names_product(clue.text) for clue in around if clue.kind == "heading")
    return next((says for says in named if says is not None), False)


def _told(requests: Requests, value: object) -> Requests:
    """Return the requests of data that name no product of ours: each with something of ours or of a video; what only reads like a film is noted as unread.

    Where the only models of videos that the data name are those of another product, all is for that: ``{"film": {"model": "kling-3"}, "shots": […]}``.
    """
    model = model_of_another(value) if requests.found else ""
    if model:
        others = [Other(each.prompt_path, name_of([model])) for each in requests.found if not _is_given(each)]
        return requests._replace(found=[each for each in requests.found if _is_given(each)], others=[*requests.others, *others])
    found: list[PromptRequest] = []
    unread = [*requests.unread]
    for request in requests.found:
        if _is_told(request):
            found.append(request)
        elif _is_scene(request):
            unread.append(Unread(request.prompt_path, FOR_NOBODY))
    return requests._replace(found=found, unread=tuple(unread))


def _is_given(request: PromptRequest) -> bool:
    """Whether a request names a model, or somebody set its contract."""
    return request.contract is None or request.contract.standing == SET or _is_given_model(request.contract)


def _is_told(request: PromptRequest) -> bool:
    """Whether a prompt is all that a file has, or something beside it is of ours or of a video."""
    if not is_plain_prompt(request.fields):
        return _is_marked(request)
    return len(request.prompt_path) == 1 or _says_so(request)


def _is_scene(request: PromptRequest) -> bool:
    """Whether a prompt has words of film making, and nothing beside it that a picture has: ``"size": "1024x1024"``."""
    return is_scenic(request.prompt) and not any(isinstance(name, str) and tells_of_picture(name) for name in request.fields)


def _is_marked(request: PromptRequest) -> bool:
    """Whether a request names our product or is near to what does, or has files, a tag or a field of videos."""
    named = request.contract is None or request.contract.standing != UNKNOWN
    beside = (each for each in request.fields.values() if isinstance(each, str) and len(each) <= LONGEST_NAME)
    return named or any(map(products.speaks_of_us, beside)) or _says_so(request) or bool(request.assets) or _is_of_video(request)


def _stands_in(request: PromptRequest, value: object, around: tuple[Clue, ...]) -> bool:
    """Whether a prompt is what tests send in its place: in a program a letter, and without files a word that says nothing.

    So is, in a program, what tells a chat how to answer; and in a body, what is alone there and only says that a prompt goes there.
    """
    if isinstance(value, Partial) and (_is_dummy(request.prompt) or _asks_for_data(request)):
        return True
    is_alone = len(request.prompt_path) == 1 and is_plain_prompt(request.fields) and not isinstance(value, Partial)
    if is_alone and any(clue.kind in _SENT for clue in around):
        return is_placeholder(request.prompt)
    return not request.assets and not is_alone and is_stand_in(request.prompt)


_SENT = ("argument", "call", "fence")
"""What is around the body of a request, and around no prompt of a text."""


def _asks_for_data(request: PromptRequest) -> bool:
    """Whether a prompt asks for JSON, as a chat is told to answer, and nothing beside it is of a video."""
    return _DATA.search(request.prompt) is not None and not (request.assets or _says_so(request) or _is_of_video(request))


_DATA = Pattern(r"(?<![A-Za-z])(?:JSON|json)(?![A-Za-z])")


def without_words_of_tests(requests: Requests, value: object, path: str) -> Requests:
    """Return requests without those whose prompt is one word in a program of a test: what is tested is something else than the prompt."""
    if not any(_is_word(request) for request in requests.found) or not isinstance(value, Partial) or not is_of_tests(path):
        return requests
    return requests._replace(found=[request for request in requests.found if not _is_word(request)])


def _is_word(request: PromptRequest) -> bool:
    return not request.assets and request.prompt.isascii() and _WORD.fullmatch(request.prompt) is not None


_WORD = Pattern(r"\s*[A-Za-z][\w-]*[.!?]?\s*")


def _is_dummy(prompt: str) -> bool:
    return 0 < len(prompt) <= _LONGEST_DUMMY and _SAYS_SOMETHING.search(prompt) is None


def _names_model(request: PromptRequest) -> bool:
    """Whether a request names a model or has a tag, or somebody set its contract, so that what a file says elsewhere of models is not about it."""
    contract = request.contract
    return contract is None or contract.standing == SET or _is_given_model(contract) or has_tag(request.prompt)


def _is_given_model(contract: Contract) -> bool:
    """Whether a request has a model of its own, and is not only sent by a function that is called after ours."""
    return contract.model is not None and contract.standing != UNKNOWN


def _says_so(request: PromptRequest) -> bool:
    contract = request.contract
    return (
        contract is None
        or contract.standing == SET
        or (contract.certain and bool(contract.evidence) and (_is_of_user(request) or _is_of_video(request)))
        or contract.model is not None
        or _TAG.search(request.prompt) is not None
        or has_tag(request.prompt)
    )


def _is_of_user(request: PromptRequest) -> bool:
    """Whether a request is under a profile that the user has written."""
    return request.contract is not None and request.contract.profile.name not in shipped().families


def _is_of_video(request: PromptRequest) -> bool:
    parts = [request.fields, *(part for part in request.fields.values() if isinstance(part, dict))]
    names = (name for part in parts for name in (*part, *getattr(part, "unknown", ())) if not _holds_texts(part, name))
    return any(isinstance(name, str) and tells_of_video(name) for name in names)


def _holds_texts(part: Mapping[Any, Any], name: object) -> bool:
    """Whether a field has typed parts that are all texts, as what a chat says."""
    parts = typed_parts(part[name]) if name == content_names().name and name in part else None
    return parts is not None and not has_files(parts) and not any(isinstance(each, (Template, Partial)) for each in parts)
