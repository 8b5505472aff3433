"""Panels as frames of other libraries: Arrow, Polars, pandas. Unknown becomes null, whatever the type."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from latticework.errors import UsageError
from latticework.panels.column import Column

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


def arrow_table(columns: Mapping[str, Column]) -> Any:
    """Give columns as an Arrow table without copying the numbers; each field carries its label.

    Raises UsageError when pyarrow is not installed.
    """
    pyarrow = _need("pyarrow", "arrow")
    fields, arrays = [], []
    for name, column in columns.items():
        array = _arrow_array(pyarrow, column)
        arrays.append(array)
        meta = {"label": column.label, "dataset": column.dataset}
        fields.append(pyarrow.field(name, array.type, metadata={k: v for k, v in meta.items() if v}))
    return pyarrow.table(arrays, schema=pyarrow.schema(fields))


def _arrow_array(pyarrow: Any, column: Column) -> Any:
    fine = column.known
    if column.texts is not None:
        places = pyarrow.array(column.values.astype(np.int32), mask=~fine)
        return pyarrow.DictionaryArray.from_arrays(places, pyarrow.array(column.texts, pyarrow.string()))
    values = np.ascontiguousarray(column.values)
    if values.dtype.kind == "M":
        return pyarrow.array(values, mask=~fine)
    bits = None if fine.all() else pyarrow.py_buffer(np.packbits(fine, bitorder="little"))
    kind = pyarrow.from_numpy_dtype(values.dtype)
    return pyarrow.Array.from_buffers(kind, len(values), [bits, pyarrow.py_buffer(values)])


def polars_frame(columns: Mapping[str, Column]) -> pl.DataFrame:
    """Give columns as a Polars frame, through Arrow where that is installed. Raises UsageError without Polars."""
    polars = _need("polars", "frames")
    if find_spec("pyarrow") is None:
        return _polars_alone(polars, columns)
    frame: pl.DataFrame = polars.from_arrow(arrow_table(columns), rechunk=False)
    texts = [name for name, column in columns.items() if column.texts is not None]
    return frame.with_columns(polars.col(texts).cast(polars.String)) if texts else frame


def _polars_alone(polars: Any, columns: Mapping[str, Column]) -> pl.DataFrame:
    made = []
    for name, column in columns.items():
        if column.texts is not None:
            made.append(polars.Series(name, column.to_list(), dtype=polars.String))
            continue
        series, fine = polars.Series(name, column.values), column.known
        made.append(series if fine.all() else series.to_frame().select(
            polars.when(polars.Series(fine)).then(polars.col(name)).alias(name)).to_series())  # fmt: skip
    frame: pl.DataFrame = polars.DataFrame(made)
    return frame


def pandas_frame(columns: Mapping[str, Column]) -> pd.DataFrame:
    """Give columns as a pandas frame: nullable whole numbers, floats, texts. Raises UsageError without pandas."""
    pandas = _need("pandas", "pandas")
    made = {}
    for name, column in columns.items():
        fine = column.known
        if column.texts is not None:
            made[name] = pandas.array([v or None for v in column.to_list()], dtype="string")
        elif column.values.dtype.kind == "i":
            made[name] = pandas.arrays.IntegerArray(column.values.copy(), ~fine)
        else:
            made[name] = column.values
    return pandas.DataFrame(made)


def _need(library: str, extra: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise UsageError(
            f"{library} is not installed", next_step=f"pip install 'latticework[{extra}]', or use another format"
        ) from error
