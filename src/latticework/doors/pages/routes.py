"""The addresses of the pages: each says its question, both clocks and the data release, so that it can be sent and cited."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from importlib.resources import files
from typing import Any

from latticework.doors.http.desk import Desk
from latticework.doors.http.routes import CACHED, unchanged
from latticework.doors.http.verbs import VERBS
from latticework.doors.pages import brief_page, weighing_page
from latticework.doors.pages.clocks import explicit
from latticework.doors.pages.draw import Pages, here
from latticework.doors.pages.moving_page import land, moving
from latticework.doors.pages.text_page import text_page
from latticework.doors.pages.verb_page import PATHS, pages_of_verbs, verb_page
from latticework.doors.pages.view import cite
from latticework.doors.pages.words import address_of, glossary, lesson

STATIC = {
    "latticework.css": "text/css; charset=utf-8", "theme.js": "text/javascript; charset=utf-8", "drawer.js": "text/javascript; charset=utf-8",
    "terms.js": "text/javascript; charset=utf-8", "clockwork.js": "text/javascript; charset=utf-8", "weights.js": "text/javascript; charset=utf-8",
    "share.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml",
}  # fmt: skip

OWN = {"threats": weighing_page.threats, "balance": weighing_page.balance}
"""Verbs whose page has more than a table."""


def add(app: Any, desk: Desk) -> Pages:
    """Give an application its pages; gives back what draws them."""
    pages = Pages(desk)
    _static(app)
    _page(app, "/", partial(brief_page.home, pages))
    _page(app, "/why/{state}", partial(brief_page.why, pages))
    _page(app, "/why/{state}/figure/{number}", partial(brief_page.figure, pages))
    _page(app, "/facts/{fact}", partial(brief_page.fact, pages))
    for name in ("map", "ego"):
        _page(app, f"/{name}/{{state}}", partial(moving, pages, name))
    _page(app, "/draw/land.svg", land)
    _page(app, "/glossary", partial(_glossary, pages))
    _page(app, "/lesson", partial(_lesson, pages))
    for verb in pages_of_verbs():
        draw = partial(OWN[verb.name], pages) if verb.name in OWN else partial(verb_page, pages, verb)
        _page(app, f"/{verb.name}", partial(verb_page, pages, verb) if verb.name == "threats" else draw)
        path = PATHS.get(verb.name, ())
        least = sum(option.required for option in verb.options if option.name in path)
        for count in range(least, len(path) + 1) if path else ():
            _page(app, "/".join(["", verb.name, *(f"{{{name}}}" for name in path[:count])]), draw)
    for verb in VERBS.values():
        if verb.words:
            _page(app, f"/{verb.name}", partial(text_page, pages, verb), methods=("GET", "POST"))
    return pages


def _page(app: Any, path: str, draw: Callable[..., Awaitable[Any]], methods: tuple[str, ...] = ("GET",)) -> None:
    """Add a page: its draw function is given the request."""
    from fastapi import Request

    async def endpoint(request: Any) -> Any:
        return await draw(request)

    signed: Any = endpoint
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    signed.__signature__ = inspect.Signature([inspect.Parameter("request", kind, annotation=Request)])
    app.add_api_route(path, endpoint, methods=list(methods), include_in_schema=False)


def _static(app: Any) -> None:
    from fastapi import Response

    folder = files("latticework.doors.pages").joinpath("static")
    kept = {name: folder.joinpath(name).read_bytes() for name in STATIC}

    def give(name: str) -> Callable[..., Awaitable[Any]]:
        tag = hashlib.sha256(kept[name]).hexdigest()[:24]
        headers = {"cache-control": CACHED, "etag": f'W/"{tag}"'}

        async def draw(request: Any) -> Any:
            if unchanged(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers=headers)
            return Response(kept[name], media_type=STATIC[name], headers=headers)

        return draw

    for name in STATIC:
        _page(app, f"/static/{name}", give(name))
    _page(app, "/favicon.ico", give("icon.svg"))


async def _glossary(pages: Pages, request: Any) -> Any:
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks = pages.clocks(request)
    return pages.show(
        "glossary.html",
        request,
        clocks,
        verb="glossary",
        words=list(glossary().values()),
        cite=cite("Glossary", here(request), clocks),
    )


async def _lesson(pages: Pages, request: Any) -> Any:
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks = pages.clocks(request)
    about, steps = lesson()
    shown = [(step, address_of(step, data=clocks.now)) for step in steps]
    minutes = sum(step.minutes for step in steps)
    return pages.show(
        "lesson.html", request, clocks, verb="lesson", about=about, steps=shown, minutes=minutes, cite=cite(f"A lesson in {minutes} minutes", here(request), clocks)
    )  # fmt: skip
