"""Columns of a panel: compact arrays in which unknown has its own mark, never zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
"""An array of numbers; each function says of what."""

_WHOLE = (np.int8, np.int16, np.int32, np.int64)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: values, with unknown as NaN (floats), the least number of the type (whole numbers) or -1 (texts).

    For texts the values are places in `texts`. `label` says in one line what the numbers are; `dataset` is the card
    they come from, empty for what the panel counts itself.
    """

    values: Array
    label: str = ""
    dataset: str = ""
    texts: tuple[str, ...] | None = None

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where the value is known, one truth value a row."""
        if self.texts is not None:
            return np.asarray(self.values >= 0)
        return known(self.values)

    def take(self, rows: Array) -> Column:
        """Keep these rows (places or truth values), in this order."""
        return Column(self.values[rows], self.label, self.dataset, self.texts)

    def to_list(self) -> list[float | int | str | None]:
        """Give plain Python values, None where unknown. For small panels and tests."""
        fine = self.known.tolist()
        if self.texts is not None:
            return [self.texts[v] if ok else None for v, ok in zip(self.values.tolist(), fine, strict=True)]
        return [v if ok else None for v, ok in zip(self.values.tolist(), fine, strict=True)]


def unknown_of(dtype: np.dtype[Any]) -> Any:
    """Give the mark that stands for unknown in arrays of a type."""
    return np.nan if dtype.kind == "f" else np.iinfo(dtype).min


def known(values: Array) -> NDArray[np.bool_]:
    """Give where an array holds known values."""
    if values.dtype.kind == "f":
        return ~np.isnan(values)
    if values.dtype.kind == "M":
        return ~np.isnat(values)
    return np.asarray(values != unknown_of(values.dtype))


def blank(count: int | tuple[int, ...], dtype: np.dtype[Any]) -> Array:
    """Give an array in which everything is unknown."""
    return np.full(count, unknown_of(dtype), dtype=dtype)


def compact(values: Array, fine: NDArray[np.bool_]) -> Array:
    """Store whole numbers in the smallest type that holds them and the mark of unknown; floats stay as they are."""
    if values.dtype.kind == "f":
        out = np.array(values, dtype=np.float64)
        out[~fine] = np.nan
        return out
    shown = values[fine]
    least, most = (int(shown.min()), int(shown.max())) if shown.size else (0, 0)
    dtype = next(np.dtype(t) for t in _WHOLE if np.iinfo(t).min < least and most <= np.iinfo(t).max)
    out = np.where(fine, values, 0).astype(dtype)
    out[~fine] = unknown_of(dtype)
    return out


def as_float(values: Array) -> NDArray[np.float64]:
    """Give an array as floats, unknown as NaN."""
    if values.dtype.kind == "f":
        return np.asarray(values, dtype=np.float64)
    out = values.astype(np.float64)
    out[~known(values)] = np.nan
    return out
