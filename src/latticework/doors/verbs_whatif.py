"""The verb `whatif`: changes supposed, and what they move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from latticework.doors.options import Run, shared
from latticework.doors.verbs_chart import ENDINGS
from latticework.errors import LatticeworkError, UsageError

if TYPE_CHECKING:
    from latticework.answers.whatif.scenario import Scenario
    from latticework.answers.whatif.whatif import WhatIf
    from latticework.doors.ask import Ask

MOST = 6
"""So many scenarios fit side by side."""
PICTURES = ("moved", "map", "network")
CHANGES = {
    "add_tie": "A tie stands from the day: STATES KIND STATUS [DAY].",
    "end_tie": "Ties of a kind between exactly these states end: STATES KIND [DAY], or KEY [DAY].",
    "set_status": "They have another status: STATES KIND STATUS [DAY], or KEY STATUS [DAY].",
    "set_spending": "Spending of one year: STATE YEAR AMOUNT.",
    "grow_spending": "Spending grows at a real rate up to the year: STATE YEAR RATE.",
    "pledge_path": "Spending goes to an amount by equal steps: STATE YEAR AMOUNT.",
    "grow_gdp": "Output grows at a real rate up to the year: STATE YEAR RATE.",
    "move_troops": "Active-duty personnel more or fewer: GUEST HOST NUMBER [DAY].",
    "join": "A state joins a grouping: STATE GROUPING [DAY].",
    "leave": "A state leaves a grouping: STATE GROUPING [DAY].",
    "field_weapon": "A weapon is in service: STATE NAME RANGE [PLATFORM] [DAY].",
}
"""The options that are changes, in the order in which they are made; a test holds them to the table of changes."""


def _changes(command: Callable[..., None]) -> Callable[..., None]:
    for key, says in reversed(CHANGES.items()):
        command = click.option(f"--{key.replace('_', '-')}", key, metavar="WORDS", multiple=True, help=says)(command)
    return command


@click.command()
@click.argument("scenarios", metavar="[SCENARIO]...", nargs=-1)
@_changes
@click.option(
    "--do", metavar="LINE", multiple=True, help="Any change, as a line of a scenario; made in the order given."
)
@click.option("--assume", metavar="LINE", multiple=True, help="A change that holds on both sides.")
@click.option("--hold", is_flag=True, help="Suppose that what sources last saw stands still up to the day.")
@click.option(
    "--state", "states", multiple=True, help="Conclusions about this state (default: those the scenario names)."
)
@click.option("--hub", default="USA", show_default=True, help="The state whose spokes the others may be.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the draws, where a number is a range."
)
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=100,
    show_default=True,
    help="How many draws; 0: the middle alone.",
)
@click.option("--brief", is_flag=True, help="Show the sentences of the brief that are other ones.")
@click.option("--all", "whole", is_flag=True, help="Show every pair that moved, and the conclusions that did not move.")
@click.option("--text", is_flag=True, help="Print the scenario itself.")
@click.option(
    "--chart",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw what moved to this file too (png, svg, html, json).",
)
@click.option(
    "--draw",
    type=click.Choice(PICTURES),
    default="moved",
    show_default=True,
    help="Which picture; map and network are drawn before and after, in two files.",
)
@shared()
def whatif(
    run: Run, scenarios: tuple[str, ...], do: tuple[str, ...], assume: tuple[str, ...], hold: bool, states: tuple[str, ...],
    hub: str, seed: int, draws: int, brief: bool, whole: bool, text: bool, chart: Path | None, draw: str, **changes: tuple[str, ...],
) -> None:  # fmt: skip
    """What moves if a SCENARIO holds: before, after, by which change, and what does not move. The store is never touched.

    SCENARIO is a file, or the name of one that ships (`latticework whatif list`); several are set side by side. Or suppose
    changes with options.

    Example: latticework whatif --end-tie "USA>JPN defence_pact 2026-10-01" --state Japan --as-of 2026-10-31
    """
    from latticework.doors.sheets import whatif as sheet

    if scenarios == ("list",):
        run.show(sheet.listing())
        return
    made = _scenarios(scenarios, do, assume, hold, changes)
    if text:
        for name in scenarios:
            run.emit(sheet.text_of(name))
        return
    if chart is not None and (chart.suffix.lower() not in ENDINGS or len(made) > 1 or chart == run.out):
        raise UsageError(
            f"what moved cannot be drawn to {chart.name}",
            next_step=f"one scenario, and a file of its own that ends with {', '.join(ENDINGS)}",
        )
    asked = sheet.Asked(states, hub, seed, draws)
    if len(made) > 1:
        run.show(sheet.side_by_side(run.ask(), made, asked))
    else:
        ask = run.ask()
        answer = sheet.run(ask, made[0], asked, brief=brief, whole=whole)
        run.show(sheet.whatif(ask, answer, every=run.form in ("json", "csv", "parquet"), whole=whole))
        if chart is not None:
            _draw(ask, answer, chart, draw)


def _scenarios(
    names: tuple[str, ...], do: tuple[str, ...], assume: tuple[str, ...], hold: bool, changes: dict[str, Any]
) -> list[Scenario]:
    from latticework.answers.whatif.language import change_kinds, parse_change, parse_line
    from latticework.answers.whatif.scenario import load, scenario_of

    given = [
        parse_change(change_kinds()[key], words, where=f"--{key.replace('_', '-')}")
        for key in CHANGES
        for words in changes[key]
    ]
    given += [parse_line(line, where="--do") for line in do]
    always = [parse_line(line, where="--assume") for line in assume]
    if names and (given or always or hold):
        raise UsageError(
            "scenarios and changes are both given",
            next_step="write the changes into a file (--text prints one to begin from)",
        )
    if len(names) > MOST:
        raise UsageError(f"{len(names)} scenarios do not fit side by side", next_step=f"name at most {MOST}")
    if names:
        return [load(name) for name in names]
    if not given:
        raise UsageError(
            "nothing is supposed", next_step='name a scenario, or suppose a change: --end-tie "USA>JPN defence_pact"'
        )
    return [scenario_of(given, always, hold=hold)]


def _draw(ask: Ask, answer: WhatIf, path: Path, draw: str) -> None:
    """Draw what moved; or the map or network of the first state before and after, each to a file of its own."""
    from latticework import charts
    from latticework.charts.whatif import moved, supposed
    from latticework.model.reading import Unknown

    sources = ask.atlas.sources()
    made: dict[Path, charts.Chart | Unknown] = {}
    if draw == "moved":
        made[path] = moved(answer, sources=sources)
    else:
        for side, world in (("before", answer.before), ("after", answer.after)):
            if draw == "map":
                picture = charts.ties_map(world, answer.states[0], sources=sources)
            else:
                picture = charts.ego(world, answer.states[0], sources=sources)
            shown = picture if isinstance(picture, Unknown) else supposed(picture, answer, after=side == "after")
            made[path.with_stem(f"{path.stem}-{side}")] = shown
    for target, found in made.items():
        if isinstance(found, Unknown):
            raise LatticeworkError(
                f"there is nothing to draw: {found.because}", next_step="see the table, which says what is known"
            )
        charts.write(found, target)
        click.echo(f"wrote {target}: {found.alt}", err=True)


VERBS = (whatif,)
"""The commands of this module."""
