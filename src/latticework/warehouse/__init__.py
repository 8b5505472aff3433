"""Events that live in a warehouse: the measures over events as queries, which a warehouse runs where its tables are.

Nothing here reads or runs anything: an expression over an unbound table is made and compiled into the SQL of a warehouse. Needs
the extra `warehouse`; nothing else of the package imports this room.
"""
