"""The verb `whatif` as a row: scenarios that ship, or changes as lines; files are for the shell."""

from __future__ import annotations

from latticework.doors.ask import Ask
from latticework.doors.http.option import Option, Options, Verb
from latticework.doors.render.table import Sheet
from latticework.doors.sheets import whatif
from latticework.errors import UsageError

MOST_DRAWS = 1000
"""So many draws are made at most."""


def _whatif(ask: Ask, given: Options) -> Sheet:
    names = given["scenarios"]
    if names == ["list"]:
        return whatif.listing()
    if len(names) > 1:
        raise UsageError(
            "one scenario at a time", place="scenarios", next_step="several stand side by side in the shell"
        )
    if given["draws"] > MOST_DRAWS:
        raise UsageError(f"draws: at most {MOST_DRAWS}", place="draws", next_step="ask for fewer")
    made = whatif.run(ask, *whatif.asked_of(given), brief=given["brief"])
    return whatif.whatif(ask, made, every=True)


ROWS = (
    Verb(
        "whatif", "What moves if a scenario holds: before, after, by which change. The store is never touched.",
        (
            Option("scenarios", "The name of a scenario that ships; `list` names them.", example=["list"], many=True),
            Option("do", "A change, as a line of a scenario; made in the order given.", example=["end_tie USA>JPN defence_pact"], many=True),
            Option("assume", "A change that holds on both sides.", many=True),
            Option("hold", "Suppose that what sources last saw stands still up to the day.", "flag", default=False),
            Option("state", "Conclusions about this state. Default: those the scenario names.", example=["Japan"], many=True),
            Option("hub", "The state whose spokes the others may be.", example="USA", default="USA"),
            Option("seed", "Seed of the draws, where a number is a range.", "number", 1, default=1),
            Option("draws", "How many draws.", "number", 100, default=100),
            Option("brief", "The sentences of the brief that are other ones, too.", "flag", default=False),
        ),
        _whatif,
    ),
)  # fmt: skip
"""One row a verb."""
