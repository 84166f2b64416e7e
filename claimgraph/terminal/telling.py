"""A typed result in the form that was asked for: lines, nested lists, JSON, or rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .output import as_lines, deliver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel

    from ..graph.told import Line
    from .settings import Settings

Row = tuple[str | int | float | None, ...]


def tell(  # noqa: PLR0913 - all but three are keywords
    settings: Settings,
    form: str,
    output: str | None,
    *,
    lines: Sequence[Line],
    result: BaseModel | Sequence[BaseModel],
    columns: Sequence[str] = (),
    rows: Iterable[Row] = (),
    after: str = "",
) -> None:
    """Deliver a result.

    Args:
        settings: Of this run.
        form: ``text``, ``markdown``, ``json`` or ``csv``.
        output: The file; None or ``-`` is stdout.
        lines: The result line by line.
        result: The result itself, for JSON.
        columns: What the rows hold, for CSV.
        rows: One tuple a row, for CSV.
        after: What follows the lines as it stands, to be copied.
    """
    if form == "json":
        written = _json(result)
    elif form == "csv":
        written = _csv(columns, rows)
    else:
        copied = f"\n```yaml\n{after}```\n" if after and form == "markdown" else after
        written = as_lines(lines, form, settings, output) + copied
    deliver(settings, written, output)


def _json(result: BaseModel | Sequence[BaseModel]) -> str:
    import json

    from pydantic import BaseModel

    plain = (
        result.model_dump(mode="json", exclude_none=True)
        if isinstance(result, BaseModel)
        else [one.model_dump(mode="json", exclude_none=True) for one in result]
    )
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    import pyoxigraph as ox

    from ..graph.sparql.results import Rows

    terms = (tuple(None if cell is None else ox.Literal(str(cell)) for cell in row) for row in rows)
    return Rows(tuple(columns), tuple(terms)).to_text("csv")


__all__ = ["Row", "tell"]
