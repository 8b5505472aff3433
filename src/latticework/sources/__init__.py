"""The readers of datasets: one file each, a card and its claims side by side. They read, and never store."""
