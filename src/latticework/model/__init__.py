"""The words: fact, citation, period, unit, state, grouping, kind, reading, source."""
