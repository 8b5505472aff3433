"""How past forecasts fared: each kept as it was made, and resolved by the rule it was published with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from statistics import mean

from latticework.answers.next_ties.features import DAYS_A_YEAR
from latticework.answers.next_ties.forecast import VERSION, Odds, deciding, run_of
from latticework.answers.next_ties.model import chance
from latticework.answers.next_ties.signings import Signing, heir, rules, signings
from latticework.answers.next_ties.system import record_ends
from latticework.errors import UsageError
from latticework.views.world import World


@dataclass(frozen=True, slots=True)
class Record:
    """A run of the forecast as it was made: the chance of every pair at risk, the rule, and the day it was written down.

    `made` may lie after `origin`: then the run was worked out later from what was known by the second clock.
    """

    run: str
    origin: date
    known_by: date
    horizon: int
    group: str
    made: date
    version: int
    rule: str
    chances: dict[str, float]

    @property
    def ends(self) -> date:
        """The last day of the horizon."""
        return self.origin + timedelta(days=round(self.horizon * DAYS_A_YEAR))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One pair of a run: what was forecast, the signing that decided it, and whether it is decided at all."""

    pair: tuple[str, str]
    chance: float
    signing: Signing | None
    decided: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """What a decided run is worth. `skill` is 1 - Brier / Brier of giving each pair the share that came; `area` is that under
    the ROC curve; `recall` the mean over states of the share of their new agreements among their `top()` likeliest partners;
    `bins` hold low end, high end, pairs, mean chance and share that came.
    """

    pairs: int
    came: int
    expected: float
    brier: float
    skill: float | None
    area: float | None
    recall: float | None
    bins: tuple[tuple[float, float, int, float, float], ...]


def top() -> int:
    """Give among how many likeliest partners of each state recall is counted."""
    return int(rules()["scorecard"]["top"])


def record_of(world: World, made: Odds, day: date) -> Record:
    """Write a run down: every pair at risk with its chance."""
    found, values = made.found, chance(made.odds)
    codes = found.system.codes
    pairs = {
        f"{codes[a]}-{codes[b]}": round(float(p), 5) for a, b, p in zip(found.one, found.other, values, strict=True)
    }
    run = run_of(world, made.horizon, made.group, made)
    return Record(
        run, world.as_of, world.known_by, made.horizon, made.group, day, VERSION, deciding(world.as_of, made.horizon, made.group), pairs
    )  # fmt: skip


def outcomes(world: World, record: Record) -> list[Outcome]:
    """Resolve a run by the facts of a world: signings after its origin and within its horizon. Pairs keep the order of the record."""
    end = record_ends(world)
    known_to = world.as_of if end is None else min(end, world.as_of)
    signed: dict[tuple[str, str], Signing] = {}
    for s in signings(world):
        if record.origin < s.day <= record.ends and (not record.group or s.group == record.group):
            one, other = sorted((heir(s.pair[0]), heir(s.pair[1])))
            signed.setdefault((one, other), s)
    found = []
    for key, value in record.chances.items():
        one, other = key.split("-")
        signing = signed.get((min(heir(one), heir(other)), max(heir(one), heir(other))))
        found.append(Outcome((one, other), value, signing, signing is not None or record.ends <= known_to))
    return found


def scores(found: Sequence[Outcome]) -> Scores | None:
    """Score a run; None while a pair of it is open, for those decided early are all of one kind."""
    if not found or not all(o.decided for o in found):
        return None
    came = [1.0 if o.signing else 0.0 for o in found]
    chances = [o.chance for o in found]
    base, brier = mean(came), mean((p - y) ** 2 for p, y in zip(chances, came, strict=True))
    return Scores(
        len(found), int(sum(came)), sum(chances), brier, 1 - brier / (base * (1 - base)) if 0 < base < 1 else None,
        _area(chances, came), _recall(found), tuple(_bins(chances, came)),
    )  # fmt: skip


def recorded(folder: Path | None = None) -> list[Record]:
    """Give all runs written down, oldest origin first: those that ship, and those of a folder. Raises UsageError for a file that is none."""
    own = sorted(folder.glob("*.json")) if folder and folder.is_dir() else []
    found = {record.run: record for record in (*_shipped(), *(_parse(path.read_bytes(), str(path)) for path in own))}
    return sorted(found.values(), key=lambda r: (r.origin, r.horizon, r.group, r.run))


def keep(record: Record, folder: Path) -> tuple[Path, bool]:
    """Write a run down in a folder, whole or not at all, and give the file and whether it is new; what stands is never changed."""
    path = folder / f"{record.run}.json"
    if path.exists():
        return path, False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(written(record), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise UsageError(
            f"cannot write the forecast to {folder}: {error.strerror}", next_step="choose another --store"
        ) from error
    return path, True


def written(record: Record) -> str:
    """Give a run as JSON, one pair a line."""
    row = {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(record).items()}
    return json.dumps(row, indent=0, ensure_ascii=False) + "\n"


@cache
def _shipped() -> tuple[Record, ...]:
    folder = files("latticework.answers.next_ties").joinpath("tables", "forecasts")
    return tuple(_parse(path.read_bytes(), path.name) for path in folder.iterdir() if path.name.endswith(".json"))


def _parse(text: bytes, place: str) -> Record:
    try:
        row = json.loads(text)
        row |= {name: date.fromisoformat(row[name]) for name in ("origin", "known_by", "made")}
        return Record(**row)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(f"{place} is no recorded forecast: {error}", next_step="remove or mend the file") from error


def _area(chances: Sequence[float], came: Sequence[float]) -> float | None:
    """Give the chance that a pair that signed was ranked above one that did not, ties counting half."""
    ones = int(sum(came))
    if not 0 < ones < len(came):
        return None
    order = sorted(range(len(chances)), key=lambda i: chances[i])
    total, start = 0.0, 0
    while start < len(order):
        stop = start
        while stop < len(order) and chances[order[stop]] == chances[order[start]]:
            stop += 1
        total += (start + 1 + stop) / 2 * sum(came[i] for i in order[start:stop])
        start = stop
    return (total - ones * (ones + 1) / 2) / (ones * (len(came) - ones))


def _recall(found: Iterable[Outcome]) -> float | None:
    of_state: dict[str, list[Outcome]] = {}
    for outcome in found:
        for state in outcome.pair:
            of_state.setdefault(state, []).append(outcome)
    shares = []
    for rows in of_state.values():
        came = sum(1 for o in rows if o.signing)
        if came:
            likeliest = sorted(rows, key=lambda o: (-o.chance, o.pair))[: top()]
            shares.append(sum(1 for o in likeliest if o.signing) / came)
    return mean(shares) if shares else None


def _bins(chances: Sequence[float], came: Sequence[float]) -> Iterable[tuple[float, float, int, float, float]]:
    for low, high in pairwise(rules()["scorecard"]["bins"]):
        inside = [(p, y) for p, y in zip(chances, came, strict=True) if low <= p < high or p == high == 1.0]
        if inside:
            yield low, high, len(inside), mean(p for p, _ in inside), mean(y for _, y in inside)
