"""The shell door: one command a verb, options alike everywhere, imports only when a verb runs."""

from __future__ import annotations

import sys
from typing import Any

import click

from latticework.doors.options import FORMATS, coloured, emit, emit_sheet, open_atlas, shared
from latticework.errors import LatticeworkError


class Verbs(click.Group):
    """A group that offers near names for a mistyped verb."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the verb, or say which ones are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=2, cutoff=0.5)
            if near:
                error.message += f" Did you mean {' or '.join(near)}?"
            raise


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="latticework")
def cli() -> None:
    """Sourced answers about who is tied to whom in international security, and why.

    Every figure leads to its source: its number to the list of sources, and `latticework facts ID` to the row.
    """


@cli.command()
@click.argument("state")
@click.option("--explain", is_flag=True, help="Print the sum behind each score.")
@shared("table", "md", "json", "html")
def why(state: str, explain: bool, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Why STATE seeks the security ties it seeks: threat, balance, reliance, response, partners, and the evidence against."""
    from latticework.doors.render import brief as render

    atlas = open_atlas(store)
    made = atlas.why(state, as_of=as_of, known_by=known_by)
    sources = atlas.sources()
    if form == "table":
        text = render.terminal(made, sources, explain=explain, colour=coloured() and out is None, cite=cite)
    elif form == "md":
        text = render.markdown(made, sources, explain=explain)
    else:
        text = render.as_json(made, sources) if form == "json" else render.page(made, sources)
    emit(text, out)


@cli.command()
@click.argument("state")
@click.argument("other", required=False)
@click.option("--kind", help="Only ties of this kind.")
@click.option("--ended", is_flag=True, help="Ties that ended, too.")
@click.option("--since", metavar="DAY", help="Only ties first agreed after this day.")
@shared()
def ties(state: str, other: str | None, kind: str | None, ended: bool, since: str | None, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """The ties of STATE, or of STATE and OTHER, with the status they had on the day."""
    from latticework.doors import sheets

    emit_sheet(sheets.ties(open_atlas(store), state, other, kind=kind, ended=ended, since=since, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("state")
@click.option("--explain", is_flag=True, help="Print every factor of every variant.")
@shared()
def threats(state: str, explain: bool, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Who threatens STATE: ranked over every published variant, with the parts of each score."""
    from latticework.doors import sheets

    emit_sheet(sheets.threats(open_atlas(store), state, explain=explain, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("side_a")
@click.argument("side_b")
@shared()
def balance(side_a: str, side_b: str, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Military spending of SIDE_A against SIDE_B by source, release and basis, and when A overtook B.

    A side is a state, or several joined by +: USA+Japan.
    """
    from latticework.doors import sheets

    emit_sheet(sheets.balance(open_atlas(store), side_a, side_b, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("kind")
@click.argument("parties", nargs=-1, required=True)
@click.option("--on", metavar="DAY", help="The event of this day (default: the latest).")
@click.option("--since", metavar="DAY", help="Count events from this day on instead.")
@click.option("--mode", help="Only events of this mode (overflight: ballistic_missile or satellite_launch).")
@shared()
def first(kind: str, parties: tuple[str, ...], on: str | None, since: str | None, mode: str | None, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Since when an event of KIND between PARTIES is the first, or how many there were since a day.

    Example: latticework first overflight "North Korea" Japan --mode ballistic_missile --on 2022-10-04
    """
    from latticework.doors import sheets

    emit_sheet(sheets.first(open_atlas(store), kind, parties, on=on, since=since, mode=mode, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("state")
@shared()
def pledges(state: str, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """What STATE promised to spend or field, by when, and how fast it must grow to get there."""
    from latticework.doors import sheets

    emit_sheet(sheets.pledges(open_atlas(store), state, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("state")
@click.argument("target", required=False)
@click.option("--weapon", help="Only weapons whose name holds this text.")
@click.option("--site", help="Launch from this site (default: every listed missile site of STATE).")
@shared()
def reach(state: str, target: str | None, weapon: str | None, site: str | None, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """What the weapons of STATE reach: their ranges, or with TARGET (a state or a place) which of its cities."""
    from latticework.doors import sheets

    emit_sheet(sheets.reach(open_atlas(store), state, target, weapon=weapon, site=site, as_of=as_of, known_by=known_by, cite=cite), form, out)


@cli.command()
@click.argument("terms", nargs=-1)
@click.option("--kind", multiple=True, help="Only facts of this kind (may be repeated).")
@click.option("--limit", type=click.IntRange(1, 1_000_000), default=100, show_default=True, help="At most so many facts.")
@shared(*FORMATS[:5])
def facts(terms: tuple[str, ...], kind: tuple[str, ...], limit: int, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Search the evidence: TERMS are beginnings of fact ids, or states and groupings that must all be named."""
    from latticework.doors import sheets

    emit_sheet(sheets.facts(open_atlas(store), terms, kinds=kind, limit=limit, as_of=as_of, known_by=known_by), form, out)


@cli.command()
@click.argument("what", type=click.Choice(["list", "coverage", "cite", "kinds", "measures"]), default="list")
@click.argument("key", required=False)
@shared(*FORMATS[:5])
def sources(what: str, key: str | None, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """The sources (list, cite KEY), what they looked at (coverage), and the cards of kinds and measures."""
    from latticework.doors import sheets

    emit_sheet(sheets.sources(open_atlas(store), what, key), form, out)


@cli.command()
@click.option("--repair", is_flag=True, help="Set damaged segments aside and rebuild the pack.")
@click.option("--compact", is_flag=True, help="Write the segments of each source into one file.")
@shared(*FORMATS[:5])
def doctor(repair: bool, compact: bool, as_of: str, known_by: str, form: str, out: Any, store: Any, cite: bool) -> None:
    """Look at the installation and the store: where it is, what it holds, whether it is sound."""
    from latticework.doors import sheets

    emit_sheet(sheets.doctor(store, repair=repair, compact=compact), form, out)


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completions(shell: str) -> None:
    """Print the completion script of SHELL; evaluate it in the shell's start file."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "latticework", "_LATTICEWORK_COMPLETE").source())


def main() -> None:
    """Run the shell door; errors are said on standard error and become exit codes."""
    try:
        cli.main(standalone_mode=False)
    except LatticeworkError as error:
        click.echo(f"latticework: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("latticework: stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
