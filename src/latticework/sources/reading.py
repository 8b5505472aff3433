"""From official files to fact rows: claims are read as columns, states matched by date, each row given its id."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from latticework.model.fact import COLUMNS, ID_SQL
from latticework.sources.card import Card, Claim, File
from latticework.sources.match import match
from latticework.sources.report import NotMatched, Refused, Report
from latticework.sources.table import find, open_table

if TYPE_CHECKING:
    import duckdb

READER = "1"
"""Version of the reading below; facts say which read them."""

_TYPES = {"valid_from": "DATE", "valid_to": "DATE", "known_from": "DATE", "value": "DOUBLE"}
_SCHEMA = ", ".join(f"{name} {_TYPES.get(name, 'VARCHAR')}" for name in COLUMNS)
_MACROS = (
    "create or replace temp macro times(a, b) as case when try_cast(a as double) is null then a "
    "else cast(try_cast(a as double) * b as varchar) end",
    "create or replace temp macro said(a) as to_json(regexp_replace(cast(a as varchar), "
    "'[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f]', ' ', 'g'))",
    "create or replace temp macro code(a) as regexp_replace(trim(cast(a as varchar)), '\\.0$', '')",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """The fact rows of one file, as a relation of the store's columns, and the account of how they were made."""

    origin: str
    rows: duckdb.DuckDBPyRelation
    report: Report


def read(card: Card, folder: Path, *, skip: frozenset[str] = frozenset()) -> Iterator[Batch]:
    """Read the files of a source found in a folder, one batch a file; a batch is good until the next is asked for.

    `skip` names files to leave out.     Raises DataError with file, row and column when a file is not what the card says.
    """
    if card.stream:
        yield from card.stream(folder, card)
        return
    con = connect()
    try:
        found = find(card, folder)
        paths = {file.names[0]: path for file, path in found}
        for file, path in found:
            if path.name.removesuffix(".gz") in skip:
                continue
            yield read_file(con, card, file, path, beside=paths.get(file.beside))
    finally:
        con.close()


def connect() -> duckdb.DuckDBPyConnection:
    """Open an engine for reading files."""
    import duckdb

    con = duckdb.connect(config={"threads": 2})
    with suppress(duckdb.InvalidInputException):  # a notebook without widgets has no bar, and refuses to switch it off
        con.execute("set enable_progress_bar = false")
    for macro in _MACROS:
        con.execute(macro)
    return con


def read_file(
    con: duckdb.DuckDBPyConnection, card: Card, file: File, path: Path, *, beside: Path | None = None
) -> Batch:
    """Read one file into the fact rows of its claims; `beside` is where the file is that its claims ask, too."""
    name = path.name.removesuffix(".gz")
    refused, release = open_table(con, file, path)
    if release:
        file = replace(file, release=release, published=release if release[:4].isdigit() else file.published)
    report = Report(card.key, file.release, name)
    report.refused = refused
    if file.beside and beside is None:
        report.notes.append(f"no facts: {file.beside}, which names the states, is not in the folder")
        file = replace(file, claims=())
    elif beside is not None:
        open_table(con, next(one for one in card.files if one.names[0] == file.beside), beside, table="b")
    report.rows = _number(con, "select count(*) from t") + len(report.refused)
    con.execute(f"create or replace temp table facts ({_SCHEMA})")
    for claim in file.claims:
        _claim(con, card, file, claim, report)
    con.execute("create or replace temp table facts as select distinct on (id) * from facts order by id")
    counted = con.execute("select kind, count(*) from facts group by kind order by kind").fetchall()
    report.kinds = {str(kind): int(number) for kind, number in counted}
    report.facts = sum(report.kinds.values())
    return Batch(f"{card.key}:{file.release}:{name}", con.table("facts"), report)


def _claim(con: duckdb.DuckDBPyConnection, card: Card, file: File, claim: Claim, report: Report) -> None:
    clean = (
        "list_filter(list_transform({0}, lambda x: code(x)), lambda x: x is not null)" if claim.many else "code({0})"
    )
    giver = clean.format(claim.giver)
    receiver = clean.format(claim.receiver) if claim.receiver else "null::VARCHAR[]" if claim.many else "null::VARCHAR"
    con.execute(
        f"create or replace temp table c as select row_no, {giver} as g, {receiver} as r, try({claim.start}) as s, "
        f"try({claim.end}) as e, {claim.precision} as p, cast({claim.value or 'null'} as varchar) as v, {claim.unit} as u, "
        f"coalesce({claim.basis}, '') as b, {claim.status} as st, {_detail(claim, before=True)} as d1, "
        f"{_detail(claim, before=False)} as d2, [] as lost, {_locator(report.file, claim)} as loc "
        f"from {claim.rows or 't'} where {claim.where}"
    )
    if claim.value:
        report.unknown += _number(con, "select count(*) from c where v is null")
        con.execute("delete from c where v is null")
    _refuse(con, claim, report)
    _match_states(con, claim, report)
    if claim.many:
        _sides(con, claim, report)
    _refuse_same(con, claim, report)
    about, (since, until) = _about(claim), _period(claim)
    con.execute(
        f"insert into facts by name select {ID_SQL} as id, * from (select $kind as kind, {about} as about, {since} as valid_from, "
        f"{until} as valid_to, p as precision, try_cast(v as double) as value, u as unit, b as basis, st as status, "
        f"{_DETAIL} as detail, "
        "cast($known as date) as known_from, $source as source, $release as release, loc as locator, '' as quote, "
        f"$reader as read_by from c {_JOINS[bool(claim.receiver)] if not claim.many else ''})",
        {
            "kind": claim.kind, "known": file.known_from, "source": card.key, "release": file.release,
            "reader": f"sources.{card.key}/{READER}",
        },
    )  # fmt: skip


def _refuse_same(con: duckdb.DuckDBPyConnection, claim: Claim, report: Report) -> None:
    if claim.many or not claim.receiver:
        return
    join = _JOINS[True].replace("<>", "=")
    rows = [int(row) for (row,) in con.execute(f"select row_no from c {join} order by row_no").fetchall()]
    texts = _row_texts(con, rows) if rows else {}
    report.refused += [
        Refused(report.file, row, f"{claim.kind}: both sides are the same state", texts.get(row, "")) for row in rows
    ]


_JOINS = {
    False: "join matched one on one.code = c.g and one.s0 = c.s and one.e0 is not distinct from c.e",
    True: "join matched one on one.code = c.g and one.s0 = c.s and one.e0 is not distinct from c.e "
    "join matched two on two.code = c.r and two.s0 = c.s and two.e0 is not distinct from c.e where one.state <> two.state "
    "and coalesce(greatest(one.since, two.since), date '0001-01-01') < coalesce(least(one.until, two.until), date '9999-12-31')",
}


def _period(claim: Claim) -> tuple[str, str]:
    """Say the period of a fact in SQL: the claim's own, or the part of it in which both states held their codes."""
    if claim.many:
        return "s", "e"
    if not claim.receiver:
        return "greatest(s, one.since)", "least(e, one.until)"
    return "greatest(s, one.since, two.since)", "least(e, one.until, two.until)"


def _about(claim: Claim) -> str:
    if claim.many:
        left, right = "array_to_string(gs, ';')", "array_to_string(rs, ';')"
        return f"{left} || '>' || {right}" if claim.receiver else left
    if not claim.receiver:
        return "one.state"
    if claim.directed:
        return "one.state || '>' || two.state"
    return "least(one.state, two.state) || ';' || greatest(one.state, two.state)"


_DETAIL = (
    "case when d1 = '' and d2 = '' and coalesce(len(lost), 0) = 0 then '' else '{' || concat_ws(', ', nullif(d1, ''), "
    "case when len(lost) > 0 then '\"note\": ' || said('also named: ' || array_to_string(lost, ', ')) end, nullif(d2, '')) "
    "|| '}' end"
)


def _detail(claim: Claim, *, before: bool) -> str:
    """Write qualifiers as `json.dumps(..., sort_keys=True, ensure_ascii=False)` does; unknown ones are left out, and so are control characters.

    Those whose names sort before "note" and those after it stand apart: parties that are no states go between.
    """
    parts = ", ".join(
        f"'\"{name}\": ' || said({said})" for name, said in sorted(claim.detail.items()) if (name < "note") == before
    )
    return f"concat_ws(', ', {parts})" if parts else "''"


def _locator(file: str, claim: Claim) -> str:
    keys = ", ".join(f"' {key}=', coalesce(cast(\"{key}\" as varchar), '')" for key in claim.keys)
    return f"concat('{_quoted(file)}'{', ' + keys if keys else ''})"


_REASONS = {
    "names no state": "g is null",
    "the day cannot be read": "s is null or year(s) not between 1400 and 2200",
    "it ends before it starts": "e <= s",
    "the value is no number": "v is not null and try_cast(v as double) is null",
}


def _refuse(con: duckdb.DuckDBPyConnection, claim: Claim, report: Report) -> None:
    for reason, test in _REASONS.items():
        rows = con.execute(f"select row_no, v from c where {test} order by row_no").fetchall()
        if rows:
            texts = _row_texts(con, [row[0] for row in rows])
            report.refused += [
                Refused(
                    report.file, int(row), f"{claim.kind}: {reason}" + (f" ({v})" if "number" in reason else ""), texts.get(row, "")
                )
                for row, v in rows
            ]  # fmt: skip
            con.execute(f"delete from c where {test}")


def _row_texts(con: duckdb.DuckDBPyConnection, numbers: list[int]) -> dict[int, str]:
    found = con.execute(
        "select row_no, to_json(t) from t where row_no in (select unnest($rows))", {"rows": numbers}
    ).fetchall()
    return {int(row): str(text) for row, text in found}


def _match_states(con: duckdb.DuckDBPyConnection, claim: Claim, report: Report) -> None:
    one, other = ("unnest(g)", "unnest(r)") if claim.many else ("g", "r")
    asked = con.execute(
        f"select code, s, e, count(*) from (select {one} as code, s, e from c union all select {other} as code, s, e from c) "
        "where code is not null group by all order by all"
    ).fetchall()
    lost: dict[str, list[int]] = {}
    good: list[tuple[object, ...]] = []
    split = claim.status == "''" and not claim.many
    for code, start, end, claims in asked:
        found = match(claim.system, code, start, end, split=split)
        good += [(code, start, end, one.state, one.since, one.until) for one in found]
        if any(not one.member for one in found):
            report.outside += claims
        if not found:
            entry = lost.setdefault(code, [start.year, start.year, 0])
            entry[0], entry[1], entry[2] = min(entry[0], start.year), max(entry[1], start.year), entry[2] + claims
    con.execute(
        "create or replace temp table matched (code varchar, s0 date, e0 date, state varchar, since date, until date)"
    )
    if good:
        names = ("codes", "starts", "ends", "states", "since", "until")
        con.execute(
            "insert into matched select unnest($codes), unnest($starts::date[]), unnest($ends::date[]), unnest($states), "
            "unnest($since::date[]), unnest($until::date[])",
            dict(zip(names, map(list, zip(*good, strict=True)), strict=True)),
        )
    _note_lost(claim, report, lost)


def _note_lost(claim: Claim, report: Report, lost: dict[str, list[int]]) -> None:
    known = {(one.system, one.code): place for place, one in enumerate(report.not_matched)}
    for code, (first, last, claims) in lost.items():
        place = known.get((claim.system, code))
        if place is None:
            report.not_matched.append(NotMatched(report.file, claim.system, code, first, last, claims))
            continue
        old = report.not_matched[place]
        report.not_matched[place] = NotMatched(
            report.file, claim.system, code, min(first, old.first_year), max(last, old.last_year), claims + old.claims
        )


def _sides(con: duckdb.DuckDBPyConnection, claim: Claim, report: Report) -> None:
    """Replace lists of codes by sorted lists of states; a fact keeps what it can name, and notes whom it cannot."""
    con.execute("create or replace temp table c as select row_number() over () as n, * exclude (lost) from c")
    for side, out in (("g", "gs"), ("r", "rs")):
        con.execute(
            f"create or replace temp table side as select n, list_sort(list_distinct(list(m.state))) as found, "
            f"list_sort(list_distinct(list(x.code) filter (m.state is null))) as lost from "
            f"(select n, s, e, unnest({side}) as code from c) x "
            "left join matched m on m.code = x.code and m.s0 = x.s and m.e0 is not distinct from x.e group by n"
        )
        con.execute(
            f"create or replace temp table c as select c.* exclude ({'lost, ' if side == 'r' else ''}r), "
            f"{'r, ' if side == 'g' else 'null as r, '}list_filter(side.found, lambda x: x is not null) as {out}, "
            f"{'side.lost' if side == 'g' else 'list_concat(c.lost, side.lost)'} as lost from c left join side using (n)"
        )
    few = "coalesce(len(gs), 0) < 1 or coalesce(len(rs), 0) < 1" if claim.receiver else "coalesce(len(gs), 0) < 2"
    rows = [int(row) for (row,) in con.execute(f"select row_no from c where {few} order by row_no").fetchall()]
    texts = _row_texts(con, rows) if rows else {}
    report.refused += [
        Refused(report.file, row, f"{claim.kind}: fewer states than needed", texts.get(row, "")) for row in rows
    ]
    con.execute(f"delete from c where {few}")


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(con.execute(sql).fetchall()[0][0])


def _quoted(text: str) -> str:
    return text.replace("'", "''")
