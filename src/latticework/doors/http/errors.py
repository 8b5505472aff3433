"""Errors in one shape, with the values that would have been right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from latticework.doors.http.option import Verb, drawing
from latticework.doors.http.verbs import VERBS
from latticework.errors import AmbiguousName, LatticeworkError, NameNotFound
from latticework.model.kind import kinds
from latticework.model.state import states

_LISTS: Mapping[str, Callable[[], Iterable[str]]] = {
    "no state ": lambda: (state.name for state in states().values()),
    "no kind of fact ": lambda: kinds(),
}
"""How an error about a name begins, and the names there are."""


def told(
    status: int, kind: str, thing: str, *, place: str = "", next_step: str = "", valid: Sequence[str] = ()
) -> dict[str, Any]:
    """Give an error in its one shape."""
    return {
        "error": {
            "status": status,
            "kind": kind,
            "thing": thing,
            "place": place,
            "next_step": next_step,
            "valid": list(valid),
        }
    }


def of_error(error: LatticeworkError) -> dict[str, Any]:
    """Give one of our own errors: near names first, all names where none is near."""
    return told(
        error.http_status,
        type(error).__name__,
        error.thing,
        place=error.place,
        next_step=error.next_step,
        valid=_valid(error),
    )


def _valid(error: LatticeworkError) -> list[str]:
    if isinstance(error, AmbiguousName):
        return list(error.candidates)
    if isinstance(error, NameNotFound):
        if error.near:
            return list(error.near)
        return sorted(next((names() for start, names in _LISTS.items() if error.thing.startswith(start)), ()))
    return []


def of_options(verb: Verb, found: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give what was wrong with the options of a request: a name that is no option speaks before one that is missing."""
    first = min(found, key=lambda one: one["type"] != "extra_forbidden")
    name = str(first["loc"][-1]) if isinstance(first["loc"][-1], str) else str(first["loc"][-2])
    options = {option.name: option for option in (*verb.all_options, *drawing(verb))}
    if first["type"] == "extra_forbidden":
        thing, valid = f"{verb.name} has no option {name!r}", list(options)
    elif first["type"] == "missing":
        thing, valid = f"{verb.name} needs {name}", []
    else:
        thing, valid = f"{name}: {first['msg']}", list(options[name].choices) if name in options else []
        if name in options and options[name].form == "flag":
            valid = ["true", "false"]
    example = options[name].example if name in options else None
    shown = "&".join(f"{name}={value}" for value in (example if isinstance(example, list) else [example]))
    step = f"for example {shown}" if example is not None else f"options are {', '.join(options)}"
    return told(422, "BadOption", thing, place=name, next_step=step, valid=valid)


def of_path(path: str) -> dict[str, Any]:
    """Give what there is instead of a path that is not there."""
    valid = [f"/v1/{verb.name}.{suffix}" for verb in VERBS.values() for suffix in verb.suffixes]
    near = [one for one in valid if path.startswith("/v1/") and one.startswith(path.split(".")[0])]
    step = "see /v1 for the verbs and /openapi.json for their options"
    return told(404, "NotFound", f"there is nothing at {path}", next_step=step, valid=near or valid)
