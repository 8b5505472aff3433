"""The forecast of next ties, and how past forecasts fared, as tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from latticework.answers.next_ties.forecast import Chance, odds
from latticework.answers.next_ties.forecast import partners as forecast
from latticework.answers.next_ties.scorecard import Outcome, Record, keep, outcomes, record_of, recorded, scores
from latticework.answers.next_ties.scorecard import top as counted
from latticework.answers.next_ties.signings import heir, rules
from latticework.doors.ask import Ask
from latticework.doors.render.table import Sheet, Value
from latticework.doors.sheets.common import cited, sheet
from latticework.doors.sheets.system_parts import codes_of, ids
from latticework.errors import NameNotFound, UsageError
from latticework.model.grouping import name_of
from latticework.model.period import say_day
from latticework.model.reading import Unknown, unique

TOLD = 3
"""So many families of features are told for and against each candidate."""

PAIRS = 40
"""So many pairs of a run are shown beside those that signed."""

FOLDER = "forecasts"
"""Where a store keeps the runs its user wrote down."""


def partners(ask: Ask, state: str, *, within: int = 3, kind: str | None = None, top: int = 20) -> Sheet:
    """Lay out the likeliest next partners of a state, then its adversaries with the chances they have, apart."""
    world = ask.world
    (code,) = codes_of(world, state)
    made = forecast(world, code, horizon=within, group=kind or "")
    what = f"{rules()['labels'][kind]} agreement" if kind else "defence agreement"
    title = f"Who may sign a new {what} with {name_of(code)} within {within} {'year' if within == 1 else 'years'}"
    columns = (
        "rank",
        "partner",
        "chance %",
        "from",
        "to",
        "likeliest kinds",
        "speaks for it",
        "against it",
        "signed before",
        "newest",
        "facts",
    )
    if isinstance(made, Unknown):
        return sheet(title, world, columns, [], (f"unknown: {made.because}",))
    shown = made.rows[:top]
    foes = list(made.apart)
    rows = [_row(i, c, bool(kind)) for i, c in enumerate(shown, 1)] + [_row(None, c, bool(kind)) for c in foes]
    apart = [f"without rank, apart: {name_of(c.partner)} ({c.apart})" for c in foes]
    notes = (
        f"chance: of a signing, by a model of the record; from-to: middle nine tenths over {rules()['training']['resampled']} fits to resampled states",
        "for and against: what each family of signs adds to the log-odds, against the mean pair",
        *apart, *made.notes, f"run {made.run}, decided so: {made.rule}",
    )  # fmt: skip
    used = unique(fact for c in (*shown, *foes) for fact in c.earlier)
    laid = sheet(title, world, columns, rows, (*notes, *cited(ask, used)))
    laid.meta |= {
        "run": made.run,
        "horizon": within,
        "kind": kind or "",
        "rule": made.rule,
        "releases": list(made.releases),
    }
    return laid


def record(ask: Ask, *, within: int = 3, kind: str | None = None) -> tuple[Path, bool]:
    """Write the run of the day down beside the store, all pairs of it; what stands is never changed."""
    if ask.atlas.store is None:
        raise UsageError(
            "there is no store to write the forecast to", next_step="name a folder that can be written with --store"
        )
    made = odds(ask.world, within, kind or "")
    if isinstance(made, Unknown):
        raise UsageError(f"nothing to write down: {made.because}", next_step="choose another day or --kind")
    return keep(record_of(ask.world, made, date.today()), ask.atlas.store.folder / FOLDER)


def scorecard(ask: Ask, run: str | None = None, *, state: str | None = None, bins: bool = False) -> Sheet:
    """Lay out all runs written down with their scores; or one run pair by pair, or by how its chances held."""
    store = ask.atlas.store
    records = recorded(store.folder / FOLDER if store else None)
    if run is None:
        return _all(ask, records, state)
    chosen = [r for r in records if r.run.startswith(run)]
    if len(chosen) != 1:
        raise NameNotFound("run", run, [r.run for r in records])
    return _bins(ask, chosen[0]) if bins else _pairs(ask, chosen[0], state)


def _all(ask: Ask, records: list[Record], state: str | None) -> Sheet:
    columns = ("run", "origin", "years", "kind", "made", "pairs", "signed", "forecast", "decided", "Brier", "skill", "ROC", f"in top {counted()}")  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for r in records:
        found = _of(ask, outcomes(ask.world, r), state)
        scored = scores(found)
        rows.append(
            (r.run, r.origin.isoformat(), r.horizon, r.group or "any", r.made.isoformat(), len(found),
             sum(1 for o in found if o.signing), round(sum(o.chance for o in found), 1), "yes" if scored else f"on {r.ends.isoformat()}",
             *((f"{scored.brier:.5f}", *map(_plain, (scored.skill, scored.area, scored.recall))) if scored else ("open",) * 4))
        )  # fmt: skip
    notes = (
        "a run whose horizon is not over, or not yet covered, is open: signings so far are counted, nothing is scored",
        "forecast: the sum of the chances, to be held against signed; skill: 1 - Brier / Brier of the share that came; 1 is perfect, 0 no better than that share",
        f"ROC: the area under the curve, 0.5 is chance; in top {counted()}: share of a state's new agreements among its {counted()} likeliest, mean over states",
        "made after origin: worked out later from what was public on the origin day; the model was fitted to signings up to the end of"
        f" {rules()['training']['labels_end']}",
    )  # fmt: skip
    who = f" for {name_of(codes_of(ask.world, state)[0])}" if state else ""
    return sheet(f"Scorecard of {len(records)} forecasts{who}", ask.world, columns, rows, notes)


def _pairs(ask: Ask, record: Record, state: str | None) -> Sheet:
    found = sorted(_of(ask, outcomes(ask.world, record), state), key=lambda o: (-o.chance, o.pair))
    shown = [(i, o) for i, o in enumerate(found, 1) if i <= PAIRS or o.signing]
    rows: list[tuple[Value, ...]] = [
        (i, name_of(o.pair[0]), name_of(o.pair[1]), round(100 * o.chance, 1), _came(o),
         o.signing.day.isoformat() if o.signing else "", o.signing.fact.title if o.signing else "", ids([o.signing.fact]) if o.signing else "")
        for i, o in shown
    ]  # fmt: skip
    title = f"Run {record.run}: {record.horizon} {'year' if record.horizon == 1 else 'years'} from {say_day(record.origin)}, {len(found)} pairs"
    notes = (f"decided so: {record.rule}", f"shown: the likeliest {PAIRS}, and every pair that signed")
    return sheet(
        title, ask.world, ("rank", "state", "partner", "chance %", "came", "on", "what", "fact"), rows,
        (*notes, *cited(ask, (o.signing.fact for _, o in shown if o.signing))),
    )  # fmt: skip


def _bins(ask: Ask, record: Record) -> Sheet:
    scored = scores(outcomes(ask.world, record))
    rows: list[tuple[Value, ...]] = [
        (f"{100 * low:g} to {100 * high:g} %", n, round(100 * told, 2), round(100 * came, 2))
        for low, high, n, told, came in (scored.bins if scored else ())
    ]
    notes = () if scored else (f"the run is open until {say_day(record.ends)}",)
    return sheet(
        f"How the chances of run {record.run} held", ask.world, ("chance", "pairs", "forecast %", "came %"), rows, notes
    )


def _of(ask: Ask, found: list[Outcome], state: str | None) -> list[Outcome]:
    if state is None:
        return found
    (code,) = codes_of(ask.world, state)
    return [o for o in found if heir(code) in (heir(o.pair[0]), heir(o.pair[1]))]


def _came(outcome: Outcome) -> str:
    return "signed" if outcome.signing else "none on record" if outcome.decided else "open"


def _row(rank: int | None, c: Chance, one_kind: bool) -> tuple[Value, ...]:
    up = [f"{name} +{value:.1f}" for name, value in c.parts if value >= 0.05][:TOLD]
    down = [f"{name} -{-value:.1f}" for name, value in c.parts if value <= -0.05][:TOLD]
    kinds = "" if one_kind else ", ".join(f"{name} {_percent(value)}" for name, value in c.kinds[:2])
    newest = c.earlier[0].period.surely_since.isoformat() if c.earlier else "none on record"
    return (
        str(rank) if rank else "apart", name_of(c.partner), round(100 * c.value, 1), round(100 * c.low, 1), round(100 * c.high, 1), kinds,
        ", ".join(up), ", ".join(down), len(c.earlier), newest, ids(c.earlier),
    )  # fmt: skip


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %" if value >= 0.01 else "under 1 %"


def _plain(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
