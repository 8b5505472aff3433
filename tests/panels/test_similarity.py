"""Likeness of portfolios, against the formulas written out, and what-if."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from latticework import panels
from latticework.errors import UsageError
from latticework.panels import GivenTables
from latticework.panels.similarity import Choice, likeness
from tests.panels.conftest import A, B, C

LEVELS = np.array([[3, 2, 0, 1, 0], [3, 3, 1, 0, 0], [0, 0, 3, 3, 1], [1, 0, 3, 3, 0], [0, 0, 0, 0, 3]], dtype=np.int8)


def written_out(x: np.ndarray, y: np.ndarray, w: np.ndarray, top: int) -> dict[str, float]:
    total, square = w.sum(), (w * (x - y) ** 2).sum()
    chance = sum(w[u] * w[v] * (x[u] - y[v]) ** 2 for u, v in itertools.product(range(len(x)), repeat=2)) / total
    middle = (w * (x + y)).sum() / (2 * total)
    pooled = (w * ((x - middle) ** 2 + (y - middle) ** 2)).sum()
    pairs = list(itertools.combinations(range(len(x)), 2))
    order = sum(w[u] * w[v] * np.sign(x[u] - x[v]) * np.sign(y[u] - y[v]) for u, v in pairs)
    untied = [sum(w[u] * w[v] for u, v in pairs if z[u] != z[v]) for z in (x, y)]
    return {
        "s_abs": 1 - 2 * (w * abs(x - y)).sum() / (top * total),
        "s_sq": 1 - 2 * square / (top**2 * total),
        "kappa": 1 - square / chance,
        "pi": 1 - square / pooled,
        "tau_b": order / np.sqrt(untied[0] * untied[1]),
    }


@pytest.mark.parametrize("weights", [None, np.array([0.4, 0.3, 0.2, 0.05, 0.05])])
def test_matrix_products_give_the_formulas(weights: np.ndarray | None) -> None:
    choice = Choice(ties=("valued", "binary"), weights="cinc" if weights is not None else "")
    found = likeness(LEVELS, choice, weights)
    ending = "_cinc" if weights is not None else ""
    for i, j in itertools.product(range(5), repeat=2):
        for kind, values, top in (("valued", LEVELS, 3), ("binary", LEVELS > 0, 1)):
            x, y = values[i].astype(float), values[j].astype(float)
            for name, value in written_out(x, y, np.ones(5) if weights is None else weights, top).items():
                assert found[f"{name}_{kind}{ending}"][i, j] == pytest.approx(value, abs=1e-12), (name, kind, i, j)


def test_likeness_is_symmetric_and_one_with_oneself() -> None:
    for matrix in likeness(LEVELS, Choice(ties=("valued", "binary"))).values():
        np.testing.assert_allclose(matrix, matrix.T)
        np.testing.assert_allclose(np.diag(matrix), 1)


def test_similarity_is_known_only_where_alliances_are(small: GivenTables) -> None:
    panel = panels.dyad_years(years=range(2018, 2020), states=[A, B], data=small).with_similarity()
    assert panel.columns["s_abs_valued"].known.tolist() == [True, False, True, False]
    assert panel.columns["s_abs_valued"].values[0] == panel.columns["s_abs_valued"].values[2]


def test_unknown_measure_is_refused() -> None:
    with pytest.raises(UsageError, match="kappa"):
        Choice(measures=("sigma",))


def test_what_if_changes_only_what_is_supposed(small: GivenTables) -> None:
    before = panels.portfolios(1972, data=small)
    after = before.without_tie(A, B)
    assert before.levels[0, 1] == 3
    assert after.levels[0, 1] == after.levels[1, 0] == 0
    assert after.with_tie(A, B).with_tie(B, A, "nonagg", both=False).likeness()["s_abs_valued"] == pytest.approx(
        before.likeness()["s_abs_valued"]
    )
    panel = after.panel()
    assert len(panel) == 6
    assert "pledges nothing" in str(panel.header()["choices"])
    with pytest.raises(UsageError, match="not two members"):
        before.with_tie(A, 40)
    with pytest.raises(UsageError, match="defense"):
        before.with_tie(A, C, "love")


def test_what_if_leaves_pairs_alone_that_pledge_as_before(data: Path) -> None:
    before = panels.portfolios(2018, data=data)
    after = before.without_tie(2, 740)
    touched = np.isin(before.system.codes[before.states], (2, 740))
    changed = before.likeness()["s_abs_valued"] != after.likeness()["s_abs_valued"]
    assert changed[np.ix_(touched, ~touched)].any()
    assert not changed[np.ix_(~touched, ~touched)].any()
