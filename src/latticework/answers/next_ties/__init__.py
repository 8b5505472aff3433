"""Next ties: which states may sign what with whom, from the record so far, and how past forecasts fared."""
