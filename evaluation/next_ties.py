"""How well next ties are forecast, beside baselines: `python evaluation/next_ties.py [--shared FOLDER] [--draws N]`.

1. The register (Kinne 2020): new agreements within three years, train labels to 2000, all pairs of 2001-2010 as test.
2. The same by expanding window: each origin's model sees labels that were over by then.
3. The model that ships, frozen: origins from 1 January 2023 on, signings the fit has not seen.
The register's model is the same method with its own fit, plain and with bends (each sign's slope may change at three points).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from ranking_scores import Sorted, Test, by_state, calibration_slope, draws, interval, skill

from latticework.answers.next_ties.features import FAMILIES, Pairs, labels, pairs, weighed
from latticework.answers.next_ties.forecast import Odds, odds
from latticework.answers.next_ties.model import fit, rate_part
from latticework.answers.next_ties.signings import Signing, rules, signings
from latticework.answers.next_ties.system import system
from latticework.atlas import Atlas
from latticework.views.world import World

Vector = npt.NDArray[np.float64]
LEFT_OUT = ("shared_groupings", "partnership")
"""Signs the register's model does without: chosen on origins up to 1997, where the compiled tables of both are thin."""
BENT = (
    *(name for name in FAMILIES if FAMILIES[name] in ("momentum", "their own record", "network", "nearness") and name not in ("close", "pair_ever")),
    "through_groupings",
)  # fmt: skip
"""Signs whose slope may change: all that are not steps."""
BENDS = (0.0, 1.0, 2.0)
PLAIN_PULL, BENT_PULL, FORGET, HORIZON = 200.0, 500.0, 4.0, 3
SOURCES = {
    "dcad": "dcad-kinne",
    "cow-nmc": "cow-nmc",
    "ideal-points": "unga-ideal-points",
    "sipri-arms": "sipri-arms-transfers",
}


@dataclass(frozen=True)
class Origin:
    """One origin: its pairs, what came within the horizon, and the scores of the baselines."""

    year: int
    found: Pairs
    came: Vector
    baselines: dict[str, Vector]


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--draws", type=int, default=200, help="bootstrap draws by pair")
    asked = parser.parse_args()
    folder = asked.shared / "data"
    if (folder / SOURCES["dcad"]).is_dir():
        with tempfile.TemporaryDirectory() as place:
            atlas = Atlas.open(Path(place) / "store")
            for key, name in SOURCES.items():
                atlas.get(key, folder / name)
            register(atlas, asked.draws)
    else:
        print(f"no register in {folder}: tables 1 and 2 are left out")
    frozen(Atlas.in_memory(), asked.draws)


def register(atlas: Atlas, number: int) -> None:
    """Print tables 1 and 2."""
    world = atlas.world("2020-12-31")
    record = [s for s in signings(_only_register(world)) if s.day.year <= 2010]
    origins = [_origin(atlas, year, record) for year in range(1983, 2008)]
    train, test = [o for o in origins if o.year <= 1997], [o for o in origins if o.year >= 2000]
    table = _test(test)
    baselines = {name: np.concatenate([o.baselines[name] for o in test]) for name in test[0].baselines}
    models = {
        "logistic": _fitted(train, _plain, PLAIN_PULL),
        "logistic with bends": _fitted(train, _bent(train), BENT_PULL),
    }
    scored = {name: np.concatenate([model(o) for o in test]) for name, model in models.items()}
    _show(
        f"1. Register, train labels to 2000, origins end of 2000 to 2007, {HORIZON} years ahead",
        table,
        scored,
        baselines,
        number,
    )
    widening = {"logistic": [], "logistic with bends": []}
    for o in test:
        seen = [t for t in origins if t.year + HORIZON <= o.year]
        widening["logistic"].append(_fitted(seen, _plain, PLAIN_PULL)(o))
        widening["logistic with bends"].append(_fitted(seen, _bent(seen), BENT_PULL)(o))
    _show(
        "2. The same by expanding window", table, {k: np.concatenate(v) for k, v in widening.items()}, baselines, number
    )


def frozen(atlas: Atlas, number: int) -> None:
    """Print table 3: the model that ships, on what was signed after its fit ended."""
    later = signings(atlas.world("2026-11-01"))
    for day, horizon in ((date(2023, 1, 1), 3), (date(2024, 1, 1), 1), (date(2025, 1, 1), 1)):
        world = atlas.world(day, day)
        made = odds(world, horizon)
        assert isinstance(made, Odds)
        came = labels(made.found, later, horizon)
        test = Test(came, np.zeros(len(came), dtype=int), made.found.one, made.found.other)
        base = _baselines(made.found, made.record, world)
        _show(
            f"3. Shipped model, both clocks at {day}, {horizon} years ahead", test, {"shipped": made.odds}, base, number
        )
        if horizon == HORIZON:
            _new_partners(made, test, base)
            _kinds(world, later)


def _new_partners(made: Odds, test: Test, base: dict[str, Vector]) -> None:
    before = {s.pair for s in made.record}
    codes, covered = made.found.system.codes, made.found.system.covered
    fresh = np.array([(codes[a], codes[b]) not in before for a, b in zip(test.one, test.other, strict=True)])
    print(
        f"first agreements on record among them: {int(test.happened[fresh].sum())} pairs; for each covered state, ranked among its pairs without any before"
    )
    for name, score in {"shipped": made.odds, **base}.items():
        hits, total, precisions = 0, 0, []
        for state in np.flatnonzero(covered):
            mine = np.flatnonzero(((test.one == state) | (test.other == state)) & fresh)
            came = test.happened[mine][np.argsort(-score[mine], kind="stable")]
            if came.sum():
                hits, total = hits + int(came[:20].sum()), total + int(came.sum())
                places = np.flatnonzero(came) + 1
                precisions.append(float((np.arange(1, len(places) + 1) / places).mean()))
        print(f"  {name:26s} {hits:3d} of {total} in the top 20, MAP {np.mean(precisions):.3f}")


def _kinds(world: World, later: Sequence[Signing]) -> None:
    print("by kind of agreement (skill against the share that came)")
    for group in rules()["groups"]:
        made = odds(world, HORIZON, group)
        if not isinstance(made, Odds):
            print(f"  {group:26s} {made.because}")
            continue
        came = labels(made.found, later, HORIZON, group)
        precision, area = Sorted.of(made.odds).areas(came, np.ones(len(came)))
        print(
            f"  {group:26s} {int(came.sum()):3d} signed, {(1 / (1 + np.exp(-made.odds))).sum():5.1f} forecast, PR-AUC {precision:.3f} (base {came.mean():.4f}), ROC-AUC {area:.3f}, skill {skill(made.odds, came)[1]:+.3f}"
        )


def _show(title: str, test: Test, models: dict[str, Vector], baselines: dict[str, Vector], number: int) -> None:
    print(
        f"\n{title}\n{len(test.happened)} pairs, {int(test.happened.sum())} signed, base rate {test.happened.mean():.4f}; intervals: {number} draws of pairs"
    )
    print(
        f"{'':28s}{'PR-AUC':>8s} {'[95 %]':16s}{'ROC-AUC':>8s} {'[95 %]':16s}{'Brier':>8s}{'skill':>8s}{'slope':>7s}{'at 10':>7s}{'at 20':>7s}{'MAP':>7s}"
    )
    weights = draws(test, number)
    areas: dict[str, list[tuple[float, float]]] = {}
    for name, score in {**models, **baselines}.items():
        ranked = Sorted.of(score)
        whole = ranked.areas(test.happened, np.ones(len(score)))
        areas[name] = [ranked.areas(test.happened, w) for w in weights]
        bounds = [interval([a[i] for a in areas[name]]) for i in (0, 1)]
        recalls, precision = by_state(score, test)
        brier, gain = skill(score, test.happened)
        odds_like = (
            f"{brier:8.5f}{gain:8.4f}{calibration_slope(score, test.happened):7.2f}" if name in models else f"{'':23s}"
        )
        print(
            f"{name:28s}{whole[0]:8.4f} [{bounds[0][0]:.3f}, {bounds[0][1]:.3f}]  {whole[1]:8.4f} [{bounds[1][0]:.3f}, {bounds[1][1]:.3f}]  {odds_like}{recalls[0]:7.3f}{recalls[1]:7.3f}{precision:7.3f}"
        )
    best = max(baselines, key=lambda n: Sorted.of(baselines[n]).areas(test.happened, np.ones(len(test.happened)))[0])
    for name in models:
        low, high = interval([m[0] - b[0] for m, b in zip(areas[name], areas[best], strict=True)])
        print(f"{name} - best baseline ({best}), PR-AUC: [{low:+.4f}, {high:+.4f}]")


def _origin(atlas: Atlas, year: int, record: Sequence[Signing]) -> Origin:
    world = atlas.world(date(year, 12, 31))
    there = system(world)
    there = replace(there, covered=np.ones(len(there.codes), dtype=bool))
    past = [s for s in record if s.day <= there.day]
    found = pairs(there, past)
    return Origin(year, found, labels(found, record, HORIZON), _baselines(found, past, world))


def _only_register(world: World) -> World:
    facts = world.memory.select(("agreement",))
    return replace(Atlas.in_memory(facts).world(world.as_of), coverage=world.coverage)


def _baselines(found: Pairs, past: Sequence[Signing], world: World) -> dict[str, Vector]:
    there, one, other = found.system, found.one, found.other
    ever = (weighed(there, past, np.inf) > 0) * 1.0
    last = np.full(ever.shape, 1e3)
    for s in past:
        a, b = (there.row(code) for code in s.pair)
        if a is not None and b is not None:
            last[a, b] = last[b, a] = min(last[a, b], (there.day - s.day).days / 365.25)
    degree = ever.sum(1)
    inverse = (
        np.linalg.inv(np.eye(len(ever)) - 0.5 * ever / max(np.abs(np.linalg.eigvalsh(ever)).max(), 1e-9))
        if ever.any()
        else ever
    )
    tables = {
        "climatology": np.zeros(ever.shape), "last tie": -last, "common neighbours": ever @ ever,
        "Adamic-Adar": ever @ (ever / np.log(degree + 2)[:, None]), "preferential attachment": np.outer(degree, degree), "Katz": inverse,
    }  # fmt: skip
    spending = _figure(there.codes, world, "capability", "milex")
    spending = spending if np.isfinite(spending).any() else _figure(there.codes, world, "military_spending", "")
    if np.isfinite(spending).any():
        known = np.nan_to_num(spending)
        tables["gravity"] = np.outer(known, known) / (there.km + 100)
    votes = _figure(there.codes, world, "ideal_point", "all votes")
    if np.isfinite(votes).any():
        tables["UN votes"] = -np.nan_to_num(np.abs(votes[:, None] - votes), nan=9.0)
    arms = np.zeros(ever.shape)
    for fact in world.seen("arms_transfer"):
        a, b = there.row(fact.about.givers[0]), there.row(fact.about.receivers[0])
        if a is not None and b is not None and fact.value and there.day.year - 15 <= fact.day.year < there.day.year:
            arms[a, b] += fact.value
    if arms.any():
        tables["arms transfers"] = arms + arms.T
    return {name: table[one, other] for name, table in tables.items()}


def _figure(codes: Sequence[str], world: World, kind: str, basis: str) -> Vector:
    found = np.full(len(codes), np.nan)
    rows = {code: i for i, code in enumerate(codes)}
    for fact in sorted(world.seen(kind), key=lambda f: (f.day, f.citation.release)):
        at = rows.get(fact.about.givers[0])
        if (
            at is not None
            and fact.value is not None
            and (not basis or fact.basis == basis)
            and fact.day.year < world.as_of.year
        ):
            found[at] = fact.value
    return found


def _test(origins: Sequence[Origin]) -> Test:
    names = sorted({code for o in origins for code in o.found.system.codes})
    place = {code: i for i, code in enumerate(names)}

    def numbered(side: str) -> npt.NDArray[np.int_]:
        return np.concatenate(
            [[place[o.found.system.codes[i]] for i in getattr(o.found, side)] for o in origins]
        ).astype(int)

    came = np.concatenate([o.came for o in origins])
    return Test(
        came, np.concatenate([np.full(len(o.came), o.year) for o in origins]), numbered("one"), numbered("other")
    )


def _plain(found: Pairs) -> Vector:
    return found.values[:, [i for i, name in enumerate(FAMILIES) if name not in LEFT_OUT]]


def _bent(train: Sequence[Origin]) -> Callable[[Pairs], Vector]:
    table = np.concatenate([o.found.values for o in train])
    mean, scale = table.mean(0), table.std(0) + 1e-9
    at = [list(FAMILIES).index(name) for name in BENT]

    def lay(found: Pairs) -> Vector:
        scaled = np.clip((found.values - mean) / scale, -4, 4)
        return np.column_stack((_plain(found), *(np.maximum(scaled[:, at] - bend, 0) for bend in BENDS)))

    return lay


def _fitted(train: Sequence[Origin], lay: Callable[[Pairs], Vector], pull: float) -> Callable[[Origin], Vector]:
    table, came = np.concatenate([lay(o.found) for o in train]), np.concatenate([o.came for o in train])
    rate = np.concatenate([np.full(len(o.came), rate_part(o.found)) for o in train])
    age = np.concatenate([np.full(len(o.came), train[-1].year - o.year) for o in train])
    weights, _ = fit(table, came, rate, pull=pull, weight=0.5 ** (age / FORGET))
    return lambda o: np.asarray(rate_part(o.found) + weights[0] + lay(o.found) @ weights[1:], dtype=np.float64)


if __name__ == "__main__":
    main()
