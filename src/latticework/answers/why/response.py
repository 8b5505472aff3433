"""The response section: what the state pledged and what it builds."""

from __future__ import annotations

from latticework.answers.why.case import Case, day_span, method, state_name
from latticework.measures import pledge_path, reach
from latticework.measures.pledges import outcome, pledges_of
from latticework.model.brief import Day, Figure, Name, Section, Sentence, Span, listed, sentence
from latticework.model.fact import Fact
from latticework.model.period import parse_day
from latticework.model.reading import Reading, Unknown

_FEW = 4
_COMPARATOR = {"at_least": "at least ", "up_to": "up to ", "about": "about ", "exactly": ""}
_LONG_KM = 300.0


def response_section(case: Case) -> Section:
    """Tell the pledges still open on the day with the growth they need, and the weapons with the longest reach."""
    said = [*_share_now(case), *_pledges(case), *_orders(case), *_weapons(case)]
    if not said:
        said = [sentence("No pledge and no weapon of it is recorded here by this day.")]
    return Section("Response", tuple(said))


def _share_now(case: Case) -> list[Sentence]:
    fact = case.world.figure("military_spending", case.state, unit="percent of GDP")
    if isinstance(fact, Unknown):
        case.note(fact)
        return []
    assert fact.value is not None
    spans: list[Span | str] = [
        "It spent ",
        Figure(fact.value, "percent of GDP", (fact,)),
        " on its armed forces in ",
        day_span(fact),
    ]
    return [sentence(spans, "." if not fact.detail.get("flag") else f" (marked as {_article(fact.detail['flag'])}).")]


def _pledges(case: Case) -> list[Sentence]:
    said = []
    for fact in [
        pledge for pledge in pledges_of(case.world, case.state) if outcome(pledge, case.world.as_of) == "open"
    ][:_FEW]:
        assert fact.value is not None
        spans: list[Span | str] = [day_span(fact), ": pledged ", _COMPARATOR.get(fact.detail.get("comparator", ""), "")]
        spans += [Figure(fact.value, fact.unit, (fact,)), f" ({fact.detail['numerator'].replace('_', ' ')}"]
        if fact.detail.get("deadline"):
            spans += [" by ", Day(*parse_day(fact.detail["deadline"]), facts=(fact,))]
        spans += [") in ", Name(fact.title, (fact,))]
        path = pledge_path(case.world, fact)
        if isinstance(path, Reading):
            now = path.parts[0]
            assert not isinstance(now.value, Unknown)
            spans += _path(path)
        said.append(sentence(spans, "."))
    return said


def _orders(case: Case) -> list[Sentence]:
    """The newest orders of the years before, by how far they have come: what is under contract before what is only meant."""
    recent = [
        fact for fact in case.world.seen("arms_order", case.state)
        if fact.value is not None and (case.world.as_of - fact.day).days <= _ORDER_DAYS
    ]  # fmt: skip
    said = []
    for stages, words in (
        (("ordered", "delivered"), "Ordered in the five years before: "),
        (("planned", "agreed"), "Meant to be bought: "),
    ):
        found = sorted(
            (f for f in recent if f.detail.get("stage") in stages), key=lambda f: (f.day, f.title), reverse=True
        )[:_FEW]
        spans: list[list[Span | str]] = [
            [
                _COMPARATOR.get(f.detail.get("comparator", ""), ""),
                Figure(f.value or 0, "count", (f,)),
                " ",
                Name(f.basis, (f,)),
                " (",
                day_span(f),
                ")",
            ]
            for f in found
        ]
        if spans:
            said.append(sentence(words, listed(spans), "."))
    return said


_ORDER_DAYS = 5 * 365


def _path(path: Reading) -> list[Span | str]:
    now = path.parts[0]
    assert not isinstance(now.value, Unknown)
    stood: list[Span | str] = [Figure(now.value, "percent of GDP", now.facts), " in ", day_span(now.facts[0])]
    if path.value <= 0:
        return ["; reached on SIPRI's count (", *stood, ")"]
    needed = Figure(path.value, "percent a year", path.facts, method("pledge_path"))
    return ["; from ", *stood, " that takes growth of the share by ", needed, " on SIPRI's count"]


def _weapons(case: Case) -> list[Sentence]:
    facts = [
        f for f in case.world.seen("weapon_range", case.state)
        if f.period.surely_since <= case.world.as_of and (f.period.end is None or case.world.as_of < f.period.end)
        and f.value is not None and f.value >= _LONG_KM
    ]  # fmt: skip
    said = []
    for phase, words in (
        ("operational", "Its longest-reaching weapons in service that are listed here: "),
        ("development", "Under development: "),
        ("ordered", "On order: "),
    ):
        found = sorted((f for f in facts if f.detail.get("phase") == phase), key=lambda f: (-(f.value or 0), f.title))[
            :2
        ]
        if found:
            said.append(sentence(words, listed([Name(f.title, (f,)), " (", _interval(f), ")"] for f in found), "."))
    return said + _reaches(case, facts)


def _reaches(case: Case, weapons: list[Fact]) -> list[Sentence]:
    """The shortest-ranged ground-launched weapon that reaches the nearest listed city of the first rival, or none."""
    ground = [fact for fact in weapons if fact.detail.get("platform") == "ground"]
    sites = [fact for fact in case.world.seen("launch_site", case.state) if fact.detail.get("site_kind") == "missile"]
    if not ground or not sites or not case.rivals:
        return []
    rival = case.rivals[0]
    cities = [fact for fact in case.world.seen("launch_site", rival) if fact.detail.get("site_kind") == "city"]
    pairs = [(r, s, c) for s in sites for c in cities if isinstance(r := reach(ground[0], s, c), Reading)]
    if not pairs:
        return []
    near, site, city = min(pairs, key=lambda item: (item[0].value, item[1].title, item[2].title))
    able = [fact for fact in ground if float(fact.detail["range_min"]) >= near.value]
    spans: list[Span | str] = [
        "The nearest listed city of ",
        state_name(rival),
        " is ",
        Name(city.title, (city,)),
        ", ",
    ]
    spans += [Figure(near.value, "km", (site, city), method("reach")), " from ", Name(site.title, (site,)), "; "]
    if not able:
        return [sentence(spans, "none of its listed ground-launched weapons surely reaches that far.")]
    weapon = min(able, key=lambda fact: (fact.value or 0, fact.title))
    phase = {"operational": "in service", "development": "under development"}.get(
        weapon.detail.get("phase", ""), "on order"
    )
    return [sentence(spans, Name(weapon.title, (weapon,)), f", {phase}, reaches it (", _interval(weapon), ").")]


def _interval(fact: Fact) -> Name:
    low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
    return Name(f"{high:,.0f} km" if low == high else f"{low:,.0f}-{high:,.0f} km", (fact,))


def _article(text: str) -> str:
    return f"an {text}" if text[0] in "aeiou" else text
