"""The weights that ship with the package, or a clear error where the installation is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any
from zipfile import BadZipFile
from zlib import error as zlib_error

import numpy as np

from latticework.errors import DataError


@contextmanager
def stored_weights(folder: str) -> Iterator[Any]:
    """Open the arrays of a model of the package while they are read; raises DataError when the file is gone or damaged."""
    path = files("latticework.text").joinpath(folder, "weights.npz")
    try:
        with path.open("rb") as stream, np.load(stream) as stored:
            yield stored
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, BadZipFile, zlib_error) as error:
        raise DataError(
            "a model of the installation is damaged", place=str(path), next_step="install latticework again"
        ) from error
