"""The language of changes: one line of words is one change, read by the form its kind has in changes.toml."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.fields import FIELDS
from latticework.errors import LatticeworkError, NameNotFound, UsageError
from latticework.model.tables import read_toml

LONGEST = 400
"""A line of more characters than this is no change."""


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind of change: its forms, an example, and a sentence that says what it does; see changes.toml."""

    key: str
    forms: tuple[tuple[str, ...], ...]
    example: str
    says: str

    @property
    def verb(self) -> str:
        """Its name as it is written: add-tie."""
        return self.key.replace("_", "-")

    @property
    def pattern(self) -> str:
        """Its forms as a reader sees them: STATES KIND STATUS [DAY]."""
        return " or ".join(
            " ".join(f"[{word.upper()}]" if word in ("day", "platform") else word.upper() for word in form)
            for form in self.forms
        )


@cache
def change_kinds() -> dict[str, ChangeKind]:
    """All kinds of changes by key, in the order of the table."""
    return {
        key: ChangeKind(key, tuple(tuple(form.split()) for form in row["form"]), row["example"], row["says"])
        for key, row in read_toml("latticework.answers.whatif", "changes.toml").items()
    }


def find_change(word: str) -> ChangeKind:
    """Give the kind of change a word names (hyphens count as underscores); raises NameNotFound with near names."""
    key = word.strip().lower().replace("-", "_").removeprefix("__")
    try:
        return change_kinds()[key]
    except KeyError:
        raise NameNotFound("kind of change", word, (kind.verb for kind in change_kinds().values())) from None


def parse_line(line: str, *, where: str = "", name: str = "") -> Supposed:
    """Read one line, the kind of change first: `add-tie JPN PHL reciprocal_access in_force 2025-09-11`.

    Raises UsageError (NameNotFound, AmbiguousName, BadDay) that says what does not fit and where the line stands.
    """
    word, _, rest = line.strip().partition(" ")
    try:
        if not word:
            raise UsageError(
                "a change without words", next_step=f"write one of {', '.join(k.verb for k in change_kinds().values())}"
            )
        kind = find_change(word[:LONGEST])
    except LatticeworkError as error:
        raise _placed(error, where) from None
    return parse_change(kind, rest, where=where, name=name)


def parse_change(kind: ChangeKind, text: str, *, where: str = "", name: str = "") -> Supposed:
    """Read the words of a change of a kind, without the kind's own name; see `parse_line`."""
    try:
        if len(text) > LONGEST:
            raise UsageError(f"a {kind.verb} of {len(text)} characters", next_step=f"write {kind.verb} {kind.pattern}")
        words = _words(text)
        first: LatticeworkError | None = None
        for form in sorted(kind.forms, key=lambda form: _looks_like_key(words) != ("tie" in form)):
            try:
                made = _read(kind, form, words)
                return replace(made, text=f"{kind.verb} {' '.join(text.split())}", where=where, name=name)
            except LatticeworkError as error:
                first = first or error
        assert first is not None
        raise first
    except LatticeworkError as error:
        raise _placed(error, where) from None


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise UsageError(f"a quotation mark in {text!r} is not closed", next_step="close it, or leave it out") from None


def _looks_like_key(words: Sequence[str]) -> bool:
    """A tie's key has lower-case words with hyphens or colons and is the first word."""
    return bool(words) and ("-" in words[0] or ":" in words[0]) and words[0] == words[0].lower()


def _placed(error: LatticeworkError, where: str) -> LatticeworkError:
    if where and not error.place:
        error.place = where
    return error


def _read(kind: ChangeKind, form: Sequence[str], words: list[str]) -> Supposed:
    made, rest = Supposed(kind.key, ""), list(words)
    for field in form:
        if not rest and field not in ("day", "platform"):
            raise UsageError(
                f"{kind.verb} lacks its {_SAID.get(field, field)}",
                next_step=f"write {kind.verb} {kind.pattern}, as in: {kind.example}",
            )
        made, rest = FIELDS[field](made, rest)
    if rest:
        raise UsageError(
            f"{' '.join(rest)!r} is left over in a {kind.verb}",
            next_step=f"write {kind.verb} {kind.pattern}, as in: {kind.example}; quote names of several words",
        )
    return made


_SAID = {"states": "states", "of_kind": "kind", "amount": "amount: 2% of GDP", "year": "year", "title": "name"}
