"""R's own file format (.rds), written without R: a data frame with labels, whole numbers, numbers, factors and days.

The layout is that of R's `saveRDS(version = 2)`: big-endian XDR, packed with gzip (R Internals, "Serialization Formats").
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np

from latticework.panels.column import Array, Column, as_float

NA_INT = -(2**31)
NA_REAL = struct.pack(">Q", 0x7FF00000000007A2)
"""The number that R shows as NA: a NaN with 1954 in its last bits."""

_SYMBOL, _PAIRS, _TEXT, _INT, _REAL, _STRINGS, _LIST, _END = 1, 2, 9, 13, 14, 16, 19, 254
_OBJECT, _ATTRIBUTES, _TAG = 1 << 8, 1 << 9, 1 << 10
_UTF8, _ASCII = 1 << 15, 1 << 18
_ROWS_AT_ONCE = 1 << 20

Attributes = dict[str, "str | tuple[str, ...] | Array"]


def write_rds(columns: Mapping[str, Column], path: Path, *, header: str = "") -> None:
    """Write columns as a data frame that R's `readRDS` reads; unknown is NA, texts are factors, days are Dates.

    Each column has the attribute "label"; the frame has the attribute "header" with this text. Whole numbers too large for R's
    integers become numbers. The bytes depend on nothing but the columns.
    """
    rows = len(next(iter(columns.values())).values) if columns else 0
    with path.open("wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=4, mtime=0) as out:
        out.write(b"X\n" + struct.pack(">iii", 2, 0x00040301, 0x00020300))
        out.write(struct.pack(">ii", _LIST | _OBJECT | _ATTRIBUTES, len(columns)))
        for column in columns.values():
            _column(out, column)  # type: ignore[arg-type]
        told: Attributes = {
            "names": tuple(columns), "row.names": np.array([NA_INT, -rows], dtype=np.int32), "class": "data.frame",
        }  # fmt: skip
        _attributes(out, {**told, **({"header": header} if header else {})})  # type: ignore[arg-type]


def _column(out: BinaryIO, column: Column) -> None:
    said: Attributes = {"label": column.label} if column.label else {}
    values = column.values
    if column.texts is not None:
        codes = np.where(values >= 0, values.astype(np.int32) + 1, np.int32(NA_INT))
        _numbers(out, _INT, codes, {**said, "levels": column.texts, "class": "factor"})
    elif values.dtype.kind == "M":
        days = np.where(np.isnat(values), np.nan, values.astype("datetime64[D]").astype(np.int64))
        _numbers(out, _REAL, days, {**said, "class": "Date"})
    elif values.dtype.kind == "f" or _too_large(column):
        _numbers(out, _REAL, as_float(values), said)
    else:
        _numbers(out, _INT, np.where(column.known, values.astype(np.int32), np.int32(NA_INT)), said)


def _too_large(column: Column) -> bool:
    shown = column.values[column.known]
    return bool(shown.size and (shown.max() >= 2**31 or shown.min() <= NA_INT))


def _numbers(out: BinaryIO, kind: int, values: Array, said: Attributes) -> None:
    flags = kind | (_ATTRIBUTES if said else 0) | (_OBJECT if "class" in said else 0)
    out.write(struct.pack(">ii", flags, len(values)))
    for start in range(0, len(values), _ROWS_AT_ONCE):
        part = values[start : start + _ROWS_AT_ONCE]
        if kind == _INT:
            out.write(part.astype(">i4").tobytes())
            continue
        bits = part.astype(">f8").view(">u8")
        bits[np.isnan(part)] = int.from_bytes(NA_REAL, "big")
        out.write(bits.tobytes())
    if said:
        _attributes(out, said)


def _attributes(out: BinaryIO, said: Attributes) -> None:
    """Write attributes as R's linked pairs, each with its name as a symbol, and the end of them."""
    for name, value in said.items():
        out.write(struct.pack(">ii", _PAIRS | _TAG, _SYMBOL))
        _text(out, name)
        if isinstance(value, np.ndarray):
            _numbers(out, _INT, value, {})
        else:
            texts = (value,) if isinstance(value, str) else value
            out.write(struct.pack(">ii", _STRINGS, len(texts)))
            for text in texts:
                _text(out, text)
    out.write(struct.pack(">i", _END))


def _text(out: BinaryIO, text: str) -> None:
    coded = text.encode()
    out.write(struct.pack(">ii", _TEXT | (_ASCII if text.isascii() else _UTF8), len(coded)) + coded)
