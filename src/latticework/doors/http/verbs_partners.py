"""The verbs of what comes next as rows: partners and scorecard."""

from __future__ import annotations

from latticework.doors.http.option import STATE, Option, Verb
from latticework.doors.sheets import partners
from latticework.doors.verbs_partners import KINDS

ROWS = (
    Verb(
        "partners", "Who may sign a new defence agreement with a state next, with chances and what speaks for and against.",
        (
            STATE,
            Option("within", "Years ahead.", example="3", default="3", choices=("1", "3")),
            Option("kind", "Only agreements of this group.", example="access", choices=KINDS),
            Option("top", "So many candidates.", "number", example=20, default=20),
        ),
        lambda ask, o: partners.partners(ask, o["state"], within=int(o["within"]), kind=o["kind"], top=int(o["top"])),
    ),
    Verb(
        "scorecard", "How past forecasts of next ties fared: all of them, or one by its run, pair by pair.",
        (
            Option("forecast", "The run of a forecast. Default: all of them, a row each."),
            Option("state", "Only pairs of this state.", example="Japan"),
            Option("bins", "How the chances of one run held.", "flag", default=False),
        ),
        lambda ask, o: partners.scorecard(ask, o["forecast"] or None, state=o["state"], bins=o["bins"]),
    ),
)  # fmt: skip
"""One row a verb."""
