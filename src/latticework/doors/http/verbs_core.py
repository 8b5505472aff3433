"""The verbs of the explainer's questions as rows: why, ties, threats, balance, first, pledges, reach, facts, sources."""

from __future__ import annotations

from latticework.doors import catalogue, sheets, verbs_sources
from latticework.doors.ask import Ask
from latticework.doors.http.option import STATE, Option, Options, Verb, kind_option
from latticework.doors.render.table import Sheet


def _sources(ask: Ask, given: Options) -> Sheet:
    if given["what"] == "refused":
        return verbs_sources.refused(ask.atlas, given["keys"])
    return catalogue.sources(ask.atlas, given["what"], given["keys"][0] if given["keys"] else None)


ROWS = (
    Verb(
        "why", "Why a state seeks the security ties it seeks: a brief whose every figure leads to facts.",
        (STATE, Option("explain", "In .md, print the sum behind each score; in .json they are always there.", "flag", default=False)),
        lambda ask, o: ask.atlas.why(o["state"], as_of=o["as_of"], known_by=o["known_by"]), gives="brief",
    ),
    Verb(
        "ties", "The ties of a state, or of two states, with the status they had on the day.",
        (
            STATE, Option("other", "Only ties with this state.", example="Australia"),
            kind_option("Only ties of this kind.", example="reciprocal_access"),
            Option("ended", "Ties that ended, too.", "flag", default=False),
            Option("since", "Only ties first agreed after this day.", "day", "2013-01-01"),
        ),
        lambda ask, o: sheets.ties(ask, o["state"], o["other"], kind=o["kind"], ended=o["ended"], since=o["since"]),
        places=True,
    ),
    Verb(
        "threats", "Who threatens a state: ranked over every published variant, with the parts of each score.",
        (STATE, Option("explain", "Every factor of every variant instead.", "flag", default=False)),
        lambda ask, o: sheets.threats(ask, o["state"], explain=o["explain"]), ("threats",), places=True,
    ),
    Verb(
        "balance", "Military spending of two sides by source, release and basis, and since when the first is above.",
        (
            Option("side_a", "A state, or several joined by +.", example="China", required=True),
            Option("side_b", "The other side.", example="USA+Japan", required=True),
        ),
        lambda ask, o: sheets.balance(ask, o["side_a"], o["side_b"]), ("balance", "overtake"),
        drawn_with=(Option("basis", "Which source and basis is drawn, as the picture names it.", example="current US$, sipri 2025-04"),),
    ),
    Verb(
        "first", "Since when an event of a kind is the first, or how many there were since a day.",
        (
            kind_option("The kind of event.", example="overflight", required=True),
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
        (STATE,), lambda ask, o: sheets.pledges(ask, o["state"]), ("pledge_path",),
    ),
    Verb(
        "reach", "What the weapons of a state reach: their ranges, or which cities of a target.",
        (
            Option("state", "The state whose weapons they are.", example="North Korea", required=True),
            Option("target", "A state or a place.", example="Japan"),
            Option("weapon", "Only weapons whose name holds this text.", example="Hwasong"),
            Option("site", "Launch from this site. Default: the nearest listed missile site of the state."),
        ),
        lambda ask, o: sheets.reach(ask, o["state"], o["target"], weapon=o["weapon"], site=o["site"]), ("reach",),
        places=True,
    ),
    Verb(
        "facts", "Search the evidence: beginnings of fact ids, or states and groupings that must all be named.",
        (
            Option("terms", "Beginnings of fact ids, or states and groupings.", example=["Japan", "Australia"], many=True),
            kind_option("Only facts of this kind.", example=["reciprocal_access"], many=True),
            Option("limit", "At most so many.", "number", 20, default=100),
            Option("holding", "Only what was so on the day, not what had ended by then.", "flag", default=False),
        ),
        lambda ask, o: sheets.facts(ask, o["terms"], kinds=o["kind"], limit=o["limit"], holding=o["holding"]),
    ),
    Verb(
        "sources", "The sources: list, coverage, how to cite one; cards of kinds and measures; datasets that can be read.",
        (
            Option("what", "What to list.", example="cite", default="list", choices=("list", "coverage", "cite", "kinds", "measures", "catalogue", "refused")),
            Option("keys", "The source to cite, or whose refused rows to show.", example=["sipri"], many=True),
        ),
        _sources, clocks=False,
    ),
)  # fmt: skip
"""One row a verb."""
