"""How well next ties are forecast, beside baselines: `python evaluation/next_ties.py [--shared FOLDER] [--draws N]`.

1. The register (Kinne 2020): new agreements within three years, train labels to 2000, all pairs of 2001-2010 as test.
2. The same by expanding window: each origin's model sees labels that were over by then.
3. What each family of signs is worth: the fit of table 1 with the further signs, and without one family at a time.
4. The model that ships, frozen: origins from 1 January 2023 on, signings the fit has not seen.
The register's model is the same method with its own fit: plain, with bends (each sign's slope may change at three points), and with
further signs from the user's own files besides (UN votes, arms, regime, capability, spending, output, disputes, exercises), with
linked signs (trade, who trades with whom signs what, paths through the record, twins) and with signs that count together (products).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from next_ties_models import HORIZON, Origin, Recipe, Vector, fitted
from next_ties_register import LAST, SOURCES, baselines, load, origins
from ranking_scores import Sorted, Test, by_state, calibration_slope, draws, interval, skill

from latticework.answers.next_ties import further as more
from latticework.answers.next_ties import linked as tied
from latticework.answers.next_ties.features import FAMILIES, labels
from latticework.answers.next_ties.forecast import Odds, odds
from latticework.answers.next_ties.signings import Signing, rules, signings
from latticework.atlas import Atlas
from latticework.views.world import World

TRAIN_END = 2000
VALIDATION = tuple(range(1990, 1998))
"""Origins of validation: before, the register has too few signings for a fit."""
LATE = (1995, 1996, 1997)
"""The origins of validation by which the first five recipes were chosen."""
RECIPES = {
    "logistic": Recipe(bends=False),
    "logistic with bends": Recipe(),
    "bends, one and three years": Recipe(horizons=(1, HORIZON)),
    "bends and further signs": Recipe(further=True),
    "both": Recipe(further=True, horizons=(1, HORIZON)),
    "linked and together": Recipe(linked=tuple(tied.LINKED), together=True, horizons=(1, HORIZON)),
}
"""The register's models. The aim is set for the best of them by origins up to 1997."""
PLAIN = "bends, one and three years"
"""What the forms below are held against."""
TRIED = {
    "trade": Recipe(linked=("traded", "trade_partners_sign"), horizons=(1, HORIZON)),
    "linked": Recipe(linked=tuple(tied.LINKED), horizons=(1, HORIZON)),
    "together": Recipe(together=True, horizons=(1, HORIZON)),
    "linked, together, three years": Recipe(linked=tuple(tied.LINKED), together=True),
    "linked, together, one year": Recipe(linked=tuple(tied.LINKED), together=True, horizons=(1,)),
    "linked, together, further": Recipe(linked=tuple(tied.LINKED), further=True, together=True, horizons=(1, HORIZON)),
}
"""Forms that are shown in validation only: no one looked at them on the test years."""


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[2] / "shared")
    parser.add_argument("--draws", type=int, default=200, help="bootstrap draws by pair")
    asked = parser.parse_args()
    folder = asked.shared / "data"
    if (folder / SOURCES["dcad"]).is_dir():
        with tempfile.TemporaryDirectory() as place:
            atlas = Atlas.open(Path(place) / "store")
            load(atlas, folder)
            register(origins(atlas), asked.draws)
    else:
        print(f"no register in {folder}: tables 0 to 3 are left out")
    frozen(Atlas.in_memory(), asked.draws)


def register(every: Sequence[Origin], number: int) -> None:
    """Print tables 0 to 3."""
    validation(every, number)
    test = [o for o in every if o.year >= TRAIN_END]
    table = _test(test)
    base = {name: np.concatenate([o.baselines[name] for o in test]) for name in test[0].baselines}
    scored = {}
    for name, recipe in RECIPES.items():
        model = fitted(every, TRAIN_END, recipe)
        scored[name] = np.concatenate([model(o) for o in test])
    _show(
        f"1. Register, train labels to {TRAIN_END}, origins end of {TRAIN_END} to {LAST}, {HORIZON} years ahead",
        table, scored, base, number,
    )  # fmt: skip
    widening = {
        name: np.concatenate([fitted(every, o.year, recipe)(o) for o in test]) for name, recipe in RECIPES.items()
    }
    _show("2. The same by expanding window", table, widening, base, number)
    ablation(every, table, number)


def validation(every: Sequence[Origin], number: int) -> None:
    """Print how the models do on the origins by which they were chosen, each fitted to labels that were over by then."""
    print(f"0. Validation: origins {VALIDATION[0]} to {VALIDATION[-1]}, expanding window (forms were chosen here)")
    print(f"{'':30s}{'mean PR-AUC':>12s}{f'{LATE[0]}-{LATE[-1]}':>11s}{'log loss':>10s}   {f'mean - {PLAIN} [95 %]'}")
    seen = [o for o in every if o.year in VALIDATION]
    table = _test(seen)
    weights, late = draws(table, number), np.isin(table.origin, LATE)
    found = {name: validated(every, recipe) for name, recipe in (RECIPES | TRIED).items()}
    base = _mean_areas(found[PLAIN], table, weights)
    for name, odds_of in found.items():
        mean = _mean_areas(odds_of, table, [np.ones(len(odds_of))])[0]
        low, high = interval([a - b for a, b in zip(_mean_areas(odds_of, table, weights), base, strict=True)])
        loss = float((np.logaddexp(0, odds_of) - table.happened * odds_of).mean())
        print(f"{name:30s}{mean:12.4f}{_late(odds_of[late], table):11.4f}{loss:10.5f}   [{low:+.4f}, {high:+.4f}]")


def validated(every: Sequence[Origin], recipe: Recipe, years: Sequence[int] = VALIDATION) -> Vector:
    """Give the log-odds of a recipe on origins of validation."""
    return np.concatenate([fitted(every, o.year, recipe)(o) for o in every if o.year in years])


def _late(odds_of: Vector, table: Test) -> float:
    """Give the PR-AUC of the late origins of validation, taken together, from the log-odds of their pairs."""
    came = table.happened[np.isin(table.origin, LATE)]
    return Sorted.of(odds_of).areas(came, np.ones(len(came)))[0]


def _mean_areas(odds_of: Vector, table: Test, weights: Sequence[Vector]) -> list[float]:
    """Give the mean PR-AUC over origins for each resampling."""
    rows = [np.flatnonzero(table.origin == year) for year in VALIDATION]
    ranked = [Sorted.of(odds_of[mine]) for mine in rows]
    return [
        float(np.mean([r.areas(table.happened[mine], w[mine])[0] for r, mine in zip(ranked, rows, strict=True)]))
        for w in weights
    ]


def ablation(every: Sequence[Origin], table: Test, number: int) -> None:
    """Print what each family is worth: PR-AUC without it, in validation and test (fixed window), for the model of all signs."""
    test = [o for o in every if o.year >= TRAIN_END]
    weights = draws(table, number)

    def areas(recipe: Recipe) -> tuple[float, list[float]]:
        model = fitted(every, TRAIN_END, recipe)
        ranked = Sorted.of(np.concatenate([model(o) for o in test]))
        whole = ranked.areas(table.happened, np.ones(len(table.happened)))[0]
        return whole, [ranked.areas(table.happened, w)[0] for w in weights]

    everything, known = Recipe(further=True), _test([o for o in every if o.year in LATE])
    whole, drawn = areas(everything)
    print("\n3. Without one family at a time: bends and further signs, three years (PR-AUC)")
    print(f"{'':28s}{'validation':>12s}{'test':>8s}   {'test: lost without it [95 %]'}")
    print(f"{'all families':28s}{_late(validated(every, everything, LATE), known):12.4f}{whole:8.4f}")
    for family in dict.fromkeys((*FAMILIES.values(), *more.FURTHER.values())):
        recipe = Recipe(further=True, without=frozenset((family,)))
        precision, again = areas(recipe)
        low, high = interval([a - b for a, b in zip(drawn, again, strict=True)])
        print(
            f"{family:28s}{_late(validated(every, recipe, LATE), known):12.4f}{precision:8.4f}   {whole - precision:+.4f} [{low:+.4f}, {high:+.4f}]"
        )


def frozen(atlas: Atlas, number: int) -> None:
    """Print table 4: the model that ships, on what was signed after its fit ended."""
    later = signings(atlas.world("2026-11-01"))
    for day, horizon in ((date(2023, 1, 1), 3), (date(2024, 1, 1), 1), (date(2025, 1, 1), 1)):
        world = atlas.world(day, day)
        made = odds(world, horizon)
        assert isinstance(made, Odds)
        came = labels(made.found, later, horizon)
        test = Test(came, np.zeros(len(came), dtype=int), made.found.one, made.found.other)
        base = baselines(made.found, made.record, world)
        _show(
            f"4. Shipped model, both clocks at {day}, {horizon} years ahead", test, {"shipped": made.odds}, base, number
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


def _test(origins: Sequence[Origin]) -> Test:
    names = sorted({code for o in origins for code in o.found.system.codes})
    place = {code: i for i, code in enumerate(names)}

    def numbered(side: str) -> npt.NDArray[np.int_]:
        return np.concatenate(
            [[place[o.found.system.codes[i]] for i in getattr(o.found, side)] for o in origins]
        ).astype(int)

    came = np.concatenate([o.came[HORIZON] for o in origins])
    return Test(
        came, np.concatenate([np.full(len(o.found.one), o.year) for o in origins]), numbered("one"), numbered("other")
    )


if __name__ == "__main__":
    main()
