"""The pages and their addresses: each says its state and both clocks, so that it can be sent and cited."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from latticework.atlas import Atlas
from latticework.doors.http.answer import Answer
from latticework.doors.http.desk import Desk
from latticework.doors.http.envelope import meta, release, shortened
from latticework.doors.http.routes import CACHED, asked, mark, unchanged
from latticework.doors.http.verbs import VERBS, day
from latticework.doors.pages import view
from latticework.doors.pages.evidence import card, evidence, place, value, when, who
from latticework.doors.pages.view import Clocks
from latticework.doors.render import safe
from latticework.doors.render.brief import upper_first
from latticework.errors import NameNotFound
from latticework.model.brief import Figure
from latticework.model.grouping import name_of
from latticework.model.period import as_day
from latticework.model.state import find_state, is_state, states
from latticework.pack.sources import PACK_STATES

ROWS = 1000
"""A page shows so many rows of a table; the rest is in the file beside it."""

STATIC = {
    "latticework.css": "text/css; charset=utf-8",
    "drawer.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}

OTHERS = ("why", "threats", "ties", "pledges", "reach")
"""The pages of one state, in the order of their links."""


class Pages:
    """The templates, and what every page is given."""

    def __init__(self, desk: Desk) -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        self.desk = desk
        self.env = Environment(
            loader=PackageLoader("latticework.doors.pages"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, finalize=_plain,
        )  # fmt: skip
        self.env.globals.update(name_of=name_of, who=who, value=value, when=when, link=safe.link, linked=view.linked)

    def show(self, name: str, status: int = 200, headers: dict[str, str] | None = None, **given: Any) -> Any:
        """Draw a template as a response."""
        from fastapi import Response

        text = self.env.get_template(name).render(made=release(), **given)
        return Response(
            text, status, media_type="text/html; charset=utf-8", headers={"cache-control": CACHED} | (headers or {})
        )

    def error(self, request: Any, error: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        """Draw the page of an error: what went wrong, and what would have been right."""
        clocks = _clocks(request, safely=True)
        valid = error["valid"] if error["kind"] != "NotFound" else []
        return self.show(
            "error.html", error["status"], headers, error=error | {"valid": valid}, clocks=clocks, state=None
        )


def add(app: Any, desk: Desk) -> Pages:
    """Give an application its pages; gives back what draws them."""
    pages = Pages(desk)
    _static(app)
    _page(app, "/", partial(_home, pages))
    _page(app, "/why/{state}", partial(_why, pages))
    _page(app, "/why/{state}/figure/{number}", partial(_figure, pages))
    _page(app, "/facts/{fact}", partial(_fact, pages))
    _page(app, "/sources", partial(_table, pages, "sources", ()))
    for verb in ("ties", "threats", "pledges", "reach"):
        _page(app, f"/{verb}/{{state}}", partial(_table, pages, verb, ("state",)))
    _page(app, "/ties/{state}/{other}", partial(_table, pages, "ties", ("state", "other")))
    _page(app, "/reach/{state}/{target}", partial(_table, pages, "reach", ("state", "target")))
    _page(app, "/balance/{side_a}/{side_b}", partial(_table, pages, "balance", ("side_a", "side_b")))
    return pages


def _page(app: Any, path: str, draw: Callable[..., Awaitable[Any]]) -> None:
    """Add a page: its draw function is given the request."""
    from fastapi import Request

    async def endpoint(request: Any) -> Any:
        return await draw(request)

    signed: Any = endpoint
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    signed.__signature__ = inspect.Signature([inspect.Parameter("request", kind, annotation=Request)])
    app.add_api_route(path, endpoint, methods=["GET"], include_in_schema=False)


def _static(app: Any) -> None:
    from fastapi import Response

    folder = files("latticework.doors.pages").joinpath("static")
    kept = {name: folder.joinpath(name).read_bytes() for name in STATIC}

    def give(name: str) -> Callable[..., Awaitable[Any]]:
        async def draw(_: Any) -> Any:
            return Response(kept[name], media_type=STATIC[name], headers={"cache-control": "max-age=3600"})

        return draw

    for name in STATIC:
        _page(app, f"/static/{name}", give(name))
    _page(app, "/favicon.ico", give("icon.svg"))


async def _home(pages: Pages, request: Any) -> Any:
    from fastapi.responses import RedirectResponse

    given = dict(request.query_params)
    if given.get("state") and given.get("against"):
        sides = [_codes(given[name]) for name in ("state", "against")]
        return RedirectResponse(_clocks(request).to("balance", *sides), 303)
    if given.get("state"):
        clocks = _clocks(request)
        state = find_state(given["state"], on=as_day(clocks.as_of)).code
        verb = given.get("verb", "why")
        if verb not in OTHERS:
            raise NameNotFound("page", verb, OTHERS)
        return RedirectResponse(clocks.to(verb, state), 303)
    covered = sorted((states()[code] for code in PACK_STATES), key=lambda state: state.name)
    names = sorted(state.name for state in states().values())
    return pages.show("home.html", covered=covered, names=names, clocks=_clocks(request), state=None, others=OTHERS)


def _codes(side: str) -> str:
    return "+".join(find_state(name).code for name in side.split("+"))


async def _why(pages: Pages, request: Any) -> Any:
    if (moved := _explicit(request)) is not None:
        return moved
    clocks = _clocks(request)
    given = {"state": request.path_params["state"], "as_of": clocks.as_of, "known_by": clocks.known_by}
    tag = mark(pages.desk, VERBS["why"], given, "page")
    if unchanged(request.headers.get("if-none-match"), tag):
        return _same(tag)
    answer = await asked(pages.desk, VERBS["why"], given)
    brief = answer.brief
    assert brief is not None
    sources = answer.atlas.sources()
    return pages.show(
        "why.html", headers={"etag": f'W/"{tag}"'}, brief=brief, sections=view.sections(brief, sources, clocks),
        places=view.places(brief, sources), clocks=clocks, state=brief.state, others=OTHERS, verb="why",
        **_beside(request, answer, clocks),
    )  # fmt: skip


async def _figure(pages: Pages, request: Any) -> Any:
    if (moved := _explicit(request)) is not None:
        return moved
    clocks, number = _clocks(request), request.path_params["number"]
    given = {"state": request.path_params["state"], "as_of": clocks.as_of, "known_by": clocks.known_by}
    answer = await asked(pages.desk, VERBS["why"], given)
    brief = answer.brief
    assert brief is not None
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) < len(view.figures(brief))):
        raise NameNotFound("figure of this brief", number, ())
    span, sentence = view.sentence_of(brief, int(number))
    facts = tuple(getattr(span, "facts", ()))
    return pages.show(
        "figure.html", span=span, sentence=sentence, facts=facts[:ROWS], count=len(facts), clocks=clocks, state=brief.state,
        others=OTHERS, verb="figure", brief=brief, unit=span.unit if isinstance(span, Figure) else "day",
        **_beside(request, answer, clocks),
    )  # fmt: skip


async def _fact(pages: Pages, request: Any) -> Any:
    if (moved := _explicit(request)) is not None:
        return moved
    clocks, name = _clocks(request), request.path_params["fact"]

    def find(atlas: Atlas) -> Any:
        return evidence(atlas, name, clocks.known_by)

    one = await pages.desk.ask(f"{pages.desk.mark()} fact {name} {clocks.known_by}", find)
    address, first = str(request.url), one.fact.about.parties[0]
    title = f"{upper_first(one.fact.title)}: {who(one.fact)}"
    return pages.show(
        "fact.html", one=one, fact=one.fact, title=title, card=card(one), place=place(one), clocks=clocks,
        state=first if is_state(first) else None, others=OTHERS, verb="fact",
        cite=view.cite(title, address, clocks), data=f"/v1/facts.json?{urlencode({'terms': one.fact.id})}",
    )  # fmt: skip


async def _table(pages: Pages, verb: str, names: tuple[str, ...], request: Any) -> Any:
    if (moved := _explicit(request)) is not None:
        return moved
    clocks = _clocks(request)
    given: dict[str, Any] = {name: request.path_params[name] for name in names}
    query = request.query_params
    if verb == "ties":
        given |= {"kind": query.get("kind"), "ended": query.get("ended") == "true", "since": query.get("since")}
    if verb == "threats":
        given |= {"explain": query.get("explain") == "true"}
    if VERBS[verb].clocks:
        given |= {"as_of": clocks.as_of, "known_by": clocks.known_by}
    tag = mark(pages.desk, VERBS[verb], given, "page")
    if unchanged(request.headers.get("if-none-match"), tag):
        return _same(tag)
    answer, cut = shortened(await asked(pages.desk, VERBS[verb], given), ROWS)
    state = find_state(given["state"], on=as_day(clocks.as_of)).code if "state" in given else None
    assert answer.sheet is not None
    numeric = [
        any(isinstance(row[n], int | float) for row in answer.sheet.rows) for n in range(len(answer.sheet.columns))
    ]
    return pages.show(
        "table.html", headers={"etag": f'W/"{tag}"'}, sheet=answer.sheet, rows=view.rows(answer, clocks), numeric=numeric, cut=cut, clocks=clocks,
        state=state, others=OTHERS, verb=verb, explain=bool(given.get("explain")), ended=bool(given.get("ended")),
        sides=[given[name] for name in names],
        **_beside(request, answer, clocks),
    )  # fmt: skip


def _beside(request: Any, answer: Answer, clocks: Clocks) -> dict[str, Any]:
    """Give what stands beside every answer: sources with licences, how to cite it, and its data."""
    told = meta(answer)
    usual = {option.name: option.default for option in answer.verb.all_options}
    asked_for = {name: _written(value) for name, value in answer.options.items() if value not in (usual[name], [])}
    query = urlencode(asked_for, doseq=True)
    forms = {form: f"/v1/{answer.verb.name}.{form}{f'?{query}' if query else ''}" for form in answer.verb.suffixes}
    return {"meta": told, "cite": view.cite(answer.title, str(request.url), clocks), "forms": forms}


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _clocks(request: Any, *, safely: bool = False) -> Clocks:
    """Read both clocks of an address; what is left out is today (or the day asked about, when that is later)."""
    today = date.today().isoformat()
    try:
        given = {
            name: day(text, place=name) for name in ("as_of", "known_by") if (text := request.query_params.get(name))
        }
        as_of = as_day(given["as_of"]).isoformat() if "as_of" in given else today
        known = as_day(given["known_by"]).isoformat() if "known_by" in given else max(today, as_of)
    except Exception:
        if not safely:
            raise
        as_of = known = today
    return Clocks(as_of, known)


def _explicit(request: Any) -> Any:
    """Send an address without both clocks to the one that says them; None when it does."""
    from fastapi.responses import RedirectResponse

    given = request.query_params
    if given.get("as_of") and given.get("known_by"):
        return None
    clocks = _clocks(request)
    more = {k: v for k, v in given.items() if k not in ("as_of", "known_by")}
    query = urlencode(more | {"as_of": clocks.as_of, "known_by": clocks.known_by})
    return RedirectResponse(f"{request.url.path}?{query}", 307, headers={"cache-control": "no-store"})


def _same(tag: str) -> Any:
    from fastapi import Response

    return Response(status_code=304, headers={"etag": f'W/"{tag}"', "cache-control": CACHED})


def _plain(given: Any) -> Any:
    """Keep control and other invisible characters of what was read from acting on a page."""
    return safe.plain(given) if type(given) is str else given
