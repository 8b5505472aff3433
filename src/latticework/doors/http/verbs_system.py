"""The verbs of the system as rows: relation, network, similarity, durations, exposure, diff, and research panels."""

from __future__ import annotations

from latticework.doors.http.option import STATE, Option, Verb, kind_option
from latticework.doors.sheets import network, panel, relation, system
from latticework.doors.verbs_panel import UNITS

_OTHER = "The other state."

ROWS = (
    Verb(
        "relation", "How warm the relation of two states is, and when it thawed or broke, by a published rule.",
        (
            Option("state", "A state.", example="North Korea", required=True),
            Option("other", _OTHER, example="South Korea", required=True),
            Option("months", "Months to a step: more where few acts are known.", example="3", default="1", choices=("1", "2", "3", "4", "6", "12")),
            Option("since", "Begin the series here. Default: ten years before.", "day", "2010"),
            Option("series", "Every step instead of the levels.", "flag", default=False),
            Option("acts", "Every act instead of the levels.", "flag", default=False),
        ),
        lambda ask, o: relation.relation(
            ask, o["state"], o["other"], months=int(o["months"]), since=o["since"], series=o["series"], acts=o["acts"]
        ),
        ("relation",),
    ),
    Verb(
        "network", "How far the ties of some states are spokes of a hub, how far a lattice.",
        (
            Option("states", "The states. Default: all covered ones.", example=["Japan", "Australia", "Philippines", "India"], many=True),
            Option("hub", "The state whose spokes the others may be.", example="USA", default="USA"),
            Option("pairs", "The pairs that are tied instead of the states.", "flag", default=False),
        ),
        lambda ask, o: network.network(ask, o["states"], o["hub"], pairs=o["pairs"]),
        ("hub_lattice", "hub_dependence", "frustration", "concentration"),
    ),
    Verb(
        "similarity", "How alike the pacts of two states are; or which states' pacts are most like those of one.",
        (
            STATE, Option("other", _OTHER, example="Australia"),
            Option("by", "Without another state, sort by this measure.", example="s", default="kappa", choices=("kappa", "s", "pi", "tau_b")),
        ),
        lambda ask, o: system.similarity(ask, o["state"], o["other"], by=o["by"]), ("similarity",),
    ),
    Verb(
        "durations", "How many days agreements take from signature to entry into force, by kind, open cases counted as open.",
        (kind_option("Every agreement of this kind instead.", example="reciprocal_access"),),
        lambda ask, o: system.durations(ask, o["kind"]), ("duration",),
    ),
    Verb(
        "exposure", "Who loses most cover if the pacts of two states end; or what a state loses with each of its allies.",
        (STATE, Option("partner", "The ally whose pacts end.", example="USA")),
        lambda ask, o: system.exposure(ask, o["state"], o["partner"]), ("exposure", "cover", "reliance"),
    ),
    Verb(
        "diff", "Which conclusions moved between two days, and the facts that moved them.",
        (
            Option("day1", "The first day.", "day", "2013-01-13", required=True),
            Option("day2", "The second day.", "day", "2023-01-13", required=True),
            Option("state", "Only what concerns this state. Default: all covered ones.", example="Japan"),
            Option("clock", "Which clock the two days are on: the day the answer is about, or the day by which it was known.", example="as-of", default="as-of", choices=("as-of", "known-by")),
        ),
        lambda ask, o: system.diff(ask, o["day1"], o["day2"], state=o["state"], clock=o["clock"]),
    ),
    Verb(
        "panel", "A research panel: rows of states or pairs in time, with the field's datasets as columns.",
        (
            Option("unit", "What a row is.", example="state-years", default="dyad-years", choices=UNITS),
            Option("system", "The state system.", example="cow", default="cow", choices=("cow", "gw")),
            Option("years", "FIRST-LAST. Default: 1816 to the last full year.", example="2015-2022"),
            Option("states", "Only these states, by code of the system, joined by commas.", example="2,740"),
            Option("undirected", "Each pair once, the lower code first.", "flag", default=False),
            Option("with", "Add columns; `list` names all.", example=["spells"], many=True),
            Option("header", "Choices, releases and citations instead of rows.", "flag", default=False),
        ),
        lambda ask, o: panel.panel(
            ask, o["unit"], system=o["system"], years=o["years"], states=o["states"], undirected=o["undirected"],
            added=o["with"], header=o["header"],
        ),
        clocks=False,
    ),
)  # fmt: skip
"""One row a verb."""
