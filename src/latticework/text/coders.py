"""The coders by name: `linear`, `onnx:FOLDER`, `llm:ADDRESS#MODEL`."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Any

from latticework.errors import NameNotFound, UsageError
from latticework.text.coder import DEFAULT, Coder, linear
from latticework.text.coder_llm import llm_coder
from latticework.text.coder_onnx import onnx_coder

FORMS: dict[str, tuple[str, Callable[..., Coder]]] = {
    "linear": ("linear", linear),
    "onnx": ("onnx:FOLDER", onnx_coder),
    "llm": ("llm:ADDRESS#MODEL", llm_coder),
}
"""How each coder is written, and what makes it."""


def coder_named(name: str = DEFAULT, **options: Any) -> Coder:
    """Give the coder of a name; options go to what makes it (`timeout` of llm, `batch` of onnx).

    Raises NameNotFound for a coder or an option that is none, UsageError for a name that is not whole.

    >>> coder_named("linear").name
    'linear'
    """
    kind, _, rest = name.strip().partition(":")
    kind = kind.lower()
    if kind not in FORMS:
        error = NameNotFound("coder", kind, FORMS)
        near = [FORMS[one][0] for one in error.near] or [form for form, _ in FORMS.values()]
        error.next_step = f"did you mean {' or '.join(near)}?" if error.near else f"write {', '.join(near)}"
        raise error
    form, make = FORMS[kind]
    parts = _parts(kind, rest)
    if len(parts) != form.count(":") + form.count("#") or not all(parts):
        raise UsageError(f"{name!r} does not name a coder whole", next_step=f"write {form}")
    known = [key for key, given in signature(make).parameters.items() if given.kind is given.KEYWORD_ONLY]
    for option in options:
        if option not in known:
            raise _no_option(kind, option, known)
    return make(*parts, **options)


def _parts(kind: str, rest: str) -> list[str]:
    """The folder; or the address and the model, which stands after the last #."""
    if kind == "llm":
        address, _, model = rest.rpartition("#")
        return [address, model]
    return [rest] if rest or kind == "onnx" else []


def _no_option(kind: str, option: str, known: list[str]) -> NameNotFound:
    error = NameNotFound(f"option of the coder {kind}", option, known)
    if not error.near:
        error.next_step = f"it takes {', '.join(known) or 'none'}"
    return error
