"""What `read` does with a corpus: choose who reads, show what it came to, bring the facts into the store if asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from latticework.doors.corpus.cluster import read_there
from latticework.doors.corpus.folder import SHARDS
from latticework.doors.corpus.processes import read_here
from latticework.doors.corpus.run import Summary, settings_of
from latticework.doors.corpus.run import read_corpus as run_over
from latticework.doors.corpus.shard import Form
from latticework.doors.options import Run
from latticework.doors.sheets.corpus import corpus_sheet
from latticework.errors import RunStopped, UsageError
from latticework.model.period import as_day


def read_corpus(
    run: Run, paths: tuple[str, ...], *, published: str, coder: str, workers: int | None, cluster: str | None, form: Form,
    size: int, into_store: bool,
) -> None:  # fmt: skip
    """Read one corpus into the folder of --out and print the counts.

    Raises UsageError for more than one corpus or no folder, RunStopped (after the table) when a shard could not be read.
    """
    if len(paths) != 1 or paths[0] == "-":
        raise UsageError("a corpus is one folder or one file", next_step="name one")
    if run.out is None:
        raise UsageError("where shall the facts go?", next_step="name a folder with --out")
    if run.form == "parquet":
        raise UsageError("the table of a corpus is shown, not written", next_step="choose another --format")
    day = as_day(published).isoformat() if published else ""
    settings = settings_of(Path(paths[0]), coder=coder, published=day, form=form, size=size)
    summary = run_over(
        settings, run.out, lambda tasks: read_there(tasks, cluster) if cluster else read_here(tasks, workers or 1)
    )
    new = _into_store(run, summary, settings.label) if into_store else None
    replace(run, out=None).show(corpus_sheet(summary, run.out, new))
    if summary.failed:
        raise RunStopped(
            f"{len(summary.failed)} shards could not be read", next_step="mend them and run the command again"
        )


def _into_store(run: Run, summary: Summary, label: str) -> int:
    """Bring the facts of all whole shards into the store, each once; gives how many were new."""
    from latticework.store.shards import collect

    assert run.out is not None
    atlas = run.atlas()
    if atlas.store is None:
        raise UsageError("there is no store to write to", next_step="name a folder with --store")
    folder = run.out / SHARDS
    files = [folder / name / account["file"] for name, account in sorted(summary.accounts.items()) if account["file"]]
    return collect(atlas.store, files, origin=f"text:{label}")
