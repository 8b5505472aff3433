"""Whatever is asked, in the options' forms and out of them, no answer is a fault of the server, and each is as described."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("schemathesis", reason="schemathesis is not installed")
pytest.importorskip("fastapi", reason="the extra web is not installed")

import hypothesis
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from latticework.doors.http.verbs import VERBS

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


FORMS = ("", ".csv", ".geojson", ".md")


@pytest.fixture(scope="module")
def described(served: str) -> Any:
    return schemathesis.openapi.from_url(f"{served}/openapi.json")


@pytest.mark.slow
@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("mode", [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE])
def test_no_question_breaks_the_door(described: Any, verb: str, mode: Any) -> None:
    wanted = {f"/v1/{verb}{form}" for form in FORMS}
    tried = 0
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.path not in wanted:
            continue

        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        @hypothesis.settings(
            max_examples=5, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), database=None
        )
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        ask()
        tried += 1
    assert tried >= 2
