"""How answers look: terminal, Markdown, JSON, HTML, tables."""
