"""The verbs of the system: relation, network, similarity, durations, exposure, and diff of two days."""

from __future__ import annotations

import click

from latticework.doors.options import Run, shared
from latticework.doors.verbs_chart import chart_option
from latticework.doors.verbs_sql import sql_option


@click.command()
@click.argument("state")
@click.argument("other")
@click.option(
    "--months", type=click.Choice(["1", "2", "3", "4", "6", "12"]), default="1", show_default=True,
    help="Months to a step: more where few acts are known.",
)  # fmt: skip
@click.option("--since", metavar="DAY", help="Begin the series here (default: ten years before).")
@click.option("--series", is_flag=True, help="Print every step.")
@click.option("--acts", is_flag=True, help="Print every act.")
@shared()
@sql_option("relation")
@chart_option("relation")
def relation(run: Run, state: str, other: str, months: str, since: str | None, series: bool, acts: bool) -> None:
    """How warm the relation of STATE and OTHER is, and when it thawed or broke, by a published rule.

    Example: latticework relation "North Korea" "South Korea" --months 3
    """
    from latticework.doors.sheets import relation as sheet

    run.show(sheet.relation(run.ask(), state, other, months=int(months), since=since, series=series, acts=acts))


@click.command()
@click.argument("states", nargs=-1)
@click.option("--hub", default="USA", show_default=True, help="The state whose spokes the others may be.")
@click.option("--pairs", is_flag=True, help="Print the pairs that are tied instead of the states.")
@shared()
@chart_option("network")
def network(run: Run, states: tuple[str, ...], hub: str, pairs: bool) -> None:
    """How far the ties of STATES (all covered ones, unless named) are spokes of a hub, how far a lattice.

    Example: latticework network Japan Australia Philippines India --hub USA --as-of 2023-01-13
    """
    from latticework.doors.sheets import network as sheet

    run.show(sheet.network(run.ask(), states, hub, pairs=pairs))


@click.command()
@click.argument("state")
@click.argument("other", required=False)
@click.option(
    "--by", type=click.Choice(["kappa", "s", "pi", "tau_b"]), default="kappa", show_default=True,
    help="Without OTHER, sort by this measure.",
)  # fmt: skip
@shared()
def similarity(run: Run, state: str, other: str | None, by: str) -> None:
    """How alike the pacts of STATE and OTHER are (kappa, S, pi, tau-b); or which states' are most like those of STATE."""
    from latticework.doors.sheets import system

    run.show(system.similarity(run.ask(), state, other, by=by))


@click.command()
@click.option("--kind", help="Print every agreement of this kind.")
@shared()
def durations(run: Run, kind: str | None) -> None:
    """How many days agreements take from signature to entry into force, by kind, open cases counted as open."""
    from latticework.doors.sheets import system

    run.show(system.durations(run.ask(), kind))


@click.command()
@click.argument("state")
@click.argument("partner", required=False)
@shared()
def exposure(run: Run, state: str, partner: str | None) -> None:
    """Who loses most cover if the pacts of STATE and PARTNER end; or what STATE loses with each of its allies."""
    from latticework.doors.sheets import system

    run.show(system.exposure(run.ask(), state, partner))


@click.command()
@click.argument("day1")
@click.argument("day2")
@click.option("--state", help="Only what concerns this state (default: all covered ones).")
@click.option(
    "--clock", type=click.Choice(["as-of", "known-by"]), default="as-of", show_default=True,
    help="Which clock the two days are on: the day the answer is about, or the day by which it was known.",
)  # fmt: skip
@shared()
def diff(run: Run, day1: str, day2: str, state: str | None, clock: str) -> None:
    """Which conclusions moved between DAY1 and DAY2, and the facts that moved them.

    Example: latticework diff 2023-01-13 2026-01-13 --clock known-by --as-of 2023-01-13 --state Japan
    """
    from latticework.doors.sheets import system

    run.show(system.diff(run.ask(), day1, day2, state=state, clock=clock))


VERBS = (relation, network, similarity, durations, exposure, diff)
"""The commands of this module, in the order of the documentation."""
