"""Claims: what a text says that can be held against facts. `found` lists the readers, one type or part of a type a module."""
