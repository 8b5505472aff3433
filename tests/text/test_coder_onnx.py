from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from latticework.errors import DataError, NameNotFound, UsageError
from latticework.text import coder_onnx
from latticework.text.coder import NONE
from latticework.text.coder_onnx import MARKS, onnx_coder, written
from latticework.text.coders import coder_named
from latticework.text.events import events
from latticework.text.marked import pairs_of
from tests.conftest import ROOT

ROOTS = ["ACCUSE", NONE, "REQUEST"]
WORDS = ["[PAD]", "[UNK]", "[S]", "[/S]", "[T]", "[/T]", "urged", "criticised", "Tokyo"]
WEIGHTS = {"urged": (0, 0, 5), "criticised": (5, 0, 0), "[PAD]": (99, 0, 0), "[T]": (0, 1, 0)}
SENTENCES = [
    "<s>Tokyo</s> urged <t>Beijing</t> to talk.",
    "<s>Tokyo</s> criticised <t>Beijing</t>.",
    "In the long hours before the dawn of that day <s>Tokyo</s> looked at <t>Beijing</t>.",
]


def save_model(
    path: Path, *, inputs: tuple[str, ...] = ("input_ids", "attention_mask"), whole: str = "INT64", size: Any = "n",
    classes: int = 3, weights: Mapping[str, tuple[float, ...]] = WEIGHTS,
) -> None:  # fmt: skip
    """Write a bag of words: a row of logits for each piece, summed where the mask is one."""
    onnx = pytest.importorskip("onnx", reason="the tests make their model with onnx")
    helper, kind = onnx.helper, getattr(onnx.TensorProto, whole)
    table = np.zeros((len(WORDS), classes), np.float32)
    for word, row in weights.items():
        table[WORDS.index(word), : len(row)] = row
    mask = ["Cast", "Unsqueeze", "Mul"] if "attention_mask" in inputs else []
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["rows"])]
    if mask:
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["mask"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
            helper.make_node("Mul", ["rows", "column"], ["kept"]),
        ]
    nodes.append(helper.make_node("ReduceSum", ["kept" if mask else "rows", "middle"], ["logits"], keepdims=0))
    graph = helper.make_graph(
        nodes,
        "bag",
        [helper.make_tensor_value_info(name, kind, ["b", size]) for name in inputs],
        [helper.make_tensor_value_info("logits", onnx.TensorProto.FLOAT, ["b", classes])],
        [
            onnx.numpy_helper.from_array(table, "table"),
            onnx.numpy_helper.from_array(np.array([2]), "last"),
            onnx.numpy_helper.from_array(np.array([1]), "middle"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))


def save_tokenizer(path: Path) -> None:
    words = {word: i for i, word in enumerate(WORDS)}
    path.write_text(
        json.dumps(
            {
                "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
                "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": None, "decoder": None,
                "model": {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"},
            }
        )
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pytest.importorskip("onnxruntime", reason="the extra neural is not installed: no onnxruntime")
    pytest.importorskip("tokenizers", reason="the extra neural is not installed: no tokenizers")
    save_model(tmp_path / "model.onnx")
    save_tokenizer(tmp_path / "tokenizer.json")
    (tmp_path / "roots.json").write_text(json.dumps(ROOTS))
    return tmp_path


def test_a_model_scores_pairs(folder: Path) -> None:
    coder = onnx_coder(folder)
    rows = coder.scores(pairs_of(SENTENCES))
    assert rows.shape == (3, 3)
    assert rows.sum(1) == pytest.approx(1)
    assert [coder.roots[i] for i in rows.argmax(1)] == ["REQUEST", "ACCUSE", NONE]
    e5, e1 = np.exp(5), np.exp(1)
    assert rows[0] == pytest.approx([1 / (1 + e1 + e5), e1 / (1 + e1 + e5), e5 / (1 + e1 + e5)], rel=1e-5)


def test_no_pairs_give_no_rows(folder: Path) -> None:
    assert onnx_coder(folder).scores([]).shape == (0, 3)


@pytest.mark.parametrize("batch", [1, 2, 32])
def test_batches_and_their_padding_change_nothing(folder: Path, batch: int) -> None:
    pairs = pairs_of(SENTENCES)
    one_by_one = np.concatenate([onnx_coder(folder).scores([pair]) for pair in pairs])
    assert onnx_coder(folder, batch=batch).scores(pairs) == pytest.approx(one_by_one)


def test_a_model_without_a_mask_is_never_padded(folder: Path) -> None:
    save_model(folder / "model.onnx", inputs=("input_ids",))
    coder = onnx_coder(folder)
    assert coder.batch == 1
    assert [coder.roots[i] for i in coder.scores(pairs_of(SENTENCES)).argmax(1)] == ["REQUEST", "ACCUSE", NONE]


def test_small_whole_numbers_and_sentence_numbers_are_given_when_asked_for(folder: Path) -> None:
    save_model(folder / "model.onnx", inputs=("input_ids", "attention_mask", "token_type_ids"), whole="INT32")
    assert onnx_coder(folder).scores(pairs_of(SENTENCES[:1])).argmax() == 2


def test_the_coder_reads_events(folder: Path) -> None:
    (pair,) = pairs_of(["<s>Tokyo</s> criticised <t>Beijing</t> on Monday."])
    found = events([pair.clause], coder_named(f"onnx:{folder}", threads=1))
    assert [(event.source, event.root, event.targets) for event in found] == [("JPN", "ACCUSE", ("CHN",))]


def test_the_version_follows_the_model_and_apart_from_it_what_stands_beside(folder: Path) -> None:
    first = onnx_coder(folder).version.split("-")
    (folder / "roots.json").write_text(json.dumps({"roots": ROOTS, "longest": 64}))
    second = onnx_coder(folder).version.split("-")
    save_model(folder / "model.onnx", weights={"urged": (0, 0, 4)})
    third = onnx_coder(folder).version.split("-")
    assert first[0] == second[0] != third[0]
    assert first[1] != second[1] == third[1]


def test_marks_and_length_come_from_the_card(folder: Path) -> None:
    card = {"roots": ROOTS, "marks": ["<a> ", " </a>", "<b> ", " </b>"], "longest": 8}
    (folder / "roots.json").write_text(json.dumps(card))
    coder = onnx_coder(folder)
    assert coder.marks[0] == "<a> "
    assert coder.scores(pairs_of(SENTENCES[2:])).shape == (1, 3)
    assert coder.tokenizer.truncation["max_length"] == 8


@pytest.mark.parametrize(
    ("card", "says"),
    [
        ("{", "not JSON"), ('["ACCUSE"]', "NONE among them"), ('["NONE", "NONE"]', "once"), ("[]", "NONE among them"), ("3", "once"),
        ('["NONE", 3]', "once"), ('["NONE", "REQUEST"]', "lists 2 roots"), ('{"roots": ["NONE"], "marks": ["a"]}', "four texts"),
        ('{"roots": ["NONE"], "longest": true}', "whole number"), ("[" * 50_000, "not JSON"),
    ],
)  # fmt: skip
def test_a_card_that_does_not_fit_is_an_error(folder: Path, card: str, says: str) -> None:
    (folder / "roots.json").write_text(card)
    with pytest.raises(DataError, match=says):
        onnx_coder(folder)


def test_a_root_that_is_none_offers_near_names(folder: Path) -> None:
    (folder / "roots.json").write_text('["NONE", "REQUST", "AID"]')
    with pytest.raises(NameNotFound, match="REQUEST"):
        onnx_coder(folder)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: path.write_bytes(b"no model"), "cannot be loaded"),
        (lambda path: save_model(path, inputs=("input_ids", "pixels")), "pixels"),
        (lambda path: save_model(path, size=16), "one size"),
        (lambda path: save_model(path, classes=5), "lists 3 roots"),
    ],
)
def test_a_model_that_does_not_fit_is_an_error(folder: Path, make: Callable[[Path], object], says: str) -> None:
    make(folder / "model.onnx")
    with pytest.raises(DataError, match=says):
        onnx_coder(folder)


def test_a_vocabulary_larger_than_the_model_is_an_error(folder: Path) -> None:
    known = json.loads((folder / "tokenizer.json").read_text())
    known["model"]["vocab"]["talk."] = known["model"]["vocab"]["to"] = 500
    (folder / "tokenizer.json").write_text(json.dumps(known))
    with pytest.raises(DataError, match="could not score"):
        onnx_coder(folder).scores(pairs_of(SENTENCES[:1]))


def test_no_number_is_an_error_and_no_row(folder: Path) -> None:
    save_model(folder / "model.onnx", weights={"urged": (float("nan"), 0, 0)})
    with pytest.raises(DataError, match="finite numbers"):
        onnx_coder(folder).scores(pairs_of(SENTENCES[:1]))


def test_a_broken_tokenizer_is_an_error(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(DataError, match="cannot be read"):
        onnx_coder(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "roots.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(UsageError, match=f"there is no {name}"):
        onnx_coder(folder)


def test_without_the_extra_its_name_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(coder_onnx, "import_module", missing)
    with pytest.raises(UsageError, match=r"latticework\[neural\]"):
        coder_named(f"onnx:{tmp_path}")


def test_what_is_not_used_is_not_imported() -> None:
    code = (
        "import sys; from latticework.text.coders import coder_named; coder_named()\n"
        "heavy = {'onnxruntime', 'tokenizers'} & set(sys.modules)\nassert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("<s>Tokyo</s> met <t>Seoul</t>.", "[S] Tokyo [/S] met [T] Seoul [/T]."),
        ("<t>Seoul's</t> envoy met <s>the U.S. envoy</s>", "[T] Seoul's [/T] envoy met [S] the U.S. envoy [/S]"),
        ("<s><t>The two countries</t></s> met", "[S] [T] The two countries [/T] [/S] met"),
        ("<s>He</s> told [T] <t>them</t>", "[S] He [/S] told [ T] [T] them [/T]"),
        ("<s>Seoul</s>  didn't\nmeet <t>Tokyo</t>", "[S] Seoul [/S] didn't meet [T] Tokyo [/T]"),
    ],
)
def test_a_pair_is_written_with_its_marks(marked: str, text: str) -> None:
    (pair,) = pairs_of([marked])
    assert written(pair, MARKS) == text


def test_the_training_tool_explains_itself_without_its_libraries() -> None:
    code = "import sys; sys.path.insert(0, 'tools'); sys.argv = ['x', '--help']\nimport train_neural as t\nt.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "--base" in done.stdout
