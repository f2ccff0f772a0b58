"""Finds the requests in plain values, whatever file they come from, and reads each by the contract that it is sent under.

A request is seen before its contract is known, by the names that any contract uses. What is in and around it then tells the contract,
and the contract says what each of its fields means.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile

from seedance_lint.annotations import Any
from seedance_lint.contracts import products
from seedance_lint.contracts.contract import KNOWN, SET, UNKNOWN
from seedance_lint.contracts.other_names import name_of
from seedance_lint.contracts.recognise import Chosen
from seedance_lint.contracts.surroundings import Surroundings, describes_paths
from seedance_lint.diagnostics.violation import Path
from seedance_lint.hosts.located import WITHIN, Clue, Template
from seedance_lint.profiles.profile import Profile
from seedance_lint.records import NamedTuple
from seedance_lint.requests.contracts import Contracts
from seedance_lint.requests.field_names import (
    content_names,
    gallery_texts,
    is_by_status,
    is_part,
    model_names,
    names_pictures,
    plain,
    prompt_lists,
)
from seedance_lint.requests.galleries import is_gallery, references
from seedance_lint.requests.graph import input_names, is_graph, is_set_to_ours, read_node
from seedance_lint.requests.media import UNKNOWN as UNKNOWN_FILES
from seedance_lint.requests.media import Media, has_files, read_parts, text_part, typed_parts
from seedance_lint.requests.media_around import media_around, with_image_of_prompt
from seedance_lint.requests.naming import speaks_only_of_us
from seedance_lint.requests.no_prompts import LEFT_OUT, is_form
from seedance_lint.requests.operations import describes_another
from seedance_lint.requests.place import Link, Place, is_in_list_of_prompts, is_plain_prompt, path_of
from seedance_lint.requests.placeholders import is_placeholder
from seedance_lint.requests.prompts import Seen, all_seen
from seedance_lint.requests.request import PromptRequest
from seedance_lint.requests.shapes import Plan, Shapes
from seedance_lint.requests.without_files import has_none

_MOST_AROUND = 12
"""Objects around a prompt that are looked at: an example of an OpenAPI document is far inside."""
_DEEPEST_TEXT = 3
"""How many levels of strings inside of strings are read."""
_CONTAINERS = (dict, list, tuple)


class Other(NamedTuple):
    """A request for another product: where its prompt is, and what the product is called; empty if nothing says."""

    path: Path
    product: str = ""


class Unread(NamedTuple):
    """A prompt that says nothing before it is filled in: where it is, and why it is not read."""

    path: Path
    reason: str


class Requests(NamedTuple):
    """What one value holds: the requests in the order of the file, those for other products, and those that are not read."""

    found: list[PromptRequest]
    others: list[Other]
    unread: tuple[Unread, ...] = ()

    @property
    def skipped(self) -> int:
        """How many requests are for other products."""
        return len(self.others)


_Walk = list[tuple[Any, Link, Place | None, int]]
"""A value, its path, the object around it, and how many strings it is in."""
_everywhere: Shapes | None = None


def find_requests(value: object, contracts: Contracts | Profile, around: tuple[Clue, ...] = ()) -> Requests:
    """Return every request in a value of mappings, lists and scalars, at any depth. Aliases and cycles are walked once.

    A profile in place of contracts means that every request is under it; ``around`` is what surrounds the value in its file.
    """
    if isinstance(contracts, Profile):
        contracts = Contracts(chosen=Chosen((contracts,)))
    everywhere = _shapes_of_all()
    found: list[PromptRequest] = []
    others: list[Other] = []
    seen: set[int] = set()
    named = _named_around(around)
    speaks = cache(lambda: named is None and speaks_only_of_us(value))
    stack: _Walk = [(value, None, None, 0)]
    alone = typed_parts(value) if isinstance(value, list) else None
    if alone is not None and named is not False and (made := _parts_alone(alone, contracts, around)) is not None:
        return Requests([made], [])
    while stack:
        here, link, outer, depth = stack.pop()
        place = outer
        names: Iterable[str | int]
        taken: frozenset[str | int] = frozenset()
        if isinstance(here, dict):
            plan = everywhere.plan(here)
            names = here
            if _may_tell(here, plan) or is_in_list_of_prompts(link) or contracts.prompt_names:
                ours = _is_ours(here, plan)
                ours = _by_key(link, outer) if ours is None else ours
                ours = _around(_inherited(outer, link), named) if ours is None else ours
                ours = False if not plan.models and _is_still_of_another(link, outer) else ours
                place = Place(here, link, plan, False if ours is None and describes_another(outer) else ours, outer)
                requests = all_seen(place, contracts, speaks)
                taken = frozenset(request.path[0] for request in requests)
                if place.ours is False or any(_is_for_another(place, each.prompt) for each in requests):
                    others += [Other((*path_of(link), *request.path), _product(place, around)) for request in requests]
                else:
                    found += [
                        _read(place, request, contracts, around)
                        for request in requests
                        if request.silent or not is_form(request.prompt, here, around)
                    ]
        else:
            names = range(len(here)) if isinstance(here, (list, tuple)) else ()
        inner: _Walk = []
        for name in names:
            child = here[name]
            if isinstance(child, str):
                if name in taken or depth == _DEEPEST_TEXT or not ("{" in child or "=" in child):
                    continue
                held = _held(child)
                if held is not None:
                    inner.append((held, (link, name), place, depth + 1))
            elif isinstance(child, _CONTAINERS) and id(child) not in seen and not is_by_status(name, child):
                seen.add(id(child))
                form = _form(child) if isinstance(child, list) and child and isinstance(child[0], dict) and "value" in child[0] else None
                inner.append((child if form is None else form, (link, name), place, depth))
        if inner:
            stack.extend(reversed(inner))
    return Requests(found, others)


def _is_for_another(place: Place, prompt: str) -> bool:
    """Whether a request that names no model is for another product: by its first line, or by a line that names the model."""
    if products.gives_model_of_another(prompt) and not place.plan.models:
        return True
    return place.ours is None and products.is_headed_by_another(prompt)


def _product(place: Place, around: tuple[Clue, ...]) -> str:
    """Return what the product is called that a request is for: by its model, else by what is nearest around it."""
    said: list[str] = []
    here: Place | None = place
    for _ in range(_MOST_AROUND):
        if here is None:
            break
        said += _said_by(here)
        here = here.outer
    return name_of([*said, *(clue.text for clue in around)])


def _said_by(place: Place) -> Iterator[str]:
    """Yield the texts of an object that may name a product."""
    holders = [place.value, *(part for name in place.plan.containers if isinstance(part := place.value[name], dict))]
    said = [_id_of(holder.get(name)) for holder in holders for name in (*place.plan.models, *model_names(), *place.plan.hints)]
    yield from (text for text in said if isinstance(text, str))


def _may_tell(value: Mapping[str, Any], plan: Plan) -> bool:
    """Whether an object may say anything about requests in it: by its names, as a graph, as an entry or a list of a gallery, as the paths of an API."""
    return plan.tells or plan.results > 0 or not prompt_lists().isdisjoint(value) or is_graph(value) or describes_paths(value)


def _shapes_of_all() -> Shapes:
    global _everywhere  # noqa: PLW0603 - read from a file, which a run without requests need not do
    if _everywhere is None:
        _everywhere = Shapes()
    return _everywhere


def _held(text: str) -> object | None:
    """Return the value that a text writes down; None for almost every text, for which nothing is imported."""
    if not any(mark in text for mark in ("rompt", "eedance", "image_url", "video_url", "audio_url")):
        return None
    from seedance_lint.hosts import nested

    return nested.parse(text)


def _form(fields: list[Any]) -> Mapping[str, Any] | None:
    """Return the form whose fields a list names one by one."""
    from seedance_lint.hosts import named_values

    return named_values.form(fields)


def _named_around(around: tuple[Clue, ...]) -> bool | None:
    """Whether what surrounds a value names our product; the nearest that names any counts."""
    runs_any = False
    for index, clue in enumerate(around):
        if clue.kind == WITHIN:
            return False
        named = products.names_product_of_call(clue.text) if clue.kind == "call" else products.names_product(clue.text)
        if named is not None:
            return named and not (clue.kind == "call" and _is_given_another(around[index + 1 :]))
        if clue.kind == "argument" and (runs_any or _is_run(around[index + 1 :])) and products.is_model_of_another(clue.text):
            return False
        runs_any = clue.kind == "call" and (runs_any or products.runs_any(clue.text))
    return None


def _is_run(behind: tuple[Clue, ...]) -> bool:
    """Whether the call behind an argument is a command that runs the model that it is given: ``studio app run owner/name``."""
    call = next((clue.text for clue in behind if clue.kind == "call"), "")
    return " " in call and products.runs_any(call)


def _is_given_another(behind: tuple[Clue, ...]) -> bool:
    """Whether a call, by the clues behind its own, is given the path of a model of another: ``SeedancePipeline("Wan-AI/Wan2.1")``."""
    arguments = takewhile(lambda clue: clue.kind == "argument", behind)
    return any(products.is_path_of_another(clue.text) for clue in arguments)


def _around(outer: Place | None, named: bool | None) -> bool | None:  # noqa: FBT001 - one of three
    """Whether what is around an object names our product; None if it names none."""
    return outer.ours if outer is not None else named


def _is_ours(value: Mapping[str, Any], plan: Plan) -> bool | None:
    """Whether an object names our product; None if it names none."""
    for name in plan.models:
        model = _id_of(value[name])
        if isinstance(model, str) and not isinstance(model, Template):
            ours = products.is_ours(model)
            if ours is not None:
                return ours
    for part in (value[name] for name in plan.containers):
        named_inside = _named_by_model(part) if isinstance(part, dict) else None
        if named_inside is not None:
            return named_inside
    for name in plan.hints:
        hint = value[name]
        if isinstance(hint, str) and (says := products.names_product(hint)) is not None:
            return says
    if any(products.speaks_of_us(name) for name in plan.prompts):
        return True
    if (says := is_set_to_ours(value)) is not None:
        return says
    for _, given, inside in _defaults(value, plan):
        says = _is_ours(given, inside)
        if says is not None:
            return says
    return None


def _id_of(model: object) -> object:
    """Return by what a model is named that is an object: ``{"id": "kling-v3", "name": "Kling 3"}``; any other value itself."""
    if not isinstance(model, dict):
        return model
    return next((model[name] for name in products.fields("naming") if isinstance(model.get(name), str)), None)


def _by_key(link: Link, outer: Place | None) -> bool | None:
    """Whether the nearest name on the way to an object that is called after a product is called after ours: ``{"fal-ai/kling-video/o3": {"example": …}}``.

    None if there is none before an object that is for ours.
    """
    for _ in range(_MOST_AROUND):
        if link is not None and outer is not None and link is outer.link:
            if outer.ours:
                return None
            outer = outer.outer
        if link is None:
            return None
        link, name = link
        if isinstance(name, str) and (ours := products.speaks_of_us(name)) != products.is_called_another(name):
            return ours
    return None


def _is_still_of_another(link: Link, outer: Place | None) -> bool:
    """Whether an object is in a list of pictures beside the model that makes these: ``{"model": "flux-2", "stills": [{"prompt": …}]}``."""
    if link is None or not isinstance(link[1], int) or outer is None or outer.ours is not False or not outer.plan.models:
        return False
    named = link[0]
    return named is not None and named[0] is outer.link and isinstance(named[1], str) and names_pictures(named[1])


def _defaults(value: Mapping[str, Any], plan: Plan) -> Iterator[tuple[str, Mapping[str, Any], Plan]]:
    """Yield what holds for each request of the lists in an object, with its name and what there is to read in it."""
    for name in plan.defaults:
        given = value[name]
        if isinstance(given, dict):
            yield name, given, _shapes_of_all().plan(given)


def _named_by_model(part: Mapping[str, Any]) -> bool | None:
    """Whether the model that a part of a request names is ours: ``{"prompt": …, "options": {"modelId": "kling-3"}}``; None if it names none."""
    models = (_id_of(part[name]) for name in part if isinstance(name, str) and plain(name) in model_names())
    return next((ours for model in models if type(model) is str and (ours := products.is_ours(model)) is not None), None)


def _inherited(outer: Place | None, link: Link) -> Place | None:
    """Return the object around a value where what it names holds for the value: it is a part of the same request, or written in a text."""
    if outer is None or link is None:
        return None
    name = link[1]
    if isinstance(name, str) and isinstance(outer.value.get(name), str):
        return outer
    while link is not None and link is not outer.link:
        link, name = link
        if isinstance(name, str) and not is_part(name):
            return None
    return outer


def _read(place: Place, request: Seen, contracts: Contracts, around: tuple[Clue, ...]) -> PromptRequest:
    """Return a request with the contract that it is under and the files that it has by it."""
    value, link, _, ours, outer = place
    objects: list[tuple[Mapping[str, Any], Path]] = [(value, path_of(link))]
    while outer is not None and len(objects) < _MOST_AROUND:
        around_it = path_of(outer.link)
        objects.append((outer.value, around_it))
        objects += [(given, (*around_it, name)) for name, given, _ in _defaults(outer.value, outer.plan)]
        outer = outer.outer
    contract = contracts.of(Surroundings(tuple(objects), around, request.prompt))
    path = objects[0][1]
    in_gallery = is_gallery(value, place.plan) or (
        len(request.path) == 1
        and request.path[0] in gallery_texts()
        and request.path[0] not in place.plan.prompts
        and isinstance(value.get(str(request.path[0])), str)
    )
    if contract.standing != SET and (in_gallery or (ours is None and not is_plain_prompt(value) and not contract.certain)):
        contract = contract._replace(standing=UNKNOWN)
    if in_gallery:
        media: Media | None = references(value, path, contracts.shapes(contract.profile).plan(value), request.prompt)
    elif request.path[0] == "widgets_values" and (graph := next((each for each, _ in objects if is_graph(each)), None)) is not None:
        media = read_node(value, graph, path, contracts.shapes(contract.profile).plan(input_names(value)))
    else:
        media = media_around(place, contracts.shapes(contract.profile), trusted=ours is True or contract.standing == KNOWN)
        if len(request.path) == 2 and request.path[1] == "text":
            media = with_image_of_prompt(media, value, path, str(request.path[0]), contracts.shapes(contract.profile))
    if request.path[0] in place.plan.prompts and len(request.path) == 3:
        media = UNKNOWN_FILES  # they are parts beside the text
    if media is None:
        media = Media({} if has_none(place, contract, around) else None, {})
    return PromptRequest(
        request.prompt,
        (*path, *request.path),
        media.assets,
        path,
        value,
        media.paths,
        request.prompt.holes if type(request.prompt) is Template else (),
        contract=contract,
        needs_prompt=not request.silent,
    )


def _parts_alone(parts: list[Any], contracts: Contracts, around: tuple[Clue, ...]) -> PromptRequest | None:
    """Return the request that a list of typed parts makes on its own, as an argument of a call."""
    index = text_part(parts)
    if index is None or not has_files(parts):
        return None
    prompt = parts[index][content_names().text]
    if prompt in LEFT_OUT or is_placeholder(prompt):
        return None
    path = (index, content_names().text)
    contract = contracts.of(Surroundings((({content_names().name: parts}, ()),), around, prompt))
    if contract.standing != SET and not contract.certain:
        contract = contract._replace(standing=UNKNOWN)
    media = read_parts(parts, ())
    return PromptRequest(
        prompt, path, media.assets, (), {}, media.paths, prompt.holes if type(prompt) is Template else (), contract=contract
    )
