"""The page of any verb: its form, its picture, its table, and what stands beside every answer."""

from __future__ import annotations

from typing import Any

from latticework.doors.http.answer import Answer
from latticework.doors.http.envelope import shortened
from latticework.doors.http.option import Option, Verb
from latticework.doors.http.routes import asked
from latticework.doors.http.verbs import VERBS
from latticework.doors.pages import view
from latticework.doors.pages.clocks import Clocks, explicit
from latticework.doors.pages.draw import Pages
from latticework.doors.pages.forms import fields, kinds_offered, split
from latticework.doors.pages.picture import around, in_query
from latticework.doors.render.brief import upper_first
from latticework.model.period import as_day
from latticework.model.state import find_state

ROWS = 300
"""A page shows so many rows of a table; the rest is in the files beside it."""

LINES = ("do", "assume")
"""Options that are whole lines: one field holds one of them."""

PATHS: dict[str, tuple[str, ...]] = {
    "why": ("state",), "threats": ("state",), "ties": ("state", "other"), "pledges": ("state",), "reach": ("state", "target"),
    "balance": ("side_a", "side_b"), "map": ("state",), "ego": ("state",), "partners": ("state",),
}  # fmt: skip
"""Pages whose address says what it is about, as a path; the others say it after the question mark."""


async def verb_page(pages: Pages, verb: Verb, request: Any) -> Any:
    """Draw a verb's page; without what the verb needs, its form alone."""
    if (moved := explicit(request, pages.desk.data())) is not None:
        return moved
    if (same := pages.same(request)) is not None:
        return same
    clocks, given = pages.clocks(request), given_of(verb, request)
    title = upper_first(verb.says)
    shown: dict[str, Any] = {"fields": fields(verb, given), "kinds": kinds_offered(), "asking": verb, "heading": title}
    if not answerable(verb, given, request):
        return pages.show("verb.html", request, clocks, verb=verb.name, answer=None, **shown)
    if (moved := to_path(verb, given, request, clocks)) is not None:
        return moved
    answer = await asked(pages.desk, verb, given | clocked(verb, given, clocks))
    return pages.show(
        "verb.html", request, clocks, state=state_of(given, clocks), verb=verb.name, answer=answer,
        **shown, **table(answer, clocks), **around(request, answer, clocks), links=links(verb, given, request),
    )  # fmt: skip


def given_of(verb: Verb, request: Any) -> dict[str, Any]:
    """Read a verb's own options from an address: path, query, and fields that take several names."""
    query, given = request.query_params, dict[str, Any]()
    for option in verb.options:
        if option.name in request.path_params:
            given[option.name] = request.path_params[option.name]
        elif option.name in query:
            given[option.name] = _read(option, query.getlist(option.name))
    return given


def _read(option: Option, texts: list[str]) -> Any:
    if option.name in LINES:
        return [text.strip() for text in texts if text.strip()]
    if option.many:
        return [part for text in texts for part in split(text)]
    if option.form == "flag":
        return texts[-1] == "true"
    if option.form == "number":
        return int(texts[-1]) if texts[-1].isascii() and texts[-1].isdigit() and 0 < int(texts[-1]) <= 10_000 else None
    return texts[-1].strip() or None


def answerable(verb: Verb, given: dict[str, Any], request: Any) -> bool:
    """Whether a verb has what it needs; one that needs nothing is answered once it was asked, or has little to do."""
    needs = [option.name for option in verb.options if option.required]
    if needs:
        return all(given.get(name) for name in needs)
    return verb.name in ("sources", "durations", "scorecard") or any(
        option.name in request.query_params for option in verb.options
    )


def clocked(verb: Verb, given: dict[str, Any], clocks: Clocks) -> dict[str, Any]:
    """Give the clocks a verb is asked with: the one that two days are compared on is left out."""
    if not verb.clocks:
        return {}
    both = {"as_of": clocks.as_of, "known_by": clocks.known_by}
    if given.get("scenarios"):
        both.pop("as_of")  # a scenario has a day of its own
    if verb.name == "diff":
        both.pop("known_by" if given.get("clock") == "known-by" else "as_of")
    return both


def to_path(verb: Verb, given: dict[str, Any], request: Any, clocks: Clocks) -> Any:
    """Send what a form asked to the address that says it as a path; None when it is there, or has none."""
    from fastapi.responses import RedirectResponse

    names = [name for name in PATHS.get(verb.name, ()) if given.get(name)]
    if not names or request.path_params:
        return None
    parts = [code_of(given[name], clocks) for name in names]
    more = {name: in_query(value) for name, value in given.items() if name not in names and value}
    more |= {name: request.query_params[name] for name in ("draw", "part") if name in request.query_params}
    return RedirectResponse(clocks.to(verb.name, *parts, **more), 303)


def code_of(name: str, clocks: Clocks) -> str:
    """Give the code of a state, or of several joined by +; a name that is no state stays as it is."""
    from latticework.errors import NameNotFound

    try:
        return "+".join(find_state(one.strip(), on=as_day(clocks.as_of)).code for one in name.split("+"))
    except NameNotFound:
        return name


def state_of(given: dict[str, Any], clocks: Clocks) -> str | None:
    """Give the one state a page is about; None when it is about none, or about several."""
    named = given.get("state")
    return find_state(named, on=as_day(clocks.as_of)).code if isinstance(named, str) and named else None


def table(answer: Answer, clocks: Clocks) -> dict[str, Any]:
    """Lay out the table of an answer: rows as pieces, which columns are numbers, and what was cut."""
    cut_answer, cut = shortened(answer, ROWS)
    sheet = cut_answer.sheet
    assert sheet is not None
    numeric = [any(isinstance(row[n], int | float) for row in sheet.rows) for n in range(len(sheet.columns))]
    return {"sheet": sheet, "rows": view.rows(cut_answer, clocks), "numeric": numeric, "cut": cut}


def links(verb: Verb, given: dict[str, Any], request: Any) -> list[tuple[str, str]]:
    """Give links to the same answer in another shape: every factor, ties that ended."""
    page = request.url.remove_query_params("part")

    def to(name: str, on: bool) -> str:
        other = page.include_query_params(**{name: "true"}) if on else page.remove_query_params(name)
        return str(other).split(page.netloc, 1)[-1]

    flags = {
        option.name: option.says
        for option in verb.options
        if option.form == "flag" and option.name in ("explain", "ended")
    }
    words = {
        "explain": ("Every factor of every variant, with its facts", "The ranks alone"),
        "ended": ("With ties that ended", "Without ties that ended"),
    }
    return [(words[name][1 if given.get(name) else 0], to(name, not given.get(name))) for name in flags]


def pages_of_verbs() -> list[Verb]:
    """Give the verbs whose page is drawn here: those that give a table and read no text."""
    return [verb for verb in VERBS.values() if verb.gives == "table" and not verb.words]
