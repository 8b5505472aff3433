"""The verbs as a table: what each is asked with, and the sheet that answers it. HTTP and MCP are drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from latticework.doors import catalogue, sheets
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet
from latticework.errors import BadDay, UsageError
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


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a verb is asked with. `form` is text, day, flag or number; `many` may be given more than once."""

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
    """One verb: its options, what lays out its answer (None: a brief), and the measures it speaks with."""

    name: str
    says: str
    options: tuple[Option, ...]
    lay: Callable[[Ask, Options], Sheet] | None
    measures: tuple[str, ...] = ()
    clocks: bool = True
    places: bool = False

    @property
    def all_options(self) -> tuple[Option, ...]:
        """Its own options and the common ones."""
        return (*self.options, *(COMMON if self.clocks else ()))

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The forms its answer has; `geojson` only where the rows stand at places."""
        tables = ("csv", "parquet") if self.lay else ()
        return ("json", *tables, *(("geojson",) if self.places else ()), "metadata.json")


COMMON = (
    Option("as_of", "The day the answer is about (YYYY-MM-DD, YYYY-MM or YYYY). Default: today.", "day", "2023-01-13"),
    Option("known_by", "Use only what was public by this day. Default: today.", "day", "2023-12-31"),
    Option("cite", "Add the places behind the answer to its notes; `meta.sources` names them always.", "flag", default=True),
)  # fmt: skip

_STATE = Option("state", "A state: name, adjective, capital, or code (ISO, COW, Gleditsch-Ward).", example="Japan", required=True)  # fmt: skip


def _kind(says: str, **more: Any) -> Option:
    return Option("kind", says, **more)


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            "why", "Why a state seeks the security ties it seeks: a brief whose every figure leads to facts.",
            (_STATE, Option("explain", "Has no effect here: the sums behind the scores are always there.", "flag", default=False)),
            None,
        ),
        Verb(
            "ties", "The ties of a state, or of two states, with the status they had on the day.",
            (
                _STATE, Option("other", "Only ties with this state.", example="Australia"),
                _kind("Only ties of this kind.", example="reciprocal_access"),
                Option("ended", "Ties that ended, too.", "flag", default=False),
                Option("since", "Only ties first agreed after this day.", "day", "2013-01-01"),
            ),
            lambda ask, o: sheets.ties(ask, o["state"], o["other"], kind=o["kind"], ended=o["ended"], since=o["since"]),
            places=True,
        ),
        Verb(
            "threats", "Who threatens a state: ranked over every published variant, with the parts of each score.",
            (_STATE, Option("explain", "Every factor of every variant instead.", "flag", default=False)),
            lambda ask, o: sheets.threats(ask, o["state"], explain=o["explain"]), ("threats",), places=True,
        ),
        Verb(
            "balance", "Military spending of two sides by source, release and basis, and since when the first is above.",
            (
                Option("side_a", "A state, or several joined by +.", example="China", required=True),
                Option("side_b", "The other side.", example="USA+Japan", required=True),
            ),
            lambda ask, o: sheets.balance(ask, o["side_a"], o["side_b"]), ("balance", "overtake"),
        ),
        Verb(
            "first", "Since when an event of a kind is the first, or how many there were since a day.",
            (
                _kind("The kind of event.", example="overflight", required=True),
                Option("parties", "The states of the event.", example=["North Korea", "Japan"], required=True, many=True),
                Option("on", "The event of this day. Default: the latest.", "day", "2022-10-04"),
                Option("since", "Count events from this day on instead.", "day"),
                Option("mode", "Only events of this mode (overflight: ballistic_missile or satellite_launch).", example="ballistic_missile"),
            ),
            lambda ask, o: sheets.first(ask, o["kind"], o["parties"], on=o["on"], since=o["since"], mode=o["mode"]),
            ("first_since", "count_since"),
        ),
        Verb(
            "pledges", "What a state promised to spend or field, by when, and how fast it must grow to get there.",
            (_STATE,), lambda ask, o: sheets.pledges(ask, o["state"]), ("pledge_path",),
        ),
        Verb(
            "reach", "What the weapons of a state reach: their ranges, or which cities of a target.",
            (
                Option("state", "The state whose weapons they are.", example="North Korea", required=True),
                Option("target", "A state or a place.", example="Japan"),
                Option("weapon", "Only weapons whose name holds this text.", example="Hwasong"),
                Option("site", "Launch from this site. Default: every listed missile site of the state."),
            ),
            lambda ask, o: sheets.reach(ask, o["state"], o["target"], weapon=o["weapon"], site=o["site"]), ("reach",),
            places=True,
        ),
        Verb(
            "facts", "Search the evidence: beginnings of fact ids, or states and groupings that must all be named.",
            (
                Option("terms", "Beginnings of fact ids, or states and groupings.", example=["Japan", "Australia"], many=True),
                _kind("Only facts of this kind.", example=["reciprocal_access"], many=True),
                Option("limit", "At most so many.", "number", 20, default=100),
            ),
            lambda ask, o: sheets.facts(ask, o["terms"], kinds=o["kind"], limit=o["limit"]),
        ),
        Verb(
            "sources", "The sources: list, coverage, how to cite one; cards of kinds and measures; datasets that can be read.",
            (
                Option("what", "What to list.", example="cite", default="list", choices=("list", "coverage", "cite", "kinds", "measures", "catalogue")),
                Option("keys", "The source to cite.", example=["sipri"], many=True),
            ),
            lambda ask, o: catalogue.sources(ask.atlas, o["what"], o["keys"][0] if o["keys"] else None), clocks=False,
        ),
    )
}  # fmt: skip
"""Every verb that reads, by name."""


def settled(verb: Verb, given: Options) -> dict[str, Any]:
    """Give every option of a verb a value, days checked; raises UsageError naming the option."""
    chosen: dict[str, Any] = {}
    for option in verb.all_options:
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
    if len(text) > LONGEST:
        raise UsageError(f"{option.name} is longer than {LONGEST} characters", next_step="shorten it")
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
