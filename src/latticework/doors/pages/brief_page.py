"""The first screen, the brief, and the evidence under each of its figures."""

from __future__ import annotations

from typing import Any

from latticework.answers.references import source_of
from latticework.atlas import Atlas
from latticework.doors.http.routes import asked
from latticework.doors.http.verbs import VERBS
from latticework.doors.pages import view
from latticework.doors.pages.clocks import explicit
from latticework.doors.pages.draw import OTHERS, Pages, beside, here
from latticework.doors.pages.evidence import Evidence, card, evidence, place, who
from latticework.doors.pages.verb_page import PATHS, code_of
from latticework.doors.render.brief import upper_first
from latticework.errors import NameNotFound
from latticework.measures import CARDS
from latticework.model.brief import Figure
from latticework.model.fact import Fact
from latticework.model.state import find_state, is_state, states
from latticework.pack.sources import PACK_STATES

FACTS = 200
"""A figure's page lists so many facts."""

SHOWN = 3
"""So many facts of a figure are shown in full, with what other sources say beside them."""

QUESTIONS = (
    ("Why is Japan seeking ties beyond its ally?", "why", "JPN", "2023-01-13"),
    ("Why is the Philippines seeking ties?", "why", "PHL", "2024-06-01"),
    ("Who threatens Poland?", "threats", "POL", "2022-03-01"),
    ("How did Australia's ties spread over the map?", "map", "AUS", "2024-01-01"),
    ("Is China really four times larger?", "balance", "CHN/JPN", "2023-01-13"),
    ("What do North Korea's missiles reach?", "reach", "PRK", "2023-01-13"),
)
"""Questions of the first screen: words, page, what it is about, day."""


async def home(pages: Pages, request: Any) -> Any:
    """Draw the first screen, or send what was picked on it to its page."""
    from fastapi.responses import RedirectResponse

    given, clocks = request.query_params, pages.clocks(request)
    if given.get("state"):
        verb = given.get("verb", "why")
        if verb not in OTHERS:
            raise NameNotFound("page", verb, OTHERS)
        state = find_state(given["state"], on=None).code if verb not in PATHS else code_of(given["state"], clocks)
        return RedirectResponse(clocks.to(verb, state), 303)
    covered = sorted((states()[code] for code in PACK_STATES), key=lambda state: state.name)
    questions = [
        {
            "words": words,
            "day": day,
            "href": f"/{page}/{about}?as_of={day}&known_by={clocks.known_by}&data={clocks.now}",
        }
        for words, page, about, day in QUESTIONS
    ]
    return pages.show("home.html", request, clocks, covered=covered, questions=questions)


async def why(pages: Pages, request: Any) -> Any:
    """Draw the brief of a state."""
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks = pages.clocks(request)
    given = {"state": request.path_params["state"], "as_of": clocks.as_of, "known_by": clocks.known_by}
    answer = await asked(pages.desk, VERBS["why"], given)
    brief = answer.brief
    assert brief is not None
    sources = answer.atlas.sources()
    return pages.show(
        "why.html", request, clocks, state=brief.state, verb="why", brief=brief, sections=view.sections(brief, sources, clocks),
        places=view.places(brief, sources), **beside(request, answer, clocks),
    )  # fmt: skip


async def figure(pages: Pages, request: Any) -> Any:
    """Draw one figure of a brief: its sentence, the measure that made it, the facts it rests on and their rivals."""
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks, number = pages.clocks(request), request.path_params["number"]
    given = {"state": request.path_params["state"], "as_of": clocks.as_of, "known_by": clocks.known_by}
    answer = await asked(pages.desk, VERBS["why"], given)
    brief = answer.brief
    assert brief is not None
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) < len(view.figures(brief))):
        raise NameNotFound("figure of this brief", number, ())
    span, sentence = view.sentence_of(brief, int(number))
    facts: tuple[Fact, ...] = tuple(getattr(span, "facts", ()))
    shown = facts[:SHOWN] if len(facts) <= SHOWN else ()

    def find(atlas: Atlas) -> list[Evidence]:
        return [evidence(atlas, fact.id, clocks.known_by) for fact in shown]

    sources = answer.atlas.sources()
    key = f"figure {' '.join(fact.id for fact in shown)} {clocks.known_by}"
    full = await pages.desk.ask(key, find)
    method = getattr(span, "method", "")
    return pages.show(
        "figure.html", request, clocks, state=brief.state, verb="figure", span=span, sentence=sentence, facts=[(fact, source_of(fact, sources)) for fact in facts[:FACTS]], count=len(facts), brief=brief,
        unit=span.unit if isinstance(span, Figure) else "day", card=CARDS.get(method.split(" ")[0]), full=[(one, card(one), place(one)) for one in full],
        **beside(request, answer, clocks),
    )  # fmt: skip


async def fact(pages: Pages, request: Any) -> Any:
    """Draw one fact with its source, its rivals and the steps of its tie."""
    if (moved := explicit(request, pages.desk.data()) or pages.same(request)) is not None:
        return moved
    clocks, name = pages.clocks(request), request.path_params["fact"]

    def find(atlas: Atlas) -> Evidence:
        return evidence(atlas, name, clocks.known_by)

    one = await pages.desk.ask(f"fact {name} {clocks.known_by}", find)
    first = one.fact.about.parties[0]
    title = f"{upper_first(one.fact.title)}: {who(one.fact)}"
    return pages.show(
        "fact.html", request, clocks, state=first if is_state(first) else None, verb="fact", one=one, title=title, card=card(one), place=place(one),
        cite=view.cite(title, here(request), clocks), forms={form: f"/v1/facts.{form}?terms={one.fact.id}" for form in ("json", "csv", "md")},
    )  # fmt: skip
