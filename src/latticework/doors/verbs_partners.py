"""The verbs of what comes next: partners forecasts new ties, scorecard holds past forecasts against what came."""

from __future__ import annotations

import click

from latticework.doors.options import Run, shared

KINDS = ("access", "servicing", "information", "transfer", "programme", "cooperation")


@click.command()
@click.argument("state")
@click.option("--within", type=click.Choice(["1", "3"]), default="3", show_default=True, help="Years ahead.")
@click.option("--kind", type=click.Choice(KINDS), help="Only agreements of this group.")
@click.option("--top", type=click.IntRange(1, 200), default=20, show_default=True, help="So many candidates.")
@click.option("--record", is_flag=True, help="Also write the run down beside the store, for the scorecard.")
@shared()
def partners(run: Run, state: str, within: str, kind: str | None, top: int, record: bool) -> None:
    """Who may sign a new defence agreement with STATE next, with chances and what speaks for and against.

    Example: latticework partners Japan --as-of 2023-01-01 --known-by 2023-01-01
    """
    from latticework.doors.sheets import partners as sheet

    ask = run.ask()
    run.show(sheet.partners(ask, state, within=int(within), kind=kind, top=top))
    if record:
        path, new = sheet.record(ask, within=int(within), kind=kind)
        click.echo(f"{'wrote' if new else 'stands already:'} {path}", err=True)


@click.command()
@click.argument("forecast", required=False)
@click.option("--state", help="Only pairs of this state.")
@click.option("--bins", is_flag=True, help="How the chances of one run held: forecast against came.")
@shared()
def scorecard(run: Run, forecast: str | None, state: str | None, bins: bool) -> None:
    """How past forecasts of `partners` fared: all of them, or one FORECAST by its run, pair by pair.

    Example: latticework scorecard e67b47469209 --state Japan
    """
    from latticework.doors.sheets import partners as sheet

    if bins and not forecast:
        raise click.UsageError("--bins needs a FORECAST: name the run")
    run.show(sheet.scorecard(run.ask(), forecast, state=state, bins=bins))


VERBS = (partners, scorecard)
"""The commands of this module."""
