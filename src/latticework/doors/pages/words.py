"""The words of the pages: the glossary, and the lesson; both are tables, and docs/lesson.md is printed from one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from latticework.model.tables import read_toml

_PACKAGE = "latticework.doors.pages"


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the field: its key, how it is written, what it means, and what else it is called in tables."""

    key: str
    name: str
    says: str
    also: tuple[str, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the lesson: minutes, what to do, the page to do it on, what to look for, and what to ask the class."""

    minutes: int
    title: str
    do: str
    address: str
    look: str
    ask: str


@cache
def glossary() -> dict[str, Word]:
    """Give the terms by key, in alphabetical order."""
    table = read_toml(_PACKAGE, "glossary.toml")
    words = [
        Word(
            key,
            row.get("name", key.replace("-", " ")),
            row["says"],
            tuple(row.get("also", ())),
            row.get("inline", False),
        )
        for key, row in table.items()
    ]
    return {word.key: word for word in sorted(words, key=lambda word: word.name.lower())}


@cache
def _named() -> dict[str, Word]:
    return {name.lower(): word for word in glossary().values() for name in (word.name, *word.also)}


def term(name: str) -> Word | None:
    """Find a term by how it is written, as in a table's heading; None when the glossary has none."""
    return _named().get(name.lower())


@cache
def _inline() -> re.Pattern[str]:
    names = [name for word in glossary().values() if word.inline for name in (word.name, *word.also)]
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})\b", re.IGNORECASE)


def explained(text: str, seen: set[str]) -> Iterator[tuple[str, Word | None]]:
    """Split a text at the inline terms it uses for the first time, each with its word; `seen` holds the keys used before."""
    at = 0
    for found in _inline().finditer(text):
        word = term(found.group())
        assert word is not None
        if word.key not in seen:
            seen.add(word.key)
            yield text[at : found.start()], None
            yield found.group(), word
            at = found.end()
    yield text[at:], None


@cache
def lesson() -> tuple[str, tuple[Step, ...]]:
    """Give what the lesson is for, and its steps."""
    table = read_toml(_PACKAGE, "lesson.toml")
    return table["about"], tuple(Step(**row) for row in table["step"])


def address_of(step: Step, **more: str) -> str:
    """Write the address of a step's page; `more` is added to its query (the data release, on a page)."""
    parts = urlsplit(step.address)
    query = urlencode([*parse_qsl(parts.query), *more.items()])
    return f"{parts.path}?{query}" if query else parts.path


def lesson_as_markdown() -> str:
    """Write the lesson as the page docs/lesson.md."""
    about, steps = lesson()
    lines = [f"# A lesson in {sum(step.minutes for step in steps)} minutes", "", about, ""]
    lines += ["```", "latticework serve     # then open http://127.0.0.1:8023/lesson", "```", ""]
    for number, step in enumerate(steps, start=1):
        minutes = f"{step.minutes} minute{'' if step.minutes == 1 else 's'}"
        lines += [f"## {number}. {step.title} ({minutes})", "", f"{step.do} Page: `{step.address}`", "", f"**Look:** {step.look}", "", f"**Ask:** {step.ask}", ""]  # fmt: skip
    return "\n".join(lines)
