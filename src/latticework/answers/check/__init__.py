"""Check: every claim of a text held against facts, as published and as of today."""

from latticework.answers.check.checked import Checked, CheckedClaim, check
from latticework.answers.check.verdict import Cell, Verdict

__all__ = ["Cell", "Checked", "CheckedClaim", "Verdict", "check"]
