"""Drawing a page: the templates, what every page is given, and the page of an error."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from latticework.doors.http.answer import Answer
from latticework.doors.http.desk import Desk
from latticework.doors.http.envelope import meta, release
from latticework.doors.http.option import LONGEST_IN_ADDRESS
from latticework.doors.http.routes import CACHED, DRAWN, unchanged
from latticework.doors.pages import view
from latticework.doors.pages.clocks import Clocks, clocks_of
from latticework.doors.pages.evidence import value, when, who
from latticework.doors.pages.words import glossary, term
from latticework.doors.render import safe
from latticework.model.grouping import name_of
from latticework.model.state import states

OTHERS = ("why", "threats", "ties", "map", "ego", "pledges", "reach", "partners")
"""The pages of one state, in the order of their links."""

TITLES = {"ego": "circle", "partners": "next ties"}
"""Links whose words differ from the address."""

MENU = (
    ("Compare", (("balance", "Balance of two sides"), ("relation", "Relation of two states"), ("diff", "Two days"), ("similarity", "Likeness of pacts"), ("exposure", "What a lost tie costs"), ("whatif", "What if"), ("partners", "Next ties"), ("scorecard", "Scorecard of forecasts"), ("network", "Network of states"), ("durations", "Waits until in force"))),
    ("Look up", (("facts", "Facts"), ("first", "First since"), ("sources", "Sources and coverage"), ("panel", "Research panels"), ("glossary", "Glossary"))),
    ("Texts", (("check", "Check a text"), ("read", "Read a text"), ("lesson", "A lesson in 15 minutes"))),
)  # fmt: skip
"""The menu of every page: what does not begin with one state."""


class Pages:
    """The templates, and what every page is given."""

    def __init__(self, desk: Desk) -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        self.desk = desk
        self.env = Environment(
            loader=PackageLoader("latticework.doors.pages"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, finalize=_plain,
        )  # fmt: skip
        self.env.globals.update(
            name_of=name_of, who=who, value=value, when=when, link=safe.link, linked=view.linked, term=term, glossary=glossary(),
            others=OTHERS, titles=TITLES, menu=MENU, names=sorted(state.name for state in states().values()),
        )  # fmt: skip

    def clocks(self, request: Any, *, safely: bool = False) -> Clocks:
        """Read the clocks of an address, beside the data that is here."""
        return clocks_of(request, self.desk.data(), safely=safely)

    def tag(self, request: Any) -> str:
        """Mark a page: its whole address, and what it is answered from."""
        return hashlib.sha256(f"{self.desk.mark()}\x1fpage\x1f{request.url}".encode()).hexdigest()[:24]

    def same(self, request: Any) -> Any:
        """Answer that a page has not changed; None when it has, or was never asked for."""
        from fastapi import Response

        tag = self.tag(request)
        if not unchanged(request.headers.get("if-none-match"), tag):
            return None
        return Response(status_code=304, headers={"etag": f'W/"{tag}"', "cache-control": CACHED})

    def show(
        self, name: str, request: Any, clocks: Clocks, *, status: int = 200, state: str | None = None, verb: str = "",
        headers: Mapping[str, str] | None = None, **given: Any,
    ) -> Any:  # fmt: skip
        """Draw a template as a response; `part` in the address asks for what moves of the page alone."""
        from fastapi import Response

        sent = {"cache-control": CACHED} | dict(headers or {})
        if status == 200 and request.method == "GET":
            sent["etag"] = f'W/"{self.tag(request)}"'
        layout = "part.html" if "part" in request.query_params else "base.html"
        text = self.env.get_template(name).render(
            made=release(), clocks=clocks, state=state, verb=verb, layout=layout, **given
        )
        return Response(text, status, media_type="text/html; charset=utf-8", headers=sent)

    def error(self, request: Any, error: dict[str, Any], headers: dict[str, str] | None = None) -> Any:
        """Draw the page of an error: what went wrong, and what would have been right."""
        valid = error["valid"] if error["kind"] != "NotFound" else []
        shown = error | {"valid": valid}
        return self.show(
            "error.html",
            request,
            self.clocks(request, safely=True),
            status=error["status"],
            headers=headers,
            error=shown,
        )


def beside(request: Any, answer: Answer, clocks: Clocks) -> dict[str, Any]:
    """Give what stands beside every answer: sources with licences, how to cite it, and its data in each form."""
    told = meta(answer)
    usual = {option.name: option.default for option in answer.verb.all_options}
    asked = {name: _written(value) for name, value in answer.options.items() if value not in (usual[name], [])}
    short = not answer.verb.words or len(str(asked.get("text", ""))) <= LONGEST_IN_ADDRESS
    forms = {form: address(answer, form, asked) for form in answer.verb.suffixes if form not in DRAWN} if short else {}
    if answer.sheet and answer.sheet.rows and answer.verb.pictures:
        forms |= {form: address(answer, form, asked) for form in DRAWN}
    return {"meta": told, "cite": view.cite(answer.title, here(request), clocks), "forms": forms}


def here(request: Any) -> str:
    """Give the address of a page, without what only asks for a part of it."""
    return str(request.url.remove_query_params("part"))


def address(answer: Answer, form: str, asked: Mapping[str, Any]) -> str:
    """Write the address of an answer as data."""
    from urllib.parse import urlencode

    query = urlencode(dict(asked), doseq=True)
    return f"/v1/{answer.verb.name}.{form}{f'?{query}' if query else ''}"


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _plain(given: Any) -> Any:
    """Keep control and other invisible characters of what was read from acting on a page."""
    return safe.plain(given) if type(given) is str else given
