"""The pages: the same answers for a reader's eyes, drawn on the server; they work without JavaScript."""
