"""Fit the forecast of next ties to the compiled facts: `python tools/train_next_ties.py` writes weights.csv and kinds.csv.

Labels end with the year in next_ties.toml, so everything signed later is a test. No register is used: the pack alone.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import numpy as np

from latticework.answers.next_ties.features import FAMILIES, Pairs, labels, of_group, pairs
from latticework.answers.next_ties.model import Vector, fit, rate_part
from latticework.answers.next_ties.signings import Signing, rules, signings
from latticework.answers.next_ties.system import system
from latticework.atlas import Atlas

TABLES = Path(__file__).parents[1] / "src/latticework/answers/next_ties/tables"
KINDS = ("constant", "odds", "had", "active")


def main() -> None:
    """Fit both horizons and write the tables."""
    rule, atlas = rules()["training"], Atlas.in_memory()
    end = date(rule["labels_end"], 12, 31)
    record = signings(atlas.world(end, end))
    weights: list[dict[str, object]] = []
    kinds: list[dict[str, object]] = []
    for horizon in rules()["forecast"]["horizons"]:
        origins = [date(year, 12, 31) for year in range(rule["first_origin"], rule["labels_end"] - horizon + 1)]
        made = [pairs(system(atlas.world(day, day)), [s for s in record if s.day <= day]) for day in origins]
        whole, rows = fitted(horizon, made, record)
        weights += rows
        kinds += by_kind(horizon, made, record, whole)
    write("weights.csv", ("horizon", "fit", "constant", *FAMILIES), weights)
    write("kinds.csv", ("horizon", "group", *KINDS), kinds)


def fitted(horizon: int, made: list[Pairs], record: list[Signing]) -> tuple[Vector, list[dict[str, object]]]:
    """Fit a horizon, then the same to states drawn anew, so that all pairs of a state come or go together."""
    rule, random = rules()["training"], np.random.default_rng(horizon)
    table = np.concatenate([m.values for m in made])
    happened = np.concatenate([labels(m, record, horizon) for m in made])
    rate = np.concatenate([np.full(len(m.one), rate_part(m)) for m in made])
    age = np.concatenate([np.full(len(m.one), made[-1].system.day.year - m.system.day.year) for m in made])
    weight = 0.5 ** (age / rule["forget"])
    whole, mean = fit(table, happened, rate, pull=rule["pull"], weight=weight)
    rows = [row(horizon, "whole", whole), row(horizon, "centre", np.concatenate(([0.0], mean)))]
    codes = sorted({code for m in made for code in m.system.codes})
    place = {code: i for i, code in enumerate(codes)}
    one, other = (
        np.concatenate([np.array([place[m.system.codes[i]] for i in getattr(m, side)]) for m in made])
        for side in ("one", "other")
    )
    for draw in range(rule["resampled"]):
        times = np.bincount(random.integers(0, len(codes), len(codes)), minlength=len(codes))
        drawn, _ = fit(
            table, happened, rate, pull=rule["pull"], weight=weight * (times[one] + times[other]) / 2 + 1e-12
        )
        rows.append(row(horizon, f"resampled {draw + 1}", drawn))
    print(f"{horizon} years: {len(made)} origins, {len(table)} pairs, {int(happened.sum())} signed")
    return whole, rows


def by_kind(horizon: int, made: list[Pairs], record: list[Signing], whole: Vector) -> list[dict[str, object]]:
    """Fit each group on the log-odds of any signing, the pair's record in it, and the states' activity in it."""
    rule, rows = rules()["training"], []
    for group in rules()["groups"]:
        happened = np.concatenate([labels(m, record, horizon, group) for m in made])
        if happened.sum() < rule["fewest"]:
            print(f"{horizon} years, {group}: {int(happened.sum())} signed, no model")
            continue
        table = np.concatenate(
            [kind_table(m, record, group, rate_part(m) + whole[0] + m.values @ whole[1:]) for m in made]
        )
        b, _ = fit(table, happened, np.zeros(len(table)), pull=rule["kind_pull"])
        rows.append({"horizon": horizon, "group": group, **dict(zip(KINDS, map(short, b), strict=True))})
        print(f"{horizon} years, {group}: {int(happened.sum())} signed")
    return rows


def kind_table(found: Pairs, record: list[Signing], group: str, odds: Vector) -> Vector:
    """Give the three columns a group's model reads."""
    had, active = of_group(found, [s for s in record if s.day <= found.system.day], group)
    return np.column_stack((odds, had, active))


def row(horizon: int, name: str, values: Vector) -> dict[str, object]:
    """Lay out one fit."""
    return {"horizon": horizon, "fit": name, **dict(zip(("constant", *FAMILIES), map(short, values), strict=True))}


def short(value: float) -> str:
    """Write a weight so that it reads the same on every machine."""
    return f"{value:.5g}"


def write(name: str, columns: tuple[str, ...], rows: list[dict[str, object]]) -> None:
    """Write a table."""
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
