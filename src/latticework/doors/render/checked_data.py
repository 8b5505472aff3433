"""A checked text for programs: JSON with everything, and schema.org ClaimReview in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping

from latticework.answers.check import Checked, CheckedClaim, Verdict
from latticework.answers.references import Reference, references
from latticework.doors.render import safe
from latticework.doors.render.checked_words import SAID, one_line, reason, sentence_of
from latticework.model.source import Source

RATED = {"supported": 5, "depends": 3, "contradicted": 1}
"""The verdicts as ratings of a ClaimReview, from 1 to 5; what is not checkable has none."""


def as_json(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write a checked text as JSON: claims with places, verdicts with cells, facts in full."""
    listed = references(checked.facts(), sources)
    body = {
        "key": checked.key,
        "published": checked.published.isoformat() if checked.published else None,
        "published_from": checked.published_from,
        "as_of": checked.as_of.isoformat(),
        "known_by": checked.known_by.isoformat(),
        "counts": checked.counts(),
        "claims": [_claim_json(found) for found in checked.claims],
        "references": [
            {"number": r.number, "title": r.source.title, "publisher": r.source.publisher, "release": r.release, "licence": r.source.licence, "locator": r.locator, "facts": [f.id for f in r.facts]}
            for r in listed
        ],
        "facts": {f.id: {k: str(v) if hasattr(v, "isoformat") else v for k, v in f.row().items()} for f in checked.facts()},
    }  # fmt: skip
    return json.dumps(body, indent=1, ensure_ascii=False) + "\n"


def _claim_json(found: CheckedClaim) -> dict[str, object]:
    claim = found.claim
    return {
        "type": claim.type, "words": claim.words, "start": claim.start, "end": claim.end, "subject": claim.subject, "object": claim.object,
        "parties": list(claim.parties), "value": claim.value, "high": claim.high, "unit": claim.unit, "comparator": claim.comparator, "measure": claim.measure,
        "kind": claim.kind, "status": claim.status, "modality": claim.modality, "time": claim.time.written() if claim.time else None,
        "since": claim.since.written() if claim.since else None, "due": claim.due.written() if claim.due else None, "detail": dict(claim.detail),
        "as_published": _verdict_json(found.then), "known_now": _verdict_json(found.hindsight), "today": _verdict_json(found.now),
    }  # fmt: skip


def _verdict_json(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.verdict, "because": verdict.because, "flips_on": list(verdict.flips_on), "distance": verdict.distance, "distance_unit": verdict.distance_unit,
        "needed": verdict.needed, "rule": verdict.rule, "notes": list(verdict.notes), "as_of": verdict.as_of.isoformat() if verdict.as_of else None,
        "known_by": verdict.known_by.isoformat() if verdict.known_by else None,
        "cells": [
            {"source": c.source, "release": c.release, "basis": c.basis, "value": c.value, "unit": c.unit, "says": c.text, "day": c.day.isoformat() if c.day else None,
             "agrees": c.agrees, "counts": c.counts, "how": c.how, "facts": [f.id for f in c.facts]}
            for c in verdict.cells
        ],
    }  # fmt: skip


def claim_review(checked: Checked, sources: Mapping[str, Source]) -> str:
    """Write the claims as schema.org ClaimReview in JSON-LD; safe to lay into a page."""
    listed = references(checked.facts(), sources)
    graph = []
    for found in checked.claims:
        verdict = found.hindsight
        rating: dict[str, object] = {"@type": "Rating", "alternateName": SAID[verdict.verdict]}
        if verdict.verdict in RATED:
            rating |= {"ratingValue": RATED[verdict.verdict], "bestRating": 5, "worstRating": 1}
        item: dict[str, object] = {"@type": "Claim", "name": one_line(found.claim.words)}
        if checked.published:
            item["datePublished"] = checked.published.isoformat()
        graph.append(
            {
                "@type": "ClaimReview", "datePublished": checked.as_of.isoformat(), "claimReviewed": sentence_of(checked, found.claim), "itemReviewed": item,
                "author": {"@type": "SoftwareApplication", "name": "latticework"}, "reviewRating": rating,
                "reviewBody": f"As published: {SAID[found.then.verdict]}. By what is public now: {SAID[verdict.verdict]}; {reason(verdict)}.",
                "citation": list(dict.fromkeys(_address(r) for r in listed if set(r.facts) & set(found.facts()))),
            }
        )  # fmt: skip
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=1, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n"


def _address(reference: Reference) -> str:
    return safe.link(reference.locator) or reference.source.address or reference.source.title
