"""Each verb's answer as a table: what the measures gave, laid in rows. No arithmetic here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from latticework import measures
from latticework.answers.references import ranges, references
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.errors import NameNotFound, UsageError
from latticework.measures.pledges import outcome, pledges_of
from latticework.measures.spending import bases
from latticework.measures.threats import Standing
from latticework.model.fact import ID_LENGTH, Fact
from latticework.model.grouping import find_grouping, groupings, name_of
from latticework.model.kind import find_kind
from latticework.model.period import as_day, iso, say_day
from latticework.model.reading import Reading, Unknown, unique
from latticework.model.state import find_state
from latticework.model.unit import say
from latticework.views.ties import Ties
from latticework.views.world import World

_SHORT = 10


def ties(ask: Ask, state: str, other: str | None, *, kind: str | None, ended: bool, since: str | None) -> Sheet:
    """Lay out the ties of a state or pair."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    table = Ties(world)
    second = find_state(other, on=world.as_of).code if other else None
    found = table.between(code, second, ended=ended) if second else table.of(code, ended=ended)
    if not second:
        found = found + [tie for ally_ties in table.allies(code).values() for tie in ally_ties if tie.via]
    wanted = find_kind(kind).name if kind else None
    after = as_day(since) if since else None
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    for tie in sorted(found, key=lambda t: (t.kind, str(t.about), t.key)):
        first = tie.first_agreed
        if (wanted and tie.kind != wanted) or (after and (first is None or first.period.surely_since <= after)):
            continue
        partner = second or ", ".join(name_of(p) for p in tie.others(code))
        way = (
            "both ways" if not tie.about.directed else f"{';'.join(tie.about.givers)} > {';'.join(tie.about.receivers)}"
        )
        rows.append(
            (
                find_kind(tie.kind).label,
                partner if not second else name_of(second),
                way,
                tie.title,
                tie.status.replace("_", " "),
                iso(tie.since.day, tie.since.period.precision),
                tie.since.id[:_SHORT],
            )
        )
        used.append(tie.since)
    who = f"{name_of(code)} and {name_of(second)}" if second else name_of(code)
    if not rows:
        looked = world.looked("defence_cooperation", code, *((second,) if second else ()))
        note = (
            "sources looked and found none"
            if looked
            else "unknown: no source here looked at its agreements on this day"
        )
        return _sheet(
            f"Ties of {who}", world, ("kind", "with", "direction", "title", "status", "since", "fact"), rows, (note,)
        )
    return _sheet(
        f"Ties of {who}",
        world,
        ("kind", "with", "direction", "title", "status", "since", "fact"),
        rows,
        _cited(ask, used),
    )


def threats(ask: Ask, state: str, *, explain: bool) -> Sheet:
    """Lay out the ranked threats of a state."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    found = measures.threats(world, code)
    title = f"Threats to {name_of(code)}"
    if isinstance(found, Unknown):
        return _sheet(title, world, ("rank", "state"), [], (f"unknown: {found.because}",))
    rows: list[tuple[Value, ...]] = []
    if explain:
        for reading in found:
            factors = reading.detail["factors"]
            assert isinstance(factors, dict)
            for name, part in factors.items():
                unknown = isinstance(part.value, Unknown)
                rows.append(
                    (
                        name_of(str(reading.detail["state"])),
                        name,
                        None if unknown else part.value,
                        part.value.because if unknown else part.note,
                        ", ".join(f.id[:_SHORT] for f in part.facts[:3]),
                    )
                )
        return _sheet(title, world, ("state", "factor", "value", "how", "facts"), rows, _cited(ask, _evidence(found)))
    for place, reading in enumerate(found, start=1):
        standing = reading.detail["standing"]
        assert isinstance(standing, Standing)
        parts = [None if isinstance(part.value, Unknown) else part.value for part in reading.parts]
        rows.append(
            (
                place,
                name_of(str(reading.detail["state"])),
                reading.value,
                *parts,
                f"{standing.best}-{standing.worst}",
                f"{standing.known} of {standing.variants}",
                f"{standing.weighted_best}-{standing.weighted_worst}",
                reading.basis,
            )
        )
    masked = found[0].detail["masked"] if found else ()
    assert isinstance(masked, tuple)
    notes = [f"left out, bound by a defence pact: {', '.join(map(name_of, masked))}"] if masked else []
    notes.append(
        "score = capability x proximity x intent; ranks over the variants, and over a thousand random weightings"
    )
    columns = (
        "rank",
        "state",
        "score",
        "capability",
        "proximity",
        "intent",
        "ranks",
        "variants known",
        "weighted ranks",
        "variant shown",
    )
    return _sheet(title, world, columns, rows, (*notes, *_cited(ask, _evidence(found))))


def balance(ask: Ask, side_a: str, side_b: str) -> Sheet:
    """Lay out the spending ratio of two sides on every basis, with the year of overtaking for two states."""
    world = ask.world
    a, b = ([find_state(name, on=world.as_of).code for name in side.split("+")] for side in (side_a, side_b))
    rows: list[tuple[Value, ...]] = []
    used: list[Fact] = []
    notes: list[str] = []
    for source, release, unit in bases(world, a, b):
        found = measures.balance(world, a, b, unit=unit, source=source, release=release)
        if isinstance(found, Unknown):
            notes.append(f"{source} {unit} {release}: unknown, {found.because}")
            continue
        used.extend(found.evidence())
        crossed: Value = None
        if len(a) == len(b) == 1:
            over = measures.overtake(world, a[0], b[0], unit=unit, source=source, release=release)
            if isinstance(over, Reading):
                crossed = f"{'<= ' if over.detail['censored'] else ''}{over.value:.0f}"
                used.extend(over.facts)
            else:
                crossed = "not above"
        assert found.day is not None
        rows.append(
            (
                source,
                release,
                found.basis,
                found.day.year,
                *(_sum(found, side) for side in (a, b)),
                round(found.value, 2),
                crossed,
            )
        )
    if not rows:
        notes.append("unknown: no source here has figures of every state of both sides by this day")
    title = f"Military spending: {' + '.join(map(name_of, a))} against {' + '.join(map(name_of, b))}"
    columns = ("source", "release", "basis", "year", "side A", "side B", "ratio A:B", "A above B since")
    return _sheet(title, world, columns, rows, (*notes, *_cited(ask, used)))


def first(ask: Ask, kind: str, parties: Sequence[str], *, on: str | None, since: str | None, mode: str | None) -> Sheet:
    """Lay out since when an event is the first, or the count since a day."""
    world = ask.world
    name = find_kind(kind).name
    codes = [find_state(party, on=world.as_of).code for party in parties]
    where = {"mode": mode} if mode else None
    who = " and ".join(map(name_of, codes))
    if since:
        counted = measures.count_since(world, name, *codes, start=as_day(since), where=where)
        title = f"{find_kind(name).many} ({who}) since {say_day(as_day(since))}"
        if isinstance(counted, Unknown):
            return _sheet(title, world, ("count",), [], (f"unknown: {counted.because}",))
        return _sheet(
            title,
            world,
            ("count", "how"),
            [(counted.value, counted.how)],
            (*counted.notes, *_cited(ask, counted.facts)),
        )
    found = measures.first_since(world, name, *codes, on=as_day(on) if on else None, where=where)
    title = f"First {find_kind(name).label} ({who}) since"
    if isinstance(found, Unknown):
        return _sheet(title, world, ("event",), [], (f"unknown: {found.because}",))
    event = found.facts[0]
    start = found.detail["covered_from"]
    assert isinstance(start, date)
    before = "none since coverage began" if found.detail["first_known"] else say_day(found.facts[1].day)
    rows: list[tuple[Value, ...]] = [(say_day(event.day), event.title, before, say_day(start), event.id[:_SHORT])]
    return _sheet(
        title,
        world,
        ("event", "what", "the one before", "covered from", "fact"),
        rows,
        _cited(ask, found.facts),
    )


def pledges(ask: Ask, state: str) -> Sheet:
    """Lay out the pledges of a state with their paths."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    found = world.facts("pledge", code)
    columns = ("promised", "what", "value", "deadline", "counts by", "stood", "now", "needs a year", "document", "fact")
    if isinstance(found, Unknown):
        return _sheet(f"Pledges of {name_of(code)}", world, columns, [], (f"unknown: {found.because}",))
    rows: list[tuple[Value, ...]] = []
    for fact in pledges_of(world, code):
        assert fact.value is not None
        path = measures.pledge_path(world, fact)
        now = needs = ""
        if isinstance(path, Reading):
            value = path.parts[0].value
            assert not isinstance(value, Unknown)
            now, needs = say(value, "percent of GDP"), say(path.value, "percent")
        rows.append(
            (
                iso(fact.day, fact.period.precision),
                fact.detail["numerator"].replace("_", " "),
                f"{fact.detail.get('comparator', '').replace('_', ' ')} {say(fact.value, fact.unit)}".replace(
                    "exactly ", ""
                ).strip(),
                fact.detail.get("deadline", ""),
                fact.basis,
                outcome(fact, world.as_of),
                now,
                needs,
                fact.title,
                fact.id[:_SHORT],
            )
        )
    notes = ("now: SIPRI's share of GDP in the last full year; a pledge may count by another definition",)
    return _sheet(f"Pledges of {name_of(code)}", world, columns, rows, (*notes, *_cited(ask, found)))


def reach(ask: Ask, state: str, target: str | None, *, weapon: str | None, site: str | None) -> Sheet:
    """Lay out the ranges of a state's weapons, or what they reach."""
    world = ask.world
    code = find_state(state, on=world.as_of).code
    weapons = [
        f
        for f in world.seen("weapon_range", code)
        if f.period.surely_since <= world.as_of
        and (f.period.end is None or world.as_of < f.period.end)
        and (weapon is None or weapon.lower() in f"{f.title};{f.detail.get('aliases', '')}".lower())
    ]
    if not weapons:
        looked = world.looked("weapon_range", code)
        return _sheet(
            f"Weapons of {name_of(code)}",
            world,
            ("weapon",),
            [],
            ("none is listed here by this day" if looked else "unknown: no source here looked",),
        )
    if target is None:
        rows: list[tuple[Value, ...]] = [
            (
                f.title,
                f.detail.get("class", ""),
                f.detail.get("platform", ""),
                _interval(f),
                f.detail.get("phase", ""),
                iso(f.day, f.period.precision),
                f.id[:_SHORT],
            )
            for f in sorted(weapons, key=lambda f: (-(f.value or 0), f.title))
        ]
        return _sheet(
            f"Weapons of {name_of(code)}",
            world,
            ("weapon", "class", "platform", "range km", "phase", "since", "fact"),
            rows,
            _cited(ask, weapons),
        )
    everywhere = world.seen("launch_site")
    sites = [
        s
        for s in everywhere
        if (site.lower() in s.title.lower() if site else code in s.about and s.detail.get("site_kind") == "missile")
    ]
    places = [p for p in everywhere if p.title.lower() == target.lower()]
    if not places:
        aimed = find_state(target, on=world.as_of).code
        places = [p for p in everywhere if aimed in p.about and p.detail.get("site_kind") == "city"]
    if not sites:
        raise UsageError(
            f"no launch site here for {name_of(code)}{f' is called {site!r}' if site else ''}",
            next_step="see `latticework facts --kind launch_site`, or name one with --site",
        )
    rows, used = [], list[Fact]()
    for arm in sorted(weapons, key=lambda f: f.title):
        for start in sites:
            for place in places:
                found = measures.reach(arm, start, place)
                if isinstance(found, Reading):
                    rows.append(
                        (
                            arm.title,
                            start.title,
                            place.title,
                            round(found.value),
                            _interval(arm),
                            str(found.detail["within"]),
                            arm.detail.get("phase", ""),
                        )
                    )
                    used.extend(found.facts)
    rows.sort(key=lambda row: (str(row[0]), float(row[3] or 0)))
    return _sheet(
        f"Reach of {name_of(code)}",
        world,
        ("weapon", "from", "to", "km", "range km", "within", "phase"),
        rows,
        ("range: lowest and highest published estimate; depends: between the two", *_cited(ask, used)),
    )


def facts(ask: Ask, terms: Sequence[str], *, kinds: Sequence[str], limit: int) -> Sheet:
    """Lay out facts with everything they carry."""
    ids = [term for term in terms if _is_id(term)]
    parties = [_party(term) for term in terms if not _is_id(term)]
    found = ask.atlas.facts(
        [find_kind(kind).name for kind in kinds],
        parties=parties,
        ids=ids,
        as_of=ask.as_of,
        known_by=ask.known_by,
        limit=limit,
    )
    if ids and not found:
        raise NameNotFound("fact", ids[0], ())
    rows: list[tuple[Value, ...]] = [
        (f.id, f.kind, str(f.about), iso(f.day, f.period.precision), f.period.end.isoformat() if f.period.end else "", f.value, f.unit, f.basis, f.status, "; ".join(f"{k}: {v}" for k, v in sorted(f.detail.items())), f.known_from.isoformat(), f.citation.source, f.citation.release, f.citation.locator, f.citation.quote, f.read_by)
        for f in found
    ]  # fmt: skip
    columns = (
        "id",
        "kind",
        "about",
        "from",
        "to",
        "value",
        "unit",
        "basis",
        "status",
        "detail",
        "known from",
        "source",
        "release",
        "locator",
        "quote",
        "read by",
    )
    if ids and len(found) <= 5:
        return _cards(columns, rows)
    more = (f"the first {limit}; raise --limit for more",) if len(found) == limit else ()
    return Sheet(
        f"{len(found)} facts",
        ("id", "kind", "about", "from", "value", "status", "what", "source"),
        [
            (
                r[0] if len(rows) > 200 else str(r[0])[:_SHORT],
                r[1],
                r[2],
                r[3],
                f"{say(float(r[5]), str(r[6]))} {r[7] if r[7] != r[6] else ''}".strip()
                if isinstance(r[5], float)
                else "",
                r[8],
                f.title if f.title != f.kind.replace("_", " ") else "",
                r[11],
            )
            for r, f in zip(rows, found, strict=True)
        ],
        more,
    )


def _sheet(
    title: str, world: World, columns: tuple[str, ...], rows: list[tuple[Value, ...]], notes: Iterable[str]
) -> Sheet:
    clocks = f"as of {say_day(world.as_of)}, as known by {say_day(world.known_by)}"
    return Sheet(
        f"{title} - {clocks}",
        columns,
        rows,
        tuple(notes),
        {"as_of": world.as_of.isoformat(), "known_by": world.known_by.isoformat()},
    )


def _cited(ask: Ask, used: Iterable[Fact]) -> tuple[str, ...]:
    if not ask.cite:
        return ()
    listed = references(unique(used), ask.atlas.sources())
    lines = [
        f"[{r.number}] {r.source.publisher}: {r.source.title}{f', release {r.release}' if r.release else ''}, {r.locator if len(r.facts) == 1 else r.source.address} ({len(r.facts)} facts)"
        for r in listed[:12]
    ]
    if len(listed) > 12:
        lines.append(
            f"and {ranges([r.number for r in listed[12:]])}: {len(listed) - 12} more places; --format json or `latticework facts ID` shows each"
        )
    return tuple(lines)


def _evidence(readings: Iterable[Reading]) -> tuple[Fact, ...]:
    return unique(fact for reading in readings for fact in reading.evidence())


def _sum(reading: Reading, side: Sequence[str]) -> str:
    unit = str(reading.detail["unit"])
    values = [part.value for part in reading.parts if part.name in side and not isinstance(part.value, Unknown)]
    return say(sum(values), unit)


def _interval(fact: Fact) -> str:
    low, high = float(fact.detail["range_min"]), float(fact.detail["range_max"])
    return f"{low:,.0f}" if low == high else f"{low:,.0f}-{high:,.0f}"


def _cards(columns: tuple[str, ...], rows: list[tuple[Value, ...]]) -> Sheet:
    laid: list[tuple[Value, ...]] = []
    for row in rows:
        laid += [
            (name, value if isinstance(value, str) else str(value))
            for name, value in zip(columns, row, strict=True)
            if value not in ("", None)
        ]
    return Sheet(f"{len(rows)} fact{'s' if len(rows) > 1 else ''}", ("field", "value"), laid)


def _is_id(term: str) -> bool:
    return (
        6 <= len(term) <= ID_LENGTH
        and any(ch.isdigit() for ch in term)
        and all(ch in "0123456789abcdef" for ch in term)
    )


def _party(term: str) -> str:
    try:
        return find_state(term).code
    except NameNotFound:
        if term.upper() in groupings():
            return term.upper()
        try:
            return find_grouping(term).key
        except NameNotFound:
            pass
        raise
