"""What the judge of ties sees of a draft: nothing of who the parties are, and what was left out."""

from __future__ import annotations

from latticework.text.document import make_document
from latticework.text.links import shipped
from latticework.text.scenes import scenes
from latticework.text.sentences import clauses
from latticework.text.tie_drafts import TieDraft, tie_drafts


def drafts_of(text: str) -> list[TieDraft]:
    (parsed,) = clauses([make_document(text, key="text")])
    walked = scenes(parsed)
    return list(tie_drafts(walked, shipped().network(walked)))


def test_no_sign_names_a_state() -> None:
    one = drafts_of("Japan signed a reciprocal access agreement with Australia.")
    other = drafts_of("Kenya signed a reciprocal access agreement with Uganda.")
    assert one
    assert [draft.signs for draft in one] == [draft.signs for draft in other]


def test_a_list_that_is_parted_is_seen() -> None:
    found = drafts_of("Japan signed a defence pact with Colombia and Chile.")
    whole = [draft for draft in found if set(draft.tie.parties) == {"JPN", "COL", "CHL"}]
    assert whole
    assert all("broken False False" in draft.signs for draft in whole)


def test_the_likeliest_choice_stands_first() -> None:
    found = drafts_of("Peru, which buys arms from Spain, and Bolivia agreed a truce after talks in Quito with Chile.")
    groups: dict[tuple[int, str, int], list[TieDraft]] = {}
    for draft in found:
        groups.setdefault((draft.tie.word, draft.tie.kind, draft.group), []).append(draft)
    assert any(len(choices) > 1 for choices in groups.values())
    for choices in groups.values():
        assert not any("choice 0" in draft.signs for draft in choices[1:])
    assert any("choice 0" in choices[0].signs for choices in groups.values())
