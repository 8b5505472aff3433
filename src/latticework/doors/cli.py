"""The shell door: one command a verb, options alike everywhere, imports only when a verb runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from latticework.doors.options import BRIEFS, Run, shared
from latticework.doors.verbs_chart import chart_option
from latticework.doors.verbs_check import check
from latticework.doors.verbs_panel import panel
from latticework.doors.verbs_partners import VERBS as NEXT
from latticework.doors.verbs_read import read
from latticework.doors.verbs_serve import mcp, serve
from latticework.doors.verbs_sql import sql_option
from latticework.doors.verbs_system import VERBS as SYSTEM
from latticework.doors.verbs_whatif import whatif
from latticework.errors import LatticeworkError

HELP = ["-h", "--help"]


class Verbs(click.Group):
    """A group that offers near names for a mistyped verb."""

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a verb, which answers to `-h` wherever it is run from: click keeps the first help option a command is asked for."""
        for one in (cmd, *getattr(cmd, "commands", {}).values()):
            one.context_settings.setdefault("help_option_names", HELP)
        super().add_command(cmd, name)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the verb, or say which ones are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=2, cutoff=0.5)
            if near:
                raise click.UsageError(f"{error.message} Did you mean {' or '.join(near)}?", ctx) from None
            raise


@click.group(cls=Verbs, context_settings={"help_option_names": HELP})
@click.version_option(package_name="latticework")
def cli() -> None:
    """Sourced answers about who is tied to whom in international security, and why.

    Every figure leads to its source: its number to the list of sources, and `latticework facts ID` to the row.
    """


@cli.command()
@click.argument("state")
@click.option("--explain", is_flag=True, help="Print the sum behind each score.")
@shared(*BRIEFS)
def why(run: Run, state: str, explain: bool) -> None:
    """Why STATE seeks the security ties it seeks.

    The brief tells threat, balance, reliance, response, partners and triggers, the evidence against, and what cannot
    be known.
    """
    from latticework.doors.render import brief as render

    atlas = run.atlas()
    made = atlas.why(state, as_of=run.as_of, known_by=run.known_by)
    sources = atlas.sources()
    if run.form == "table":
        run.emit(render.terminal(made, sources, explain=explain, colour=run.colour, cite=run.cite))
    elif run.form == "md":
        run.emit(render.markdown(made, sources, explain=explain))
    else:
        run.emit(render.as_json(made, sources) if run.form == "json" else render.page(made, sources))


@cli.command()
@click.argument("state")
@click.argument("other", required=False)
@click.option("--kind", help="Only ties of this kind.")
@click.option("--ended", is_flag=True, help="Ties that ended, too.")
@click.option("--since", metavar="DAY", help="Only ties first agreed after this day.")
@shared()
@chart_option("ties")
def ties(run: Run, state: str, other: str | None, kind: str | None, ended: bool, since: str | None) -> None:
    """The ties of STATE, or of STATE and OTHER, with the status they had on the day."""
    from latticework.doors import sheets

    run.show(sheets.ties(run.ask(), state, other, kind=kind, ended=ended, since=since))


@cli.command()
@click.argument("state")
@click.option("--explain", is_flag=True, help="Print every factor of every variant.")
@shared()
@chart_option("threats")
def threats(run: Run, state: str, explain: bool) -> None:
    """Who threatens STATE: ranked over every published variant, with the parts of each score."""
    from latticework.doors import sheets

    run.show(sheets.threats(run.ask(), state, explain=explain))


@cli.command()
@click.argument("side_a")
@click.argument("side_b")
@shared()
@chart_option("balance")
def balance(run: Run, side_a: str, side_b: str) -> None:
    """Military spending of SIDE_A against SIDE_B by source, release and basis, and since when A is above B.

    A side is a state, or several joined by +: USA+Japan.
    """
    from latticework.doors import sheets

    run.show(sheets.balance(run.ask(), side_a, side_b))


@cli.command()
@click.argument("kind")
@click.argument("parties", nargs=-1, required=True)
@click.option("--on", metavar="DAY", help="The event of this day (default: the latest).")
@click.option("--since", metavar="DAY", help="Count events from this day on instead.")
@click.option("--mode", help="Only events of this mode (overflight: ballistic_missile or satellite_launch).")
@shared()
@sql_option("first")
def first(run: Run, kind: str, parties: tuple[str, ...], on: str | None, since: str | None, mode: str | None) -> None:
    """Since when an event of KIND between PARTIES is the first, or how many there were since a day.

    Example: latticework first overflight "North Korea" Japan --mode ballistic_missile --on 2022-10-04
    """
    from latticework.doors import sheets

    run.show(sheets.first(run.ask(), kind, parties, on=on, since=since, mode=mode))


@cli.command()
@click.argument("state")
@shared()
@chart_option("pledges")
def pledges(run: Run, state: str) -> None:
    """What STATE promised to spend or field, by when, and how fast it must grow to get there."""
    from latticework.doors import sheets

    run.show(sheets.pledges(run.ask(), state))


@cli.command()
@click.argument("state")
@click.argument("target", required=False)
@click.option("--weapon", help="Only weapons whose name holds this text.")
@click.option("--site", help="Launch from this site (default: the nearest listed missile site of STATE).")
@shared()
@chart_option("reach")
def reach(run: Run, state: str, target: str | None, weapon: str | None, site: str | None) -> None:
    """What the weapons of STATE reach: their ranges, or with TARGET (a state or a place) which of its cities."""
    from latticework.doors import sheets

    run.show(sheets.reach(run.ask(), state, target, weapon=weapon, site=site))


@cli.command()
@click.argument("terms", nargs=-1)
@click.option("--kind", "kinds", multiple=True, help="Only facts of this kind (may be repeated).")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True, help="At most so many.")
@click.option("--holding", is_flag=True, help="Only what was so on the day, not what had ended by then.")
@shared()
def facts(run: Run, terms: tuple[str, ...], kinds: tuple[str, ...], limit: int, holding: bool) -> None:
    """Search the evidence: TERMS are beginnings of fact ids, or states and groupings that must all be named."""
    from latticework.doors import sheets

    run.show(sheets.facts(run.ask(), terms, kinds=kinds, limit=limit, holding=holding))


@cli.command()
@click.argument(
    "what",
    type=click.Choice(["list", "coverage", "cite", "kinds", "measures", "catalogue", "get", "add", "check", "refused"]),
    default="list",
)
@click.argument("keys", nargs=-1)
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the official files (get, check).",
)
@shared(clocks=False)
def sources(run: Run, what: str, keys: tuple[str, ...], folder: Path | None) -> None:
    """The sources: list, cite KEY, coverage; cards of kinds and measures; datasets (catalogue, get KEY, add FILE, check, refused).

    `get` reads a dataset from the folder of --from, or fetches it from its official address first. Nothing else fetches.

    Example: latticework sources get cow-nmc --from Downloads
    """
    from latticework.doors import catalogue, verbs_sources

    if what == "get":
        run.show(verbs_sources.get(run.atlas(), keys, folder))
    elif what == "add":
        run.show(verbs_sources.add(run.atlas(), keys))
    elif what == "check":
        run.show(verbs_sources.check(keys, folder))
    elif what == "refused":
        run.show(verbs_sources.refused(run.atlas(), keys))
    else:
        run.show(catalogue.sources(run.atlas(), what, keys[0] if keys else None))


@cli.command()
@click.option("--repair", is_flag=True, help="Set damaged segments aside and rebuild the pack.")
@click.option(
    "--compact",
    is_flag=True,
    help="Lay out the facts of each source by pairs, in files that hold a range of them each.",
)
@shared(clocks=False)
def doctor(run: Run, repair: bool, compact: bool) -> None:
    """Look at the installation and the store: where it is, what it holds, whether it is sound."""
    from latticework.doors.doctor import look

    run.show(look(run.store, repair=repair, compact=compact))


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completions(shell: str) -> None:
    """Print the completion script of SHELL; evaluate it in the shell's start file."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "latticework", "_LATTICEWORK_COMPLETE").source())


for verb in (check, mcp, panel, read, serve, *SYSTEM, *NEXT, whatif):
    cli.add_command(verb)


def main() -> None:
    """Run the shell door; errors are said on standard error and become exit codes."""
    try:
        cli.main(standalone_mode=False)
    except LatticeworkError as error:
        click.echo(f"latticework: {error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("latticework: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
