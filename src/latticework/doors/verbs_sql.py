"""The `--sql` option: a verb's question on events as SQL for a warehouse, printed and not run."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from latticework.doors.options import Run
    from latticework.warehouse.layout import Layout

    Ask = Callable[["Question", dict[str, Any]], tuple[Any, str]]

WAREHOUSES = ("bigquery", "trino", "spark", "duckdb")


def sql_option(verb: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb `--sql WAREHOUSE`, `--table` and `--layout`, which print the query and stop. Stands right below `shared`."""

    def wrap(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def asked(run: Run, sql: str | None, table: str | None, layout: str | None, counts: str | None = None, **rest: Any) -> None:  # fmt: skip
            from latticework.errors import UsageError

            if sql is not None:
                run.emit(_printed(run, verb, sql, table, layout, {**rest, "counts": counts}))
            elif table or layout or counts:
                raise UsageError("--table, --layout and --counts belong to --sql", next_step="add --sql duckdb")
            else:
                command(run, **rest)

        made: Callable[..., None] = asked
        if verb == "relation":
            made = click.option(
                "--counts", type=click.Choice(["root", "quad"]),
                help="With --sql: count reports by class of act, not the temperature.",
            )(made)  # fmt: skip
        made = click.option(
            "--layout", type=click.Choice(["events", "gdelt"]),
            help="How that table names its columns. Default: gdelt for bigquery, else events.",
        )(made)  # fmt: skip
        made = click.option("--table", metavar="NAME", help="The table of events there, or a Parquet file.")(made)
        return click.option(
            "--sql", type=click.Choice(WAREHOUSES),
            help="Print the question on event reports as SQL for this warehouse, and stop.",
        )(made)  # fmt: skip

    return wrap


class Question:
    """The circumstances of a query: the layout, the table, both clocks, and the states by their codes."""

    def __init__(self, run: Run, layout: Layout, table: str, names: tuple[str, ...]) -> None:
        from latticework.model.period import as_day
        from latticework.model.state import find_state

        today = date.today()
        self.layout, self.table = layout, table
        self.as_of = as_day(run.as_of) if run.as_of else today
        self.known_by = as_day(run.known_by) if run.known_by else today
        self.parties = tuple(find_state(name, on=self.as_of).code for name in names)


def _printed(run: Run, verb: str, sql: str, table: str | None, layout: str | None, given: dict[str, Any]) -> str:
    from latticework.warehouse.layout import find_layout
    from latticework.warehouse.sql import as_sql

    form = find_layout(layout or ("gdelt" if sql == "bigquery" else "events"))
    names = given["parties"] if verb == "first" else (given["state"], given["other"])
    question = Question(run, form, table or "", tuple(names))
    expression, what = (_first if verb == "first" else _relation)(question, given)
    heading = (
        f"{what}: {' and '.join(question.parties)}, as of {question.as_of}, as known by {question.known_by}",
        f"over {form.title}; counts are of reports, not of events",
    )
    return as_sql(expression, sql, heading=heading)


def _relation(question: Question, given: dict[str, Any]) -> tuple[Any, str]:
    from latticework.model.period import as_day
    from latticework.warehouse import queries

    q, since, months = question, as_day(given["since"]) if given["since"] else None, int(given["months"])
    clocks: dict[str, Any] = {"as_of": q.as_of, "known_by": q.known_by, "since": since, "table": q.table}
    if given["counts"]:
        asked = queries.asked_of(q.layout, q.parties, **clocks)
        return queries.counts(asked, by=given["counts"], months=months), f"reports by {given['counts']}"
    one, other = q.parties
    made = queries.relation(q.layout, one, other, months=months, **clocks)
    return made, f"temperature of a relation by steps of {months} months"


def _first(question: Question, given: dict[str, Any]) -> tuple[Any, str]:
    from latticework.errors import UsageError
    from latticework.model.kind import find_kind
    from latticework.model.period import as_day
    from latticework.warehouse import queries

    if find_kind(given["kind"]).name != "event" or given["mode"]:
        raise UsageError(
            "a warehouse is asked about events of any mode", next_step="write: first event STATE OTHER --sql ..."
        )
    q = question
    clocks: dict[str, Any] = {"known_by": q.known_by, "table": q.table}
    if given["since"]:
        asked = queries.asked_of(q.layout, q.parties, as_of=q.as_of, since=as_day(given["since"]), **clocks)
        return queries.count_since(asked), f"reports since {asked.start}"
    until = as_day(given["on"]) if given["on"] else q.as_of
    return queries.first_since(
        queries.asked_of(q.layout, q.parties, as_of=until, **clocks)
    ), "the last two days with a report"
