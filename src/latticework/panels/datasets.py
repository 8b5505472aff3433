"""The cards of the datasets panels are made of, read from tables/datasets.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from latticework.errors import NameNotFound


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table of a source: where it is, what its rows are about, which columns are taken, what years it covers.

    `years` are the first and the last year covered; outside them every value is unknown. Where `absent` is "none", a pair
    or state without a row inside the coverage has none of it: zero in the columns of `zero`. `missing` are numbers
    that mean missing in the file. `whole` are columns of whole numbers that the file writes with a point.
    """

    name: str
    title: str
    release: str
    file: str
    unit: str
    system: str
    keys: tuple[str, ...]
    take: tuple[str, ...]
    years: tuple[int, int]
    address: str
    citation: str
    absent: str = "unknown"
    zero: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The key columns and the taken columns, in this order."""
        return (*self.keys, *self.take)


@lru_cache(maxsize=1)
def datasets() -> dict[str, Dataset]:
    """Give every dataset card by name."""
    text = files("latticework.panels").joinpath("tables/datasets.toml").read_text(encoding="utf-8")
    return {name: _card(name, row) for name, row in tomllib.loads(text).items()}


def find_dataset(name: str) -> Dataset:
    """Give the card of a dataset; raises NameNotFound with near names."""
    cards = datasets()
    if name not in cards:
        raise NameNotFound("dataset of panels", name, cards)
    return cards[name]


def _card(name: str, row: dict[str, object]) -> Dataset:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Dataset(name=name, **values)  # type: ignore[arg-type]
