"""Documents in, facts out: gold shapes, store rows, clusters, refusals; the whole room on one text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from latticework.atlas import Atlas
from latticework.errors import UsageError
from latticework.model.kind import check
from latticework.text.cluster import cluster
from latticework.text.document import Document, make_document
from latticework.text.facts import facts_of
from latticework.text.gold import as_gold
from latticework.text.inputs import Refused, documents
from latticework.text.read import Read, read_documents

EXPLAINER = (
    "Japanese Prime Minister Fumio Kishida and British Prime Minister Rishi Sunak signed a reciprocal access agreement in "
    "London on Wednesday. Kishida also visited France and Italy this week. Tokyo pledged last month to raise defense spending "
    "to 2% of GDP within five years, and said China posed the greatest strategic challenge. North Korea fired a ballistic "
    "missile over Japan on Oct. 4, the first since 2017. The United States has about 54,000 troops in Japan. Russia's invasion "
    "of Ukraine alarmed Tokyo."
)
Reading = Callable[[str], Read]


def test_an_explainer_gives_its_ties_acts_figures_and_namings(reading: Reading) -> None:
    read = reading(EXPLAINER)
    gold = as_gold(read)
    ties = {(tie["kind"], tuple(tie["parties"]), tie["status"], tie["date"]) for tie in gold["ties"]}
    assert ("reciprocal_access", ("JPN", "GBR"), "signed", "2023-01-11") in ties
    assert ("deployment", ("USA", "JPN"), "in_force", None) in ties
    acts = {(act["source"], act["root"], tuple(act["targets"])) for act in gold["events"]}
    assert {("JPN", "CONSULT", ("FRA", "ITA")), ("PRK", "MOBILIZE", ("JPN",)), ("RUS", "ASSAULT", ("UKR",))} <= acts
    figures = {(q["subject"], q["value"], q["unit"]) for q in gold["quantities"]}
    assert {("JPN", 2, "percent_of_GDP"), ("USA", 54000, "troop")} <= figures
    assert [(naming.namer, naming.named, naming.grade) for naming in read.namings] == [("JPN", "CHN", "challenge")]
    assert all(fact["quote"] in EXPLAINER for facts in ("ties", "events", "quantities") for fact in gold[facts])


def test_facts_fit_their_kinds_and_are_written_once(reading: Reading, tmp_path: Path) -> None:
    facts = list(facts_of(reading(EXPLAINER), "linear test"))
    assert {fact.kind for fact in facts} == {"reported_event", "reported_tie", "reported_figure", "reported_naming"}
    assert all(check(fact) is fact and fact.citation.quote in EXPLAINER for fact in facts)
    atlas = Atlas.open(tmp_path)
    assert atlas.add(facts, origin="text:test").new == len(facts)
    assert atlas.add(facts, origin="text:test").new == 0
    assert len(atlas.facts(("reported_tie",), parties=("GBR", "JPN"))) == 1


def test_what_texts_tell_moves_no_measure(reading: Reading, tmp_path: Path) -> None:
    atlas = Atlas.open(tmp_path)
    before = [str(tie.about) for tie in atlas.ties(as_of="2023-01-13").of("JPN")]
    atlas.add(list(facts_of(reading(EXPLAINER), "linear test")), origin="text:test")
    assert [str(tie.about) for tie in atlas.ties(as_of="2023-01-13").of("JPN")] == before


def test_without_a_publication_day_there_are_no_facts() -> None:
    (read,) = read_documents([make_document(EXPLAINER, key="x")])
    assert list(facts_of(read, "c")) == []
    assert read.events


def test_reports_of_one_act_are_one_cluster() -> None:
    texts = [
        "China's army fired missiles at Taiwan on Monday.",
        "Chinese troops fired missiles at Taiwan on Monday, the defence ministry said.",
    ]
    reads = list(
        read_documents(make_document(text, key=f"t{i}", published=date(2023, 1, 13)) for i, text in enumerate(texts))
    )
    (act,) = [found for found in cluster(reads) if found.event.root in ("ASSAULT", "MOBILIZE")]
    assert (act.reports, act.documents) == (2, ("t0", "t1"))


def test_inputs_of_every_form(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("TOKYO, Jan. 13, 2023 - Japan signed a pact.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<html><body><p>France met Germany.</p></body></html>", encoding="utf-8")
    rows = [{"id": "r1", "text": "One.", "date": "2020-05-01", "url": "https://x.example/1"}, {"id": "r2"}, "no object"]
    lines = "\n".join(map(json.dumps, rows)) + "\nnot json\n"
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "d.json").write_text(
        json.dumps({"id": "g1", "text": "Two.", "published": "2021-02-03"}), encoding="utf-8"
    )
    (tmp_path / "e.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "ignored.bin").write_bytes(b"zz")
    found = list(documents([str(tmp_path)]))
    read = {one.key: one for one in found if isinstance(one, Document)}
    assert set(read) == {"a", "b", "r1", "g1"}
    assert (read["a"].published, read["a"].published_from) == (date(2023, 1, 13), "text")
    assert (read["r1"].published, read["r1"].published_from, read["r1"].address) == (
        date(2020, 5, 1),
        "metadata",
        "https://x.example/1",
    )
    refused = {one.key: one.because for one in found if isinstance(one, Refused)}
    assert set(refused) == {"c.jsonl.gz:2", "c.jsonl.gz:3", "c.jsonl.gz:4", "e"}


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        list(documents([str(tmp_path / "nowhere.txt")]))


def test_markup_in_a_text_is_shown_never_obeyed(reading: Reading) -> None:
    from latticework.doors.render.annotated import page

    html = page(
        [
            reading(
                'China <script>alert(1)</script> said. China attacked Taiwan <b onmouseover="x">on Monday</b> with 10 missiles.'
            )
        ]
    )
    assert "<script>alert" not in html
    assert "<b onmouseover" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'class="act"' in html


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [
                "Japan",
                "China",
                "Russia's",
                "U.S.",
                "troops",
                "attacked",
                "signed",
                "a",
                "treaty",
                "with",
                "the",
                "and",
                ",",
                ".",
                "(",
                ")",
                "%",
                "2%",
                "$5",
                "million",
                "in",
                "March",
                "2022",
                "not",
                "will",
                "could",
                "if",
                "that",
                "ally",
                "missiles",
                "over",
                "to",
                "of",
                "NATO",
                "Hamas",
                "its",
                "they",
                "both",
                "sides",
                "[...]",
                "--",
                "'",
                '"',
                "said",
                "on",
                "Monday",
                "54,000",
                "since",
            ]
        ),
        max_size=60,
    )
)
def test_no_string_of_words_breaks_the_reader(words: list[str]) -> None:
    text = " ".join(words)
    (read,) = read_documents([make_document(text, key="x", published=date(2023, 1, 13))])
    gold = as_gold(read)
    assert all(fact["quote"] in text for facts in ("ties", "events", "quantities") for fact in gold[facts])
    assert all(check(fact) for fact in facts_of(read, "c"))


def test_the_atlas_reads_and_checks_a_text(tmp_path: Path) -> None:
    atlas = Atlas.open(tmp_path)
    text = "The United States has about 54,000 troops in Japan."
    assert [tie.parties for tie in atlas.read(text, published="2023-01-13").ties] == [("USA", "JPN")]
    (judged,) = atlas.check(text, published="2023-01-13").claims
    assert judged.then.verdict == "supported"


def test_the_example_gives_its_visits_launches_agreements_programme_and_threats() -> None:
    path = Path(__file__).parents[2] / "examples" / "explainer.txt"
    document = make_document(path.read_text(encoding="utf-8"), key="explainer", published=date(2023, 1, 13))
    (read,) = read_documents([document])
    acts = {(event.source, event.root, frozenset(event.targets), event.modality) for event in read.events}
    assert acts >= {
        ("JPN", "CONSULT", frozenset({"USA"}), "happened"),
        ("JPN", "CONSULT", frozenset({"FRA", "ITA", "GBR", "CAN"}), "happened"),
        ("PRK", "MOBILIZE", frozenset({"JPN"}), "happened"),
        ("RUS", "ASSAULT", frozenset({"UKR"}), "happened"),
        ("JPN", "AGREE", frozenset({"AUS", "GBR"}), "happened"),
        ("JPN", "CONSULT", frozenset({"PHL"}), "planned"),
    }
    ties = {
        (
            "basing" if tie.kind == "deployment" else tie.kind,
            frozenset(tie.parties),
            tie.status,
            time.written() if time else None,
        )  # forces kept abroad may be told as either
        for tie, time in zip(read.ties, read.tie_times, strict=True)
    }
    assert ties >= {
        ("reciprocal_access", frozenset({"JPN", "AUS"}), "signed", "2022-01"),
        ("reciprocal_access", frozenset({"JPN", "GBR"}), "signed", "2023-01-11"),
        ("joint_development", frozenset({"JPN", "GBR", "ITA"}), "announced", None),
        ("basing", frozenset({"USA", "JPN"}), "in_force", None),
        ("defence_pact", frozenset({"USA", "JPN"}), "in_force", None),
    }
    assert {naming.named for naming in read.namings} == {"CHN", "PRK", "RUS"}
    (since,) = [figure for figure in read.figures if figure.amount.comparator == "first_since"]
    assert (since.subject, since.object, since.modality) == ("PRK", "", "happened")
