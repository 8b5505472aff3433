"""What a run over a corpus came to, as a table."""

from __future__ import annotations

from pathlib import Path

from latticework.doors.corpus.run import Summary
from latticework.doors.render.table import Sheet, Value

_NAMED = 20


def corpus_sheet(summary: Summary, out: Path, new: int | None = None) -> Sheet:
    """Lay out the counts of all shards that are whole; `new` is how many facts were new to the store, if it was written."""
    documents, cpu = summary.total("documents"), summary.total("cpu_seconds")
    peaks = [account["peak_mb"] for account in summary.accounts.values() if account["peak_mb"] is not None]
    peak = summary.peak_mb if summary.peak_mb is not None else max(peaks, default=None)
    rows: list[tuple[Value, ...]] = [
        ("documents", int(documents)),
        ("sentences", int(summary.total("sentences"))),
        ("facts", int(summary.total("facts"))),
        ("refused documents", int(summary.total("refused"))),
        ("documents without a day", int(summary.total("undated"))),
        ("shards", len(summary.accounts)),
        ("of these done before", summary.found_done),
        ("shards that failed", len(summary.failed)),
        ("CPU seconds of reading", round(cpu, 1)),
        ("documents per CPU second", round(documents / cpu, 1) if cpu else None),
        ("seconds of this run", round(summary.seconds, 1)),
        ("memory of a worker at most, MB", peak),
    ]
    if new is not None:
        rows.append(("facts new to the store", new))
    return Sheet(f"Corpus read into {out}", ("what", "value"), rows, tuple(_notes(summary)))


def _notes(summary: Summary) -> list[str]:
    notes = []
    if summary.total("undated"):
        notes.append("documents without a day give no facts: name one with --published")
    if summary.equal:
        notes.append(f"{summary.equal} shards hold what another of the same file name holds, and were read once")
    if summary.left_out:
        notes.append(
            f"{summary.left_out} other files of the corpus are neither JSON lines nor Parquet, and were left out"
        )
    if summary.total("refused") or summary.unread:
        notes.append("what was refused stands in refused.jsonl, with its reason")
    notes += [f"not read: {one['key']}: {one['because']}" for one in summary.unread[:_NAMED]]
    notes += [f"failed: {one}" for one in summary.failed[:_NAMED]]
    return notes
