"""Why a state seeks the ties it seeks: the brief."""

from latticework.answers.why.brief import why

__all__ = ["why"]
