"""Short ways to say in SQL what the readers say again and again: years, days with missing parts, spells of equal years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from latticework.sources.card import Claim


def year_start(column: str) -> str:
    """The first day of the year in a column."""
    return f"make_date(try_cast({column} as integer), 1, 1)"


def year_end(column: str) -> str:
    """The first day after the year in a column."""
    return f"make_date(try_cast({column} as integer) + 1, 1, 1)"


def day(year: str, month: str, day: str) -> str:
    """The first day that year, month and day may mean, when month or day are unknown."""
    y, m, d = (f"try_cast({column} as integer)" for column in (year, month, day))
    known = f"try_cast(concat({y}, '-', {m}, '-', {d}) as date)"
    return (
        f"case when {m} is null then make_date({y}, 1, 1) when {d} is null then make_date({y}, {m}, 1) else {known} end"
    )


def day_after(year: str, month: str, day: str) -> str:
    """The first day after the last day that year, month and day may mean."""
    y, m, d = (f"try_cast({column} as integer)" for column in (year, month, day))
    known = f"try_cast(concat({y}, '-', {m}, '-', {d}) as date)"
    return (
        f"cast(case when {y} is null then null when {m} is null then make_date({y} + 1, 1, 1) "
        f"when {d} is null then make_date({y}, {m}, 1) + interval 1 month else {known} + interval 1 day end as date)"
    )


def precision(month: str, day: str) -> str:
    """How well a day is known whose month or day may be unknown."""
    return f"case when {month} is null then 'year' when {day} is null then 'month' else 'day' end"


def figures(
    kind: str, giver: str, columns: Mapping[str, tuple[str, str]], *, year: str = "year", scale: Mapping[str, str] | None = None,
    system: str = "cow", keys: Sequence[str] = (), basis: Mapping[str, str] | None = None,
) -> tuple[Claim, ...]:  # fmt: skip
    """Read a wide table of state-years: each column gives (kind or '', unit) and one fact a row.

    `scale` says by what a column is multiplied to be in its unit; a unit that starts with = is an SQL expression.
    """
    made = []
    for column, (own, unit) in columns.items():
        factor = (scale or {}).get(column, "")
        made.append(
            Claim(
                own or kind,
                giver,
                system=system,
                start=year_start(year),
                end=year_end(year),
                precision="'year'",
                value=f'"{column}"' if not factor else f'times("{column}", {factor})',
                unit=unit[1:] if unit.startswith("=") else f"'{unit}'",
                basis=f"'{(basis or {}).get(column, column)}'",
                keys=tuple(keys) or (giver, year),
            )
        )
    return tuple(made)


def runs(table: str, keys: Sequence[str], values: Sequence[str], *, where: str = "true", year: str = "year") -> str:
    """Join years that follow each other with equal values into one row with `first_year` and `last_year`."""
    by = ", ".join(f'"{name}"' for name in (*keys, *values))
    return (
        f"(select min(row_no) as row_no, {by}, min(y) as first_year, max(y) as last_year from "
        f'(select *, try_cast("{year}" as integer) as y, try_cast("{year}" as integer) - row_number() over '
        f'(partition by {by} order by try_cast("{year}" as integer)) as island from {table} where {where}) '
        f"group by {by}, island)"
    )
