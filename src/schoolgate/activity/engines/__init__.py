"""What answers a question over the parts: DuckDB in this process, or a cluster that speaks Spark."""
