"""The embedded facts: tables compiled here, each row with its source, and the reader of them."""
