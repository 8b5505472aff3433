"""What the OpenAPI page says of each verb: its options as a model, its answers with an example, its errors."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from latticework.doors.http.envelope import Bounds
from latticework.doors.http.forms import TYPES
from latticework.doors.http.option import DAY, LONGEST, LONGEST_IN_ADDRESS, LONGEST_TEXT, MOST, Option, Verb, drawing

ABOUT = """Every verb of the command line under `/v1`, with the same names and options, read-only unless started otherwise.

An answer is `data` and `meta`; `meta` says both clocks, sources with their licences and releases, methods with their
versions, coverage, and what was left out. Unknown is never zero: an empty table says in `meta.notes` why."""

_ERROR: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "kind", "thing", "place", "next_step", "valid"],
            "properties": {
                "status": {"type": "integer"},
                "kind": {"type": "string"},
                "thing": {"type": "string"},
                "place": {"type": "string"},
                "next_step": {"type": "string"},
                "valid": {"type": "array", "items": {"type": "string"}},
            },
        }
    },
}

_META: dict[str, Any] = {
    "type": "object",
    "required": ["verb", "as_of", "known_by", "releases", "methods", "coverage", "sources", "licences", "truncated"],
    "properties": {
        "verb": {"type": "string"},
        "title": {"type": "string"},
        "as_of": {"type": ["string", "null"]},
        "known_by": {"type": ["string", "null"]},
        "notes": {"type": "array", "items": {"type": "string"}},
        "releases": {"type": "object"},
        "methods": {"type": "array", "items": {"type": "string"}},
        "coverage": {"type": "array", "items": {"type": "object"}},
        "sources": {"type": "array", "items": {"type": "object"}},
        "licences": {"type": "array", "items": {"type": "string"}},
        "truncated": {"type": ["object", "null"]},
    },
}


@cache
def examples() -> dict[str, Any]:
    """One short answer of each verb, as it was given; a test holds its columns to today's."""
    text = files("latticework.doors.http").joinpath("examples.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def model(verb: Verb, bounds: Bounds, *, drawn: bool = False, sent: bool = False) -> Any:
    """Make the model that reads a verb's options: an option it does not have is refused.

    `drawn` adds those of its pictures, `sent` lets a text be as long as one sent with POST.
    """
    from pydantic import ConfigDict, create_model

    fields: dict[str, Any] = {
        option.name: _field(option, bounds, sent=sent)
        for option in (*verb.all_options, *(drawing(verb) if drawn else ()))
    }
    return create_model(
        f"{verb.name.capitalize()}{'Picture' if drawn else 'Text' if sent else ''}Options",
        __config__=ConfigDict(extra="forbid"),
        **fields,
    )


def _field(option: Option, bounds: Bounds, *, sent: bool = False) -> tuple[Any, Any]:
    from pydantic import Field

    shown: dict[str, Any] = {"description": option.says} | (
        {"examples": [option.example]} if option.example is not None else {}
    )
    default: Any = ... if option.required else option.default
    if option.form == "flag":
        return bool, Field(default, **shown)
    if option.form == "number":
        return int, Field(default, ge=1, le=bounds.rows, **shown)
    if option.choices:
        one: Any = Literal[option.choices]
        return (one if option.default is not None else one | None), Field(default, **shown)
    if option.form == "words":
        return str, Field(default, min_length=1, max_length=LONGEST_TEXT if sent else LONGEST_IN_ADDRESS, **shown)
    if option.many:
        default = ... if option.required else []
        listed: Any = list
        return listed[_text(option)], Field(default, min_length=int(option.required), max_length=MOST, **shown)
    text = _text(option)
    return (text if option.required else text | None), Field(default, **shown)


def _text(option: Option) -> Any:
    from typing import Annotated

    from pydantic import StringConstraints

    if option.form == "day":
        return Annotated[str, StringConstraints(pattern=DAY, max_length=10)]
    return Annotated[str, StringConstraints(min_length=int(option.required), max_length=LONGEST)]


def responses(verb: Verb, form: str) -> dict[int | str, dict[str, Any]]:
    """Say what a verb answers in a form, and how it refuses."""
    media = TYPES[form].split(";")[0]
    content: dict[str, Any] = {media: {"schema": _schema(verb, form)}}
    if form == "json":
        content[media]["example"] = examples().get(verb.name)
    refused = {"application/json": {"schema": _ERROR}}
    return {
        200: {"description": "The answer.", "content": content, "headers": {"ETag": {"schema": {"type": "string"}}}},
        304: {"description": "Nothing has changed since the ETag in If-None-Match."},
        404: {
            "description": "A name that stands for nothing here; near or valid names are listed.",
            "content": refused,
        },
        413: {"description": "More was sent than is read.", "content": refused},
        422: {"description": "An option that cannot be read; the valid values are listed.", "content": refused},
        503: {"description": "Not within the bounds of time, or too many questions wait.", "content": refused},
    }


def _schema(verb: Verb, form: str) -> dict[str, Any]:
    if form == "csv":
        return {"type": "string"}
    if form in ("md", "svg"):
        return {"type": "string"}
    if form in ("parquet", "png"):
        return {"type": "string", "format": "binary"}
    if form == "metadata.json":
        return {"type": "object", "required": ["meta"], "properties": {"meta": _META}}
    if form == "geojson":
        features = {"type": "array", "items": {"type": "object"}}
        kind = {"const": "FeatureCollection"}
        return {"type": "object", "required": ["type", "features", "meta"],
                "properties": {"type": kind, "features": features, "meta": _META}}  # fmt: skip
    rows = {"type": "object"} if verb.gives != "table" else {"type": "array", "items": {"type": "object"}}
    return {"type": "object", "required": ["data", "meta"], "properties": {"data": rows, "meta": _META}}
