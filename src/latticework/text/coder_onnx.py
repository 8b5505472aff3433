"""A coder that runs any sequence-classification model in ONNX: a folder with model.onnx, tokenizer.json and roots.json.

The model reads the sentence with marks around source and target and gives one logit for each root. onnxruntime and
tokenizers (extra `neural`) are imported only when such a coder is made. `tools/train_neural.py` writes such folders.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeGuard

import numpy as np
from numpy.typing import NDArray

from latticework.errors import DataError, NameNotFound, UsageError
from latticework.text.coder import NONE, linear
from latticework.text.pairs import Pair

Marks = tuple[str, str, str, str]
"""What is written before and after the source, before and after the target."""

MARKS: Marks = ("[S] ", " [/S]", "[T] ", " [/T]")
"""The marks when roots.json names no others; not `<s>`, which many vocabularies keep for the start of a text."""

LONGEST = 256
"""Pieces of a sentence that the model is given when roots.json says nothing else; what is beyond is cut off."""

BATCH = 32
"""Sentences scored at once."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
"""The inputs that a model may ask for, as transformers names them."""

_PADS = ("[PAD]", "<pad>")
_INTEGERS = {"tensor(int64)": np.int64, "tensor(int32)": np.int32}
_HOW = "docs/coders.md says what the folder holds; tools/train_neural.py writes one"


def written(pair: Pair, marks: Marks = ("", "", "", "")) -> str:
    """Write the sentence of a pair, one space where the document has any, with marks around source and target.

    A mark that the text itself holds is broken by a space, so that marks stand only where they are put.

    >>> from latticework.text.marked import pairs_of
    >>> pair, = pairs_of(["<t>Japan's</t> envoy  met <s>a guest</s> [S] today."])
    >>> written(pair, MARKS)
    "[T] Japan's [/T] envoy met [S] a guest [/S] [ S] today."
    """
    sides = ((pair.source, *marks[:2]), (pair.target, *marks[2:]))
    opening = sorted(sides, key=lambda side: -side[0][1])
    closing = sorted(sides, key=lambda side: side[0][0])[::-1]
    firsts = tuple({mark.strip()[0] for mark in marks if mark.strip()})
    text, before = "", None
    for i, token in enumerate(pair.clause.tokens):
        if before is not None:
            apart = token.start > before.end and not (token.form[0] in "'’" and token.form[1:].lower() == "s")
            text += " " if apart or (firsts and before.form.endswith(firsts)) else ""
        text += "".join(opens for span, opens, _ in opening if span[0] == i) + token.form
        text += "".join(closes for span, _, closes in closing if span[1] == i + 1)
        before = token
    return text


@dataclass(frozen=True, slots=True)
class Onnx:
    """A model of a folder, ready to score; `version` hashes the model file and, after a dash, what stands beside it."""

    roots: tuple[str, ...]
    version: str
    marks: Marks
    batch: int
    session: Any
    tokenizer: Any
    place: str
    name: str = "onnx"

    def scores(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Give the probability of each root for each pair; raises DataError when the model gives no numbers."""
        texts = [written(pair, self.marks) for pair in pairs]
        out = np.zeros((len(texts), len(self.roots)))
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), self.batch):
            now = by_length[start : start + self.batch]
            out[now] = _softmax(self._logits([texts[i] for i in now]))
        return out

    def _logits(self, texts: list[str]) -> NDArray[np.float64]:
        coded = self.tokenizer.encode_batch(texts)
        columns = {
            "input_ids": [row.ids for row in coded],
            "attention_mask": [row.attention_mask for row in coded],
            "token_type_ids": [row.type_ids for row in coded],
        }
        asked = {one.name: np.array(columns[one.name], _INTEGERS[one.type]) for one in self.session.get_inputs()}
        try:
            given = np.asarray(self.session.run([_output(self.session).name], asked)[0], np.float64)
        except Exception as error:
            raise DataError(
                f"the model could not score: {_first_line(error)}", place=self.place, next_step=_HOW
            ) from error
        if given.shape != (len(texts), len(self.roots)) or not np.isfinite(given).all():
            raise DataError(
                f"the model gave {given.shape} where {(len(texts), len(self.roots))} finite numbers belong",
                place=self.place, next_step="roots.json must list the roots in the order of the model's classes",
            )  # fmt: skip
        return given


def onnx_coder(folder: str | Path, *, batch: int = BATCH, threads: int = 0) -> Onnx:
    """Make the coder of a folder; `threads` 0 leaves their number to onnxruntime.

    Raises UsageError when the extra or the folder is missing, DataError when a file does not fit.
    """
    if batch < 1 or threads < 0:
        raise UsageError(f"{batch} sentences at once on {threads} threads cannot be", next_step="batch is 1 or more")
    runtime, pieces = _need("onnxruntime"), _need("tokenizers")
    place = Path(folder).expanduser()
    for name in ("model.onnx", "tokenizer.json", "roots.json"):
        if not (place / name).is_file():
            raise UsageError(f"there is no {name}", place=str(place), next_step=_HOW)
    roots, marks, longest = _card(place / "roots.json")
    session = _session(runtime, place / "model.onnx", threads, len(roots))
    masked = any(one.name == "attention_mask" for one in session.get_inputs())
    return Onnx(
        roots=roots, version=_version(place), marks=marks, batch=batch if masked else 1, session=session,
        tokenizer=_tokenizer(pieces, place / "tokenizer.json", longest), place=str(place),
    )  # fmt: skip


def _need(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise UsageError(
            f"the coder onnx needs {library}, which is not installed",
            next_step="pip install 'latticework[neural]', or use the coder linear",
        ) from error


def _card(path: Path) -> tuple[tuple[str, ...], Marks, int]:
    """Read roots.json: a list of roots, or a table with `roots` and, if wanted, `marks` (four) and `longest`."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise DataError(f"roots.json is not JSON: {_first_line(error)}", place=str(path), next_step=_HOW) from error
    card = given if isinstance(given, dict) else {"roots": given}
    roots, marks, longest = card.get("roots"), card.get("marks", list(MARKS)), card.get("longest", LONGEST)
    if not _texts(roots) or len(set(roots)) != len(roots) or NONE not in roots:
        raise DataError(f"roots.json must list each root once, {NONE} among them", place=str(path), next_step=_HOW)
    for root in roots:
        if root not in linear().roots:
            strange = NameNotFound("root", root, linear().roots)
            strange.place = str(path)
            raise strange
    if not _texts(marks) or len(marks) != 4:
        raise DataError(
            "marks must be four texts: around the source, around the target", place=str(path), next_step=_HOW
        )
    if type(longest) is not int or longest < 8:
        raise DataError("longest must be a whole number of pieces, 8 or more", place=str(path), next_step=_HOW)
    return tuple(roots), (marks[0], marks[1], marks[2], marks[3]), longest


def _texts(given: object) -> TypeGuard[list[str]]:
    return isinstance(given, list) and bool(given) and all(isinstance(one, str) and one.strip() for one in given)


def _session(runtime: Any, path: Path, threads: int, classes: int) -> Any:
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 4  # what fails is raised
    try:
        session = runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise DataError(
            f"model.onnx cannot be loaded: {_first_line(error)}", place=str(path), next_step=_HOW
        ) from error
    asked = session.get_inputs()
    strange = [one.name for one in asked if one.name not in INPUTS or one.type not in _INTEGERS]
    if strange or not any(one.name == "input_ids" for one in asked):
        wants = ", ".join(f"{one.name} {one.type}" for one in asked)
        raise DataError(f"model.onnx asks for {wants}; known are {', '.join(INPUTS)}, whole numbers", place=str(path))
    if any(isinstance(size, int) for one in asked for size in one.shape):
        raise DataError(
            "model.onnx takes one size of input only", place=str(path), next_step="export it with dynamic axes"
        )
    shape = _output(session).shape
    if len(shape) != 2 or (isinstance(shape[1], int) and shape[1] != classes):
        raise DataError(f"model.onnx gives {shape}, roots.json lists {classes} roots", place=str(path), next_step=_HOW)
    return session


def _output(session: Any) -> Any:
    """The output called logits, or the first."""
    outputs = session.get_outputs()
    return next((one for one in outputs if one.name == "logits"), outputs[0])


def _tokenizer(pieces: Any, path: Path, longest: int) -> Any:
    try:
        tokenizer = pieces.Tokenizer.from_file(str(path))
    except Exception as error:
        raise DataError(
            f"tokenizer.json cannot be read: {_first_line(error)}", place=str(path), next_step=_HOW
        ) from error
    pad = (tokenizer.padding or {}).get("pad_id")
    if pad is None:
        pad = next((found for name in _PADS if (found := tokenizer.token_to_id(name)) is not None), 0)
    tokenizer.enable_padding(pad_id=pad)
    tokenizer.enable_truncation(longest)
    return tokenizer


def _version(place: Path) -> str:
    """Hash the model with weights kept beside it (model.onnx.data), and apart from it the pieces and the roots."""
    models = sorted(place.glob("model.onnx*"))
    return "-".join(_hash(paths) for paths in (models, [place / "tokenizer.json", place / "roots.json"]))


def _hash(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:8]


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(1, keepdims=True))
    out: NDArray[np.float64] = raised / raised.sum(1, keepdims=True)
    return out


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
