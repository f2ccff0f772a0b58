"""What the tools say to a model: what is wrong, where, and what to write instead."""

from collections.abc import Iterator, Mapping
from json import dumps
from typing import Any

from seedance_lint.reporters.visible import visible
from seedance_lint.rules.wording import listed, plural, role_words
from seedance_lint.urls import shown_name

Record = Mapping[str, Any]


def checked(values: Record) -> str:
    """Say what checking a request found."""
    return "\n".join(_checked(values))


def _checked(values: Record) -> Iterator[str]:
    yield _verdict(values)
    several = len(values["requests"]) > 1
    for request in values["requests"]:
        yield ""
        yield from _request(request, several=several)
    for failure in values["failures"]:
        yield f"Not checked: {visible(failure)}"
    if values["omitted"]:
        yield f"{plural(values['omitted'], 'more finding')} not listed; fix these first."


def _verdict(values: Record) -> str:
    counts = _counts(values)
    if values["errors"]:
        return f"{counts}: do not send it until the {'errors are' if values['errors'] > 1 else 'error is'} fixed."
    if not values["ok"]:
        return "It could not be checked."
    return f"No errors ({counts}): it can be sent." if counts else "No findings: it can be sent."


def _counts(values: Record) -> str:
    names = {"error": "error", "warning": "warning", "info": "remark"}
    return listed([plural(values[f"{key}s"], name) for key, name in names.items() if values[f"{key}s"]], "and")


def _request(request: Record, *, several: bool) -> Iterator[str]:
    where = f"{request['pointer']}: " if several else ""
    evidence = f" ({visible(', '.join(request['evidence']))})" if request["evidence"] else ""
    if request["assumed"]:
        yield f"{where}The provider is not known{evidence}, so limits of one provider were not checked; pass `profile` or `endpoint` to check them."
    else:
        yield f"{where}Checked against {request['profile']}{evidence}."
    if request["files"]:
        yield f"Files: {'; '.join(map(_file, request['files']))}."
    for number, finding in enumerate(request["findings"], 1):
        yield from _finding(number, finding)


def _file(file: Record) -> str:
    name = shown_name(file["url"]) if file["url"] else "not known"
    said = [*([role_words(file["request_role"])] if file["request_role"] else []), *map(role_words, file["roles"])]
    use = ", ".join(dict.fromkeys(said)) or ("mentioned" if file["mentions"] else "never mentioned")
    return visible(f"{file['tag']} = {name} ({use})")


def _finding(number: int, finding: Record) -> Iterator[str]:
    yield f"{number}. {finding['severity']} ({finding['rule']}) at {_place(finding['place'])}: {visible(finding['message'])}"
    if finding["help"]:
        yield f"   {visible(finding['help'])}"
    for related in finding["related"]:
        yield f"   See {_place(related['place'])}: {visible(related['message'])}"
    for fix in finding["fixes"]:
        sure = "" if fix["safe"] else " (if that is what you mean)"
        yield f"   Instead{sure}: {'; '.join(map(_edit, fix['edits']))}"


def _place(place: Record) -> str:
    words = "" if place["words"] is None else f" {_quoted(place['words'])}"
    where = place["pointer"] or "the request"
    if place["start"] is not None:
        return f"{where}, characters {place['start']}-{place['end']},{words}"
    return f"{'the name of ' if place['key'] else ''}{where}{words if place['key'] or len(place['words'] or '') <= 60 else ''}"


def _edit(edit: Record) -> str:
    new = edit["replacement"]
    if edit["start"] is not None and edit["start"] == edit["end"]:
        return f"insert {_quoted(new)} at character {edit['start']} of {edit['pointer']}"
    if new == "":
        return f"remove {_place(edit)}"
    written = _quoted(new) if isinstance(new, str) else visible(dumps(new, ensure_ascii=False))
    if edit["start"] is None:
        return f"write {written} as {'the name of ' if edit['key'] else ''}{edit['pointer']}"
    return f"write {written} in place of {_quoted(edit['words'])}"


def _quoted(text: str) -> str:
    return f'"{visible(text)}"'


def checked_paths(values: Record) -> str:
    """Say what checking files found."""
    return "\n".join(_checked_paths(values))


def _checked_paths(values: Record) -> Iterator[str]:
    looked = f"{plural(values['prompts'], 'prompt')} in {plural(values['files'], 'file')}"
    yield f"{looked}: {_counts(values) or 'no findings'}."
    for finding in values["findings"]:
        place = f"{visible(finding['path'])}:{finding['line']}:{finding['column']}"
        words = "" if finding["words"] is None else f" {_quoted(finding['words'])}"
        yield f"{place}: {finding['severity']} ({finding['rule']}){words and ' at'}{words}: {visible(finding['message'])}"
        if finding["help"]:
            yield f"   {visible(finding['help'])}"
        for fix in finding["fixes"]:
            sure = "" if fix["safe"] else " (if that is what you mean)"
            yield f"   Instead{sure}: {'; '.join(map(_file_edit, fix['edits']))}"
    for failure in values["failures"]:
        yield f"Not checked: {visible(failure['path'])}: {visible(failure['message'])}"
    if values["omitted"]:
        yield f"{plural(values['omitted'], 'more finding')} not listed; fix these first."


def _file_edit(edit: Record) -> str:
    at = f"at {edit['line']}:{edit['column']}"
    if edit["words"] == "":
        return f"insert {_quoted(edit['replacement'])} {at}"
    old = "the text there" if edit["words"] is None else _quoted(edit["words"])
    return f"write {_quoted(edit['replacement'])} in place of {old} {at}" if edit["replacement"] else f"remove {old} {at}"


def parsed(values: Record) -> str:
    """Say how a prompt is read."""
    lines = [_reference(each) for each in values["references"]]
    lines += [
        f"characters {each['start']}-{each['end']} {_quoted(each['text'])}: {each['kind']} {each['index']}, without a tag mark"
        for each in values["bare"]
    ]
    return "\n".join(lines) or "The prompt does not refer to any file."


def _reference(reference: Record) -> str:
    numbers = " ".join(map(str, reference["indexes"]))
    what = f"{reference['kind'] or 'a file of an unknown kind'} {numbers}".rstrip()
    if reference["malformed"]:
        what = f"a malformed tag ({reference['malformed']})"
    roles = ", ".join(
        f"{role_words(role['role'])} ({_quoted(role['text'])})" if role["role"] else _quoted(role["text"]) for role in reference["roles"]
    )
    return f"characters {reference['start']}-{reference['end']} {_quoted(reference['tag'])}: {what}{f', as {roles}' if roles else ', without a role'}"


def fixed(values: Record) -> str:
    """Say what fixing did, and what is left."""
    lines = [f"{plural(values['mended'], 'finding')} fixed."] if values["changed"] else ["Nothing could be fixed automatically."]
    lines += [f"- {visible(each['message'])} ({each['rule']})" for each in values["applied"]]
    lines += _more(values["mended"] - len(values["applied"]))
    if values["changed"] and values["prompt"] is not None:
        lines += ["The prompt now:", values["prompt"]]
    elif values["changed"]:
        lines += ["The request now:", _json(values["request"])]
    return "\n".join([*lines, "", "Remaining findings:", *_checked(values["left"])])


def converted(values: Record) -> str:
    """Say what a conversion made, and what the target cannot take."""
    lines = [
        f"Converted from {values['source']} to {values['target']}{'' if values['complete'] else '; the target cannot take everything'}."
    ]
    lines += [f"- {_place(each['place'])}: {visible(each['message'])}" for each in values["losses"]]
    lines += _more(values["omitted"])
    if values["prompt"] is not None:
        lines += ["The prompt:", values["prompt"]]
    else:
        lines += ["The request:", _json(values["request"])]
    return "\n".join(lines)


def _more(number: int) -> list[str]:
    return [f"- and {number:,} more"] if number > 0 else []


def _json(value: object) -> str:
    return dumps(value, ensure_ascii=False, indent=1)
