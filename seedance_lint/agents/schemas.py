"""JSON Schemas of what the tools take and give."""

from typing import Any

Schema = dict[str, Any]


def text(description: str) -> Schema:
    """Return the schema of a string."""
    return {"type": "string", "description": description}


def texts(description: str) -> Schema:
    """Return the schema of a list of strings."""
    return {"type": "array", "items": {"type": "string"}, "description": description}


def flag(description: str) -> Schema:
    """Return the schema of a boolean."""
    return {"type": "boolean", "description": description}


def takes(*required: str, **properties: Schema) -> Schema:
    """Return the schema of a tool's arguments."""
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**schema, "required": list(required)} if required else schema


def gives(**properties: Schema) -> Schema:
    """Return the schema of an object in which everything is there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def every(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


STRING: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
BOOLEAN: Schema = {"type": "boolean"}
MAYBE_STRING: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["integer", "null"]}
SEVERITY: Schema = {"enum": ["error", "warning", "info"]}

PLACE = gives(
    pointer={**STRING, "description": "JSON Pointer of the value in the request"},
    start={**MAYBE_NUMBER, "description": "offset in that string, in characters from 0; null if it is the whole value"},
    end=MAYBE_NUMBER,
    key={**BOOLEAN, "description": "true if it is the name of the field, not its value"},
    words={**MAYBE_STRING, "description": "the text there now"},
)
REPLACEMENT = gives(**PLACE["properties"], replacement={"description": "what to write there instead: part of a string, or a value"})
FIX = gives(
    title=STRING,
    safe={**BOOLEAN, "description": "true if the fix cannot change the meaning"},
    edits=every(REPLACEMENT),
)
FINDING = gives(
    rule=STRING,
    severity=SEVERITY,
    message=STRING,
    help=MAYBE_STRING,
    place=PLACE,
    related=every(gives(message=STRING, place=PLACE)),
    fixes=every(FIX),
)
FILE = gives(
    kind=STRING, index=NUMBER, tag=STRING, url=MAYBE_STRING, request_role=MAYBE_STRING, roles=every(STRING), mentions=NUMBER,
)  # fmt: skip
REQUEST = gives(
    pointer={**STRING, "description": "JSON Pointer of the prompt"},
    profile={**STRING, "description": "the contract that it is checked against"},
    assumed={**BOOLEAN, "description": "true if the provider cannot be recognized, so that limits of one provider are not checked"},
    evidence=every(STRING),
    files=every(FILE),
    unresolved={**every(STRING), "description": "tags that do not name a file of the request"},
    findings=every(FINDING),
)
CHECKED = gives(
    ok={**BOOLEAN, "description": "true if there are no errors and everything could be checked"},
    errors=NUMBER,
    warnings=NUMBER,
    infos=NUMBER,
    requests=every(REQUEST),
    failures=every(STRING),
    omitted={**NUMBER, "description": "number of findings that are not listed"},
)
FILE_EDIT = gives(line=NUMBER, column=NUMBER, words=MAYBE_STRING, replacement=STRING)
FILE_FINDING = gives(
    path=STRING, line=NUMBER, column=NUMBER, end_line=NUMBER, end_column=NUMBER, words=MAYBE_STRING, pointer=STRING,
    profile=MAYBE_STRING, rule=STRING, severity=SEVERITY, message=STRING, help=MAYBE_STRING,
    fixes=every(gives(title=STRING, safe=BOOLEAN, edits=every(FILE_EDIT))),
)  # fmt: skip
CHECKED_PATHS = gives(
    ok=BOOLEAN, files=NUMBER, prompts=NUMBER, errors=NUMBER, warnings=NUMBER, infos=NUMBER,
    findings=every(FILE_FINDING), failures=every(gives(path=STRING, line=MAYBE_NUMBER, message=STRING)), omitted=NUMBER,
)  # fmt: skip
PARSED = gives(
    profile=STRING,
    characters=NUMBER,
    references=every(gives(
        tag=STRING, kind=MAYBE_STRING, indexes=every(NUMBER), start=NUMBER, end=NUMBER, malformed=MAYBE_STRING,
        roles=every(gives(role=MAYBE_STRING, documented=BOOLEAN, text=STRING, start=NUMBER, end=NUMBER)),
    )),
    bare={
        **every(gives(text=STRING, kind=STRING, index=NUMBER, start=NUMBER, end=NUMBER)),
        "description": "files named without a tag mark",
    },
)  # fmt: skip
FIXED = gives(
    changed=BOOLEAN,
    prompt={**MAYBE_STRING, "description": "the fixed prompt, if a prompt was given"},
    request={"type": ["object", "null"], "description": "the fixed request, if a request was given"},
    applied=every(gives(rule=STRING, severity=SEVERITY, message=STRING)),
    mended={**NUMBER, "description": "how many findings were fixed; `applied` has the first of them"},
    left={**CHECKED, "description": "the result of checking the fixed text"},
)
CONVERTED = gives(
    complete={**BOOLEAN, "description": "true if the target takes everything"},
    source=STRING,
    target=STRING,
    prompt={**MAYBE_STRING, "description": "the prompt for the target, if a prompt was given"},
    request={"type": ["object", "null"], "description": "the request for the target, if a request was given"},
    losses=every(gives(message=STRING, place=PLACE)),
    omitted={**NUMBER, "description": "number of losses that are not listed"},
)
EXPLAINED = gives(id=STRING, severity=SEVERITY, category=STRING, default=BOOLEAN, fix=MAYBE_STRING, text=STRING)
PROFILES = gives(
    profiles=every(
        gives(name=STRING, provider=STRING, edition=STRING, title=STRING, models=every(STRING), tags=every(STRING), checked=STRING)
    ),
)
