"""Networks as they are stored: one byte a weight with a scale for each row; vectors in two bytes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np


def packed(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Round the arrays of a network; `latticework.text.network_layers.read_weights` reads what is saved of them."""
    out: dict[str, np.ndarray] = {}
    for name, array in weights.items():
        if array.ndim > 1:
            out[name], out[f"{name}.scale"] = one_byte(array)
        else:
            out[name] = array.astype(np.float16)
    return out


def one_byte(array: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round a matrix to one byte a weight, each row by its own scale."""
    scale = np.abs(array).max(-1, keepdims=True) / 127 + 1e-12
    return np.round(array / scale).astype(np.int8), scale.astype(np.float32)
