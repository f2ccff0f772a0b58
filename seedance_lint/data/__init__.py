"""Prompts in Arrow tables: findings and scores as tables again, for engines that hold millions of them.

Both functions are pure and know one batch at a time, so that whatever runs functions over batches can run them: Spark, Ray, Daft, DuckDB,
Polars, pandas. ``docs/data.md`` has a recipe for each.
"""

from seedance_lint.hosts.located import MissingExtra

try:
    from seedance_lint.data.batches import check_batch, score_batch
    from seedance_lint.data.schemas import FINDINGS, SCORES, findings_schema, scores_schema
except ModuleNotFoundError as error:
    if error.name != "pyarrow":
        raise
    raise ImportError(MissingExtra("Arrow", "data").message) from None

__all__ = ["FINDINGS", "SCORES", "check_batch", "findings_schema", "score_batch", "scores_schema"]
