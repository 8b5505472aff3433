"""Draw the page of public Python names; a public name that says nothing of itself stops the drawing."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import latticework
from latticework import charts, errors, measures, panels
from latticework.panels.panel import Panel

ROOMS: dict[str, tuple[ModuleType, str]] = {
    "latticework": (latticework, "What `import latticework as lw` gives."),
    "latticework.panels": (panels, "Research panels, `lw.panel`; see [Research panels](panels.md)."),
    "latticework.charts": (charts, "Pictures; see [Charts](charts.md)."),
    "latticework.measures": (measures, "Each takes a world; formulas, units and literature: [Measures](measures.md)."),
    "latticework.errors": (errors, "Every error names the thing, the place and the next step."),
}
DRAWN = "<!-- drawn by tools/write_docs.py; edit the docstrings, not this page -->\n\n"


def python_page() -> str:
    lines = [
        DRAWN + "# Python\n",
        "Every public name, from its own docstring. What is not here may change without a word.\n",
    ]
    silent: list[str] = []
    for room, (module, said) in ROOMS.items():
        lines += [f"## {room}\n", said + "\n"]
        for name in names_of(module):
            if isinstance(thing := getattr(module, name), ModuleType):
                continue
            lines += drawn(f"{room}.{name}", name, thing, silent)
            if inspect.isclass(thing) and room in ("latticework", "latticework.panels"):
                for member, part in members(thing):
                    lines += drawn(f"{room}.{name}.{member}", f"{name}.{member}", part, silent)
    assert silent == [], f"public names that say nothing of themselves: {silent}"
    return "\n".join(lines)


def names_of(module: ModuleType) -> list[str]:
    if module is errors:
        return [
            name
            for name, thing in vars(errors).items()
            if inspect.isclass(thing) and thing.__module__ == errors.__name__
        ]
    return sorted(module.__all__)


def members(thing: type) -> Iterator[tuple[str, Any]]:
    """Go through the public methods and properties of a class, those of a panel's parents too."""
    homes = thing.__mro__ if issubclass(thing, Panel) else (thing,)
    found: dict[str, Any] = {}
    for home in reversed(homes):
        if home.__module__.startswith("latticework"):
            found |= {name: part for name, part in vars(home).items() if not name.startswith("_")}
    fields = {field.name for field in dataclasses.fields(thing)} if dataclasses.is_dataclass(thing) else set()
    for name, part in sorted(found.items()):
        if name not in fields:
            yield name, part


def drawn(path: str, shown: str, thing: Any, silent: list[str]) -> list[str]:
    """Draw one name: signature and docstring; a name without a docstring of its own joins the silent ones."""
    inner = getattr(thing, "func", None) or getattr(thing, "fget", None) or getattr(thing, "__func__", None) or thing
    if not callable(inner):
        return []
    said = inspect.cleandoc(inner.__doc__ or "")
    if not said or (dataclasses.is_dataclass(inner) and said.startswith(f"{inner.__name__}(")):
        silent.append(path)
        return []
    depth = "####" if shown.count(".") else "###"
    return [f"{depth} {shown}\n", *signature(shown, thing, inner), *text(said), ""]


def signature(shown: str, thing: Any, inner: Any) -> list[str]:
    if (
        not (inspect.isclass(inner) or inspect.isfunction(inner))
        or isinstance(thing, property)
        or hasattr(thing, "func")
    ):
        return []
    if inspect.isclass(inner) and not dataclasses.is_dataclass(inner):
        return []
    found = inspect.signature(inner)
    kept = [one for one in found.parameters.values() if one.name not in ("self", "cls")]
    whole = str(found.replace(parameters=kept)).replace("'", "")
    if len(whole) > 90:
        ends = whole.rindex(")")
        inside = ",\n    ".join(str(one).replace("'", "") for one in kept)
        whole = f"(\n    {inside},\n){whole[ends + 1 :]}"
    return [f"```python\n{shown}{whole}\n```\n"]


def text(said: str) -> list[str]:
    """Write a docstring as Markdown: examples become code, all else stays as it is."""
    lines: list[str] = []
    for block in said.split("\n\n"):
        code = block.startswith(">>>")
        lines += ["```pycon", block, "```", ""] if code else [block.replace("<", "&lt;"), ""]
    return lines
