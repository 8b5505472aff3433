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
    said = [*_share_now(case), *_pledges(case), *_weapons(case)]
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
    """The longest conventional ground-launched weapon against the first rival's capital, from the nearest listed site."""
    ground = [f for f in weapons if f.detail.get("platform") == "ground"]
    sites = [s for s in case.world.seen("launch_site", case.state) if s.detail.get("site_kind") == "missile"]
    if not ground or not sites or not case.rivals:
        return []
    weapon = max(ground, key=lambda f: (f.value or 0, f.title))
    cities = [c for c in case.world.seen("launch_site", case.rivals[0]) if c.detail.get("site_kind") == "city"]
    found = [(r, s, c) for s in sites for c in cities if isinstance(r := reach(weapon, s, c), Reading)]
    if not found:
        return []
    reading, site, city = min(found, key=lambda item: (item[0].value, item[1].title, item[2].title))
    verdict = {"yes": "within", "no": "beyond", "depends": "at the edge of"}[str(reading.detail["within"])]
    return [
        sentence(Name(city.title, (city,)), " in ", state_name(case.rivals[0]), ", ", Figure(reading.value, "km", (site, city), method("reach")),
                 " from ", Name(site.title, (site,)), f", is {verdict} the published reach of ", Name(weapon.title, (weapon,)), ".")
    ]  # fmt: skip


def _interval(fact: Fact) -> Name:
    low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
    return Name(f"{high:,.0f} km" if low == high else f"{low:,.0f}-{high:,.0f} km", (fact,))


def _article(text: str) -> str:
    return f"an {text}" if text[0] in "aeiou" else text
