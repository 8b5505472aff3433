"""What a verb is, for every door but the shell: what it is asked with, what answers it, and how its options are checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from latticework.answers.check import Checked
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet
from latticework.errors import BadDay, UsageError
from latticework.model.brief import Brief
from latticework.model.period import parse_day

Options = Mapping[str, Any]
"""What a verb is asked with, by the names of the command line."""

FIRST_YEAR, LAST_YEAR = 1816, 2100
"""The years a day of a question may lie in: the list of states begins with the first."""

DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
"""How a day is written: year, month or day."""

LONGEST = 120
"""The longest name, term or key that is read."""

MOST = 20
"""So many parties, terms or keys are read at most."""

LONGEST_TEXT = 100_000
"""The longest text that is read or checked, in characters."""

LONGEST_IN_ADDRESS = 6_000
"""The longest text that an address may hold; longer ones are sent with POST."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a verb is asked with. `form` is text, day, flag, number or words (a whole text); `many` may be given more than once."""

    name: str
    says: str
    form: str = "text"
    example: Any = None
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    default: Any = None


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its options, what answers it, what that gives (table, brief or checked), and the measures it speaks with.

    `places` says that rows stand at places of the earth; `pictures` names the pictures `--chart` draws, the usual one first,
    and `drawn_with` what they are asked with beside its own options.
    """

    name: str
    says: str
    options: tuple[Option, ...]
    lay: Callable[[Ask, Options], Sheet | Brief | Checked]
    measures: tuple[str, ...] = ()
    clocks: bool = True
    places: bool = False
    gives: str = "table"
    pictures: tuple[str, ...] = ()
    drawn_with: tuple[Option, ...] = ()

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Its own options and the common ones."""
        return (*self.options, *(COMMON if self.clocks else ()))

    @property
    def words(self) -> Option | None:
        """The option that is a whole text; a verb that has one may be asked with POST, too."""
        return next((option for option in self.options if option.form == "words"), None)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The forms its answer has: `geojson` only where rows stand at places, pictures only where there are any."""
        tables = ("csv", "parquet") if self.gives == "table" else ()
        drawn = ("svg", "png") if self.pictures else ()
        return ("json", *tables, "md", *(("geojson",) if self.places else ()), *drawn, "metadata.json")


COMMON = (
    Option("as_of", "The day the answer is about (YYYY-MM-DD, YYYY-MM or YYYY). Default: today.", "day", "2023-01-13"),
    Option("known_by", "Use only what was public by this day. Default: today.", "day", "2023-12-31"),
    Option("cite", "Add the places behind the answer to its notes; `meta.sources` names them always.", "flag", default=True),
)  # fmt: skip

STATE = Option("state", "A state: name, adjective, capital, or code (ISO, COW, Gleditsch-Ward).", example="Japan", required=True)  # fmt: skip


KEPT_OUT = ("explain",)
"""Options that a page shows as a link and not as a field."""


def kind_option(says: str, **more: Any) -> Option:
    """Make the option that names a kind of fact."""
    return Option("kind", says, **more)


def drawing(verb: Verb) -> tuple[Option, ...]:
    """Give what its pictures are asked with beside its own options."""
    several = (Option("draw", "Which picture.", choices=verb.pictures),) if len(verb.pictures) > 1 else ()
    return (*verb.drawn_with, *several, Option("dark", "Draw the picture for dark paper.", "flag", default=False))


def settled(verb: Verb, given: Options, more: tuple[Option, ...] = ()) -> dict[str, Any]:
    """Give every option of a verb (and `more`) a value, days checked; raises UsageError naming the option."""
    chosen: dict[str, Any] = {}
    for option in (*verb.all_options, *more):
        value = given.get(option.name)
        if value is None or value == "":
            value = [] if option.many else option.default
        if option.required and (value is None or value == []):
            raise UsageError(
                f"{verb.name} needs {option.name}", next_step=f"for example {option.name}={option.example}"
            )
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                _check(option, text)
        chosen[option.name] = value
    return chosen


def _check(option: Option, text: str) -> None:
    if option.form == "day":
        day(text, place=option.name)
    longest = LONGEST_TEXT if option.form == "words" else LONGEST
    if len(text) > longest:
        raise UsageError(f"{option.name} is longer than {longest} characters", next_step="shorten it")
    if option.form == "words":
        return
    if any(ch.isdigit() and not ch.isascii() for ch in text):
        raise UsageError(f"{text!r} has digits other than 0-9", place=option.name, next_step="write numbers with 0-9")
    if option.choices and text not in option.choices:
        raise UsageError(f"{option.name} cannot be {text!r}", next_step=f"choose one of {', '.join(option.choices)}")


def day(text: str, *, place: str = "") -> str:
    """Hold a day against the years a question may be about; gives it back. Raises BadDay or UsageError."""
    if text[:4].isdigit() and not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        raise UsageError(
            f"{text} lies outside what can be asked", place=place, next_step=f"ask about {FIRST_YEAR} to {LAST_YEAR}"
        )
    if len(text) > 10:
        raise BadDay(text, place=place)
    parse_day(text, place=place)
    return text
