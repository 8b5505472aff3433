"""The memory: segments, manifest, queries. The only room that knows DuckDB and Parquet."""
