"""Reading a corpus: cut into shards, read by any number of workers, gone on with, brought into the store."""

from __future__ import annotations

import gzip
import json
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest

from latticework.atlas import Atlas
from latticework.doors.corpus import folder
from latticework.doors.corpus.items import items_of
from latticework.doors.corpus.plan import shards_of
from latticework.doors.corpus.processes import Reply, read_here
from latticework.doors.corpus.shard import Shard, Task
from latticework.errors import DataError
from latticework.store.shards import collect
from tests.doors.corpora import SHARD, here, ids, line, manifest, run, sound


def test_two_workers_read_what_one_process_reads(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    summary = run(corpus, out, partial(read_here, workers=2))
    sound(out, reference)
    assert summary.total("documents") == 24
    assert summary.total("sentences") == 36
    assert summary.peak_mb is None or summary.peak_mb > 20


def test_shards_of_facts_are_those_of_the_plain_verb(corpus: Path, reference: Path, tmp_path: Path) -> None:
    from latticework.text.coder import linear
    from latticework.text.document import Document
    from latticework.text.facts import facts_of
    from latticework.text.inputs import documents
    from latticework.text.read import read_documents

    made = linear()
    found = [one for one in documents([str(corpus)]) if isinstance(one, Document)]
    plain = {fact.id for read in read_documents(found, made) for fact in facts_of(read, f"{made.name} {made.version}")}
    assert sorted(plain) == ids(reference)


def test_a_second_run_reads_nothing_again(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(corpus, out)

    def never(tasks: Iterator[Task]) -> Generator[Reply]:
        assert next(tasks, None) is None
        yield from ()

    again = run(corpus, out, never)
    assert again.found_done == len(first.accounts) > 3
    assert again.accounts == first.accounts


def test_a_run_cut_off_goes_on_where_it_ended(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out, done = tmp_path / "out", []

    def two(tasks: Iterator[Task]) -> Generator[Reply]:
        for reply in here(tasks):
            if len(done) == 2:
                raise KeyboardInterrupt
            done.append(reply)
            yield reply

    with pytest.raises(KeyboardInterrupt):
        run(corpus, out, two)
    assert not manifest(out)["complete"]
    assert len(manifest(out)["shards"]) == 3
    assert run(corpus, out).found_done == 3  # the third was whole before the run was cut off
    sound(out, reference)


def test_shards_in_json_lines_hold_the_same(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(corpus, out, form="jsonl")
    rows = [json.loads(text) for path in out.glob("shards/*/facts.jsonl") for text in path.open()]
    assert sorted(row["id"] for row in rows) == ids(reference)


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_facts_are_brought_into_the_store_once(corpus: Path, tmp_path: Path, pack_folder: Path, form: str) -> None:
    import shutil

    shutil.copytree(pack_folder, tmp_path / "store")
    out = tmp_path / "out"
    summary = run(corpus, out, form=form)
    atlas = Atlas.open(tmp_path / "store")
    assert atlas.store is not None
    files = [out / "shards" / name / account["file"] for name, account in summary.accounts.items()]
    assert collect(atlas.store, [*files, files[0]], origin="text:test") == summary.total("facts")
    assert collect(atlas.store, files, origin="text:test") == 0
    signed = atlas.facts(["reported_tie"], parties=["JPN", "AUS"])
    assert signed
    assert signed[0].citation.locator.startswith("d")


# cutting


def texts_of(file: Path, size: int, tmp_path: Path) -> list[tuple[int, str]]:
    found = []
    for shard in shards_of(file, size, tmp_path):
        assert isinstance(shard, Shard)
        found += [(item.row, json.loads(item.content)["text"] if isinstance(item.content, bytes) else item.content["text"]) for item in items_of(shard)]  # fmt: skip
    return found


@pytest.mark.parametrize("size", [1, 60, 100, 101, 1_000_000])
@pytest.mark.parametrize("packed", [False, True])
def test_every_line_is_in_one_shard_with_its_number(tmp_path: Path, size: int, packed: bool) -> None:
    lines = [json.dumps({"text": "x" * n}) if n % 3 else "" for n in range(40)]
    content = "\n".join(lines).encode()
    file = tmp_path / ("x.jsonl.gz" if packed else "x.jsonl")
    file.write_bytes(gzip.compress(content) if packed else content)
    assert texts_of(file, size, tmp_path) == [(n + 1, "x" * n) for n in range(40) if n % 3]
    assert texts_of(file, size, tmp_path) == [
        (n + 1, "x" * n) for n in range(40) if n % 3
    ]  # from the plan that is kept


@pytest.mark.parametrize("size", [1, 200, 1_000_000])
def test_every_row_of_parquet_is_in_one_shard(tmp_path: Path, size: int) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    file = tmp_path / "x.parquet"
    pq.write_table(pa.table({"text": [f"text {n}" for n in range(50)]}), file, row_group_size=7)
    assert texts_of(file, size, tmp_path) == [(n + 1, f"text {n}") for n in range(50)]


def test_a_changed_file_is_cut_anew_and_its_old_facts_put_aside(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(corpus, out)
    (corpus / "c.ndjson").write_text(line(30))
    second = run(corpus, out)
    assert second.total("documents") == 21
    gone = set(first.accounts) - set(second.accounts)
    assert folder.names(out) == set(second.accounts)
    assert {path.name.split(".")[0] for path in (out / folder.OLD).iterdir()} == gone


def test_a_file_changed_meanwhile_is_noticed(corpus: Path, tmp_path: Path) -> None:
    shards = list(shards_of(corpus / "a.jsonl", SHARD, tmp_path))
    (corpus / "a.jsonl").write_text((corpus / "a.jsonl").read_text().replace("Japan", "Nepal"))
    assert isinstance(shards[0], Shard)
    with pytest.raises(DataError, match="changed"):
        list(items_of(shards[0]))


def test_a_changed_table_is_noticed(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    file = tmp_path / "x.parquet"
    pq.write_table(pa.table({"text": ["one", "two"]}), file)
    shard = next(shards_of(file, SHARD, tmp_path))
    pq.write_table(pa.table({"text": ["one", "six"]}), file)
    assert isinstance(shard, Shard)
    with pytest.raises(DataError, match="changed"):
        list(items_of(shard))


def test_a_damaged_table_is_named_and_the_run_goes_on(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (corpus / "x.parquet").write_bytes(b"PAR1 this is none PAR1")
    summary = run(corpus, tmp_path / "out")
    assert [one["key"] for one in summary.unread] == ["x.parquet"]
    assert summary.total("documents") == 24


def test_a_packed_file_that_ends_early_is_read_to_there_and_named(corpus: Path, tmp_path: Path) -> None:
    file = corpus / "b.jsonl.gz"
    file.write_bytes(file.read_bytes()[:-30])
    summary = run(corpus, tmp_path / "out")
    assert [one["key"] for one in summary.unread] == ["b.jsonl.gz"]
    assert summary.total("documents") >= 16
    assert "b.jsonl.gz" in (tmp_path / "out" / folder.REFUSED).read_text()


def test_a_shard_whose_facts_were_cut_short_is_read_again(corpus: Path, reference: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(corpus, out)
    victim = sorted(out.glob("shards/*/facts.parquet"))[0]
    victim.write_bytes(victim.read_bytes()[:100])
    assert run(corpus, out).found_done == len(folder.names(out)) - 1
    sound(out, reference)
