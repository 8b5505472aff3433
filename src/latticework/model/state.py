"""States through time: names, codes, capitals, births, ends and successors, from 1816 on.

Membership of the state system follows the Correlates of War (v2016) and Gleditsch-Ward lists; a state that was in
the system at the end of a list is taken to go on. The codes are ISO 3166-1 alpha-3, with own codes for states that
ended before ISO had one (SUN, DDR, CSK, YUG, RVN, YMD and the states of 19th-century Germany and Italy).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from latticework.errors import AmbiguousName, NameNotFound, UsageError
from latticework.model.period import Period, parse_day
from latticework.model.tables import Row, number, read_csv

_PACKAGE = "latticework.model"
_POSSESSIVE = re.compile(r"(?:['’`]\s?s|\ss|['’`])$")
_AMBIGUOUS = {
    "korea": ("KOR", "PRK"),
    "korean": ("KOR", "PRK"),
    "congo": ("COG", "COD"),
    "congolese": ("COG", "COD"),
    "guinea": ("GIN", "GNB", "GNQ", "PNG"),
    "ireland and britain": ("IRL", "GBR"),
}


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital during a spell; coordinates in degrees."""

    name: str
    spell: Period
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class State:
    """A state of the international system and how it is called.

    `spells` are its spells of membership in the state system by list (`cow`, `gw`), each with the list's code.
    """

    code: str
    name: str
    adjective: str
    iso2: str
    iso_numeric: str
    aliases: tuple[str, ...]
    spells: tuple[tuple[str, int, Period], ...]
    capitals: tuple[Capital, ...]
    successors: tuple[str, ...]

    def existed(self, day: date) -> bool:
        """Whether either list counts it as a member of the state system on the day."""
        return any(spell.holds(day) for _, _, spell in self.spells)

    def code_in(self, system: str, day: date) -> int | None:
        """Its code in `cow` or `gw` on the day; None when it was not in that system then."""
        return next((code for name, code, spell in self.spells if name == system and spell.holds(day)), None)

    def capital(self, day: date) -> Capital | None:
        """Its capital on the day; None when the table has none."""
        return next((capital for capital in self.capitals if capital.spell.holds(day)), None)

    @property
    def the_name(self) -> str:
        """The name as it stands in a sentence: the United States, but Japan."""
        return f"the {self.name}" if self.name.startswith(_WITH_ARTICLE) else self.name


_WITH_ARTICLE = (
    "United", "Philippines", "Netherlands", "Soviet", "Bahamas", "Gambia", "Maldives", "Holy See", "Solomon",
    "Marshall", "Seychelles", "Comoros", "Central African", "Dominican Rep", "Papal",
)  # fmt: skip


@cache
def states() -> dict[str, State]:
    """All states by code, in the order of the table."""
    aliases, codes, capitals = (_grouped(name) for name in ("aliases.csv", "state_codes.csv", "capitals.csv"))
    return {
        code: State(
            code=code,
            name=row["name"],
            adjective=row["adjective"],
            iso2=row["iso2"],
            iso_numeric=row["iso_numeric"],
            aliases=tuple(alias["alias"] for alias in aliases[code]),
            spells=tuple(
                (spell["system"], int(number(spell, "code", _PACKAGE, "state_codes.csv")), _spell(spell))
                for spell in codes[code]
            ),
            capitals=tuple(
                Capital(
                    cap["capital"], _spell(cap), *(number(cap, at, _PACKAGE, "capitals.csv") for at in ("lat", "lon"))
                )
                for cap in capitals[code]
            ),
            successors=tuple(filter(None, row["successors"].split(";"))),
        )
        for row in read_csv(_PACKAGE, "states.csv")
        for code in (row["state"],)
    }


def find_state(name: str | int, *, on: date | None = None) -> State:
    """Find the state a name, adjective, capital, ISO or COW/Gleditsch-Ward code stands for.

    `on` decides between states that shared a code or a capital (365 is the Soviet Union in 1985, Russia in 2022);
    without it the youngest is taken. Possessives ("Japan s") are read. Raises NameNotFound with near names, and
    AmbiguousName for Korea, Congo and Guinea.

    >>> find_state("Tokyo").code, find_state("ROK").name, find_state(740).code
    ('JPN', 'South Korea', 'JPN')
    """
    number = str(name).strip()
    if number.isascii() and number.isdigit():
        return _by_number(int(number), on)
    key = fold(number)
    for attempt in (key, _POSSESSIVE.sub("", key)):
        if attempt in _AMBIGUOUS:
            raise AmbiguousName("state", number, (f"{states()[c].name} ({c})" for c in _AMBIGUOUS[attempt]))
        found = [states()[code] for code in _names().get(attempt, ())]
        if found:
            return _youngest(found, on)
    raise NameNotFound("state", number, (label for state in states().values() for label in (state.name, state.code)))


def is_state(code: str) -> bool:
    """Whether a code in a fact stands for a state (and not for a grouping)."""
    return code in states()


def state_of_code(system: str, code: int, on: date) -> State | None:
    """Give the state that a `cow` or `gw` code stood for on a day; None when the code had no member then."""
    return next((s for s, spell in _codes().get((system, code), ()) if spell.holds(on)), None)


def fold(text: str) -> str:
    """Fold a name for look-up: case, accents, curly quotes, dots and runs of blanks do not matter."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    flat = "".join(ch for ch in flat if not unicodedata.combining(ch)).lower().replace(".", "")
    return " ".join(flat.replace("-", " ").split())


def _by_number(number: int, on: date | None) -> State:
    found = [state for system in ("cow", "gw") for state, _ in _codes().get((system, number), ())]
    if not found:
        raise UsageError(f"no state has the code {number}", next_step="give a COW or Gleditsch-Ward code, or a name")
    return _youngest(found, on)


def _youngest(found: list[State], on: date | None) -> State:
    fitting = [state for state in found if on is not None and state.existed(on)] or found
    return max(fitting, key=lambda state: max((s.end or date.max for *_, s in state.spells), default=date.min))


@cache
def _codes() -> dict[tuple[str, int], list[tuple[State, Period]]]:
    table: dict[tuple[str, int], list[tuple[State, Period]]] = defaultdict(list)
    for state in states().values():
        for system, code, spell in state.spells:
            table[system, code].append((state, spell))
    return dict(table)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = defaultdict(dict)
    strong: set[str] = set()
    for state in states().values():
        for label in (state.code, state.iso2, state.name, *state.aliases):
            if label:
                table[fold(label)][state.code] = None
                strong.add(fold(label))
    for state in states().values():
        for label in (state.adjective, *(capital.name for capital in state.capitals)):
            if fold(label) not in strong:
                table[fold(label)][state.code] = None
    return {name: tuple(codes) for name, codes in table.items()}


def _grouped(name: str) -> dict[str, list[Row]]:
    table: dict[str, list[Row]] = defaultdict(list)
    for row in read_csv(_PACKAGE, name):
        table[row["state"]].append(row)
    return table


def _spell(row: Row) -> Period:
    start, precision = parse_day(row["from"])
    return Period(start, parse_day(row["to"])[0] if row["to"] else None, precision)
