"""The scenario: changes with a title, an author, a day, a version and a hash, read from a file that can be shared and cited."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from latticework.answers.whatif.change import Supposed
from latticework.answers.whatif.language import parse_line
from latticework.errors import LatticeworkError, NameNotFound, UsageError
from latticework.model.period import as_day
from latticework.model.state import find_state

MOST = 40
"""A scenario has at most so many changes: each is left out once to see what it moved."""
LARGEST = 100_000
"""A file of more bytes than this is no scenario."""
_TEXTS = ("title", "author", "day", "version", "note", "as_of")
_FIELDS = (*_TEXTS, "states", "hold", "change", "assume")
_ROW = ("do", "name")


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is supposed. `changes` part the world as supposed from the world as it is; `assumes` hold in both.

    `key` names it in a locator, `digest` is the hash of its bytes: two scenarios with one digest suppose the same. With `hold`,
    what sources last saw is held to stand still up to the day of the answer.
    """

    key: str
    title: str
    changes: tuple[Supposed, ...]
    assumes: tuple[Supposed, ...] = ()
    author: str = ""
    day: str = ""
    version: str = ""
    note: str = ""
    as_of: date | None = None
    states: tuple[str, ...] = ()
    hold: bool = False
    digest: str = ""

    @property
    def cited(self) -> str:
        """How the scenario is cited: author, day, title, version and the beginning of its hash."""
        head = ", ".join(text for text in (self.author, self.day) if text)
        version = f", version {self.version}" if self.version else ""
        return f"{f'{head}: ' if head else ''}{self.title}{version} ({self.key}, sha256 {self.digest[:12]})"

    @property
    def named(self) -> tuple[str, ...]:
        """The states its changes name, in their order."""
        return tuple(dict.fromkeys(code for change in self.changes for code in change.states))


def scenario_of(
    changes: Iterable[Supposed], assumes: Iterable[Supposed] = (), *, title: str = "", hold: bool = False
) -> Scenario:
    """Make a scenario of changes given one by one; its hash is that of the lines."""
    made, always = tuple(changes), tuple(assumes)
    lines = [f"assume {one.text}" for one in always] + [one.text for one in made]
    digest = hashlib.sha256("\n".join([*lines, f"hold {hold}"]).encode()).hexdigest()
    called = title or "; ".join(one.text for one in made) or "nothing is changed"
    return Scenario("options", called, _few(made, "options"), always, hold=hold, digest=digest)


def load(name: str | Path) -> Scenario:
    """Read a scenario from a file, or by its name one of those inside the package.

    Raises UsageError or NameNotFound that names the file, the line and the next step.
    """
    path = Path(name)
    if str(name) in shipped() and not path.is_file():
        return load_shipped(str(name))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        if path.suffix != ".toml" and len(path.parts) == 1:
            raise _unnamed(str(name)) from None
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise UsageError(
            f"cannot read the scenario {name}: {why}", next_step=f"name a file, or one of {', '.join(shipped())}"
        ) from None
    return parse(content, path.name)


def load_shipped(name: str) -> Scenario:
    """Read a scenario inside the package by its name, and no file; raises NameNotFound."""
    if name not in shipped():
        raise _unnamed(name)
    return parse(shipped()[name], f"{name}.toml")


def _unnamed(name: str) -> LatticeworkError:
    error = NameNotFound("scenario", name[:200], shipped())
    error.next_step = error.next_step if error.near else f"name a file, or one of {', '.join(shipped())}"
    return error


def shipped() -> dict[str, bytes]:
    """The scenarios inside the package, by name."""
    folder = files("latticework.answers.whatif").joinpath("scenarios")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".toml")), key=lambda one: one.name)
    return {one.name.removesuffix(".toml"): one.read_bytes() for one in found}


def parse(content: bytes, key: str) -> Scenario:
    """Read the text of a scenario; `key` is what its places are called by."""
    if len(content) > LARGEST:
        raise UsageError(f"{key} has more than {LARGEST} bytes", next_step="a scenario is a short file of changes")
    try:
        text = content.decode("utf-8")
        table = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(
            f"{key} is no TOML: {str(error)[:200]}", next_step="see docs/whatif.md for a scenario"
        ) from None
    for name in table:
        if name not in _FIELDS:
            raise _at(NameNotFound("field of a scenario", name, _FIELDS), key)
    given = {name: _text(table.get(name, ""), name, key) for name in _TEXTS}
    if not given["title"]:
        raise UsageError(f"{key} has no title", next_step='write title = "What is supposed"')
    places = _Places(text, key)
    changes, assumes = (
        tuple(_row(row, where, places) for row in _rows(table.get(where, []), where, key))
        for where in ("change", "assume")
    )
    hold = table.get("hold", False)
    if not isinstance(hold, bool):
        raise UsageError("hold is true or false", place=key)
    return Scenario(
        key, given["title"], _few(changes, key), assumes, given["author"], given["day"], given["version"], given["note"],
        as_day(given["as_of"]) if given["as_of"] else None, _states(table.get("states", []), key), hold,
        hashlib.sha256(content).hexdigest(),
    )  # fmt: skip


class _Places:
    """The lines of a file on which its changes stand."""

    def __init__(self, text: str, key: str) -> None:
        self.key = key
        self._lines: dict[str, list[int]] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if line.lstrip().startswith("do"):
                try:
                    said = tomllib.loads(line).get("do")
                except tomllib.TOMLDecodeError:
                    continue
                if isinstance(said, str):
                    self._lines.setdefault(said, []).append(number)

    def of(self, said: str) -> str:
        """Say where a change stands; only the file where the line cannot be told (a text of several lines)."""
        numbers = self._lines.get(said)
        if not numbers:
            return self.key
        return f"{self.key} line {numbers.pop(0) if len(numbers) > 1 else numbers[0]}"


def _row(row: Mapping[str, Any], where: str, places: _Places) -> Supposed:
    for name in row:
        if name not in _ROW:
            raise _at(NameNotFound(f"field of [[{where}]]", name, _ROW), places.key)
    said = _text(row.get("do", ""), f"{where}.do", places.key)
    return parse_line(said, where=places.of(said), name=_text(row.get("name", ""), f"{where}.name", places.key))


def _rows(found: object, where: str, key: str) -> list[Mapping[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise UsageError(
            f"{where} is no list of tables", place=key, next_step=f'write [[{where}]] and below it do = "..."'
        )
    return found


def _text(found: object, name: str, key: str) -> str:
    if isinstance(found, date):  # a day may be written without quotation marks
        return found.isoformat()[:10]
    if not isinstance(found, str):
        raise UsageError(f"{name} is no text", place=key, next_step=f'write {name} = "..."')
    return " ".join("".join(ch if ch.isprintable() else " " for ch in found).split())


def _states(found: object, key: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UsageError("states is no list of names", place=key, next_step='write states = ["JPN"]')
    try:
        return tuple(dict.fromkeys(find_state(one).code for one in found))
    except LatticeworkError as error:
        raise _at(error, key) from None


def _few(changes: tuple[Supposed, ...], key: str) -> tuple[Supposed, ...]:
    if len(changes) > MOST:
        raise UsageError(
            f"{len(changes)} changes are too many for one scenario", place=key, next_step=f"suppose at most {MOST}"
        )
    return changes


def _at(error: LatticeworkError, key: str) -> LatticeworkError:
    error.place = error.place or key
    return error
