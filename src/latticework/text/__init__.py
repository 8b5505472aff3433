"""THE READERS OF NEWS: document, sentence, mention, and from them events, ties, figures, pledges and claims as facts."""
