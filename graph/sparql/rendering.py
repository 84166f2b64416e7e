"""A query's result as text: tables for people, and the standard forms for programs.

CSV, TSV and JSON follow the W3C's recommendations (SPARQL 1.1 Query Results CSV and TSV Formats; … JSON Format).
Triples are written in any RDF syntax, sorted, so that the same triples give the same bytes. Tables and Markdown are
read by people: IRIs are shortened by the known prefixes, and whatever a terminal or a page could take for an
instruction (control characters, escape sequences, text that runs backwards, HTML) is made visible instead.

A cut result says so in every form that has a place for it: a last line in tables, a comment in RDF, a further member
``claimgraph`` in JSON. CSV, TSV and JSON-LD have none; whoever writes these says it beside them.
"""

import csv
import io
import json
from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from ...ontology.errors import ExportError
from ..export import SYNTAXES, dump
from .results import Answer, Result, Rows, Term, Triples, plain, written
from .tables import Shortener, markdown_table, text_table

_COMMENTS: Final = {
    "turtle": "# {}\n",
    "trig": "# {}\n",
    "ntriples": "# {}\n",
    "nquads": "# {}\n",
    "rdfxml": "\n<!-- {} -->\n",
}
_OTHER_NAMES: Final = {
    "md": "markdown",
    "ttl": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
    "nq": "nquads",
    "n-quads": "nquads",
    "json-ld": "jsonld",
    "rdf": "rdfxml",
    "rdf/xml": "rdfxml",
    "xml": "rdfxml",
}
_XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"

ROW_FORMS: Final = ("table", "csv", "tsv", "json", "markdown")
"""The forms that every result has."""

TRIPLE_FORMS: Final = (*ROW_FORMS, *SYNTAXES)
"""The forms that triples have."""


def render(
    result: Result, form: str, *, prefixes: Mapping[str, str] | None = None, width: int | None = None
) -> str:
    r"""Write a result in one of its forms.

    Args:
        result: What a query gave.
        form: One of ``TRIPLE_FORMS``, or a common other name (``md``, ``ttl``, ``nt``, …); rows and answers have
            ``ROW_FORMS`` only. Triples as CSV, TSV or JSON are three columns: subject, predicate, object.
        prefixes: For shortening IRIs in tables, Turtle, TriG and RDF/XML.
        width: Columns of the terminal, for tables; ``None`` wraps and shortens nothing.

    Returns:
        The text, ending with a line end.

    Raises:
        ExportError: No such form, or one that this result does not have.

    >>> render(Answer(value=True), "json")
    '{"head":{},"boolean":true}\n'
    """
    name = _OTHER_NAMES.get(form.lower(), form.lower())
    if name in SYNTAXES:
        if isinstance(result, Triples):
            return _rdf(result, name, prefixes or {})
        asked = "ASK" if isinstance(result, Answer) else "SELECT"
        raise ExportError(
            f"the result of {asked} is no set of triples and has no {name} form:"
            f" ask with CONSTRUCT, or take one of {', '.join(ROW_FORMS)}"
        )
    if name not in ROW_FORMS:
        raise ExportError(f"there is no form {form!r}: expected one of {', '.join(TRIPLE_FORMS)}")
    if isinstance(result, Answer):
        return _answer(result, name)
    return _rows(result, name, prefixes or {}, width)


def _rows(result: Rows | Triples, form: str, prefixes: Mapping[str, str], width: int | None) -> str:
    rows = _with_short_blank_nodes(result.to_rows() if isinstance(result, Triples) else result)
    shorten = Shortener(prefixes)
    match form:
        case "csv":
            return _csv(rows)
        case "tsv":
            return _tsv(rows)
        case "json":
            return _json(rows)
        case "markdown":
            return markdown_table(rows, shorten)
        case _:
            return text_table(rows, shorten, width)


def _answer(result: Answer, form: str) -> str:
    value = "true" if result.value else "false"
    if form == "json":
        return f'{{"head":{{}},"boolean":{value}}}\n'
    if form in {"table", "markdown"}:
        return "yes\n" if result.value else "no\n"
    # The W3C names no CSV or TSV for ASK; the word alone is what other tools write.
    return f"{value}\n"


def _csv(rows: Rows) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows.variables)
    writer.writerows([plain(term) or "" for term in row] for row in rows)
    return text.getvalue()


def _tsv(rows: Rows) -> str:
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join("" if term is None else written(term) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def _json(rows: Rows) -> str:
    head = json.dumps({"vars": list(rows.variables)}, ensure_ascii=False)
    bindings = ",\n".join(
        json.dumps(
            {
                name: _json_term(term)
                for name, term in zip(rows.variables, row, strict=True)
                if term is not None
            },
            ensure_ascii=False,
        )
        for row in rows
    )
    cut = {"complete": False, "note": rows.limit_note}
    more = "" if rows.complete else f',"claimgraph":{json.dumps(cut, ensure_ascii=False)}'
    return f'{{"head":{head},"results":{{"bindings":[\n{bindings}\n]}}{more}}}\n'


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
        if term.direction is not None:
            found["its:dir"] = str(term.direction)
    elif term.datatype.value != _XSD_STRING:
        found["datatype"] = term.datatype.value
    return found


def _rdf(result: Triples, form: str, prefixes: Mapping[str, str]) -> str:
    rows = _with_short_blank_nodes(result.to_rows())
    text = dump((ox.Quad(*row) for row in rows), form, prefixes=prefixes).decode()  # type: ignore[arg-type]
    if not result.complete and form in _COMMENTS:
        comment = _COMMENTS[form].format(f"incomplete: {result.limit_note}")
        text = text + comment.lstrip("\n") if form == "rdfxml" else comment + text
    return text if text.endswith("\n") else text + "\n"


def _with_short_blank_nodes(rows: Rows) -> Rows:
    """Call blank nodes b0, b1, … as they come: the engine's own labels differ from run to run."""
    labels: dict[str, ox.BlankNode] = {}

    def short(term: Term | None) -> Term | None:
        match term:
            case ox.BlankNode():
                return labels.setdefault(term.value, ox.BlankNode(f"b{len(labels)}"))
            case ox.Triple():
                return ox.Triple(*map(short, term))  # type: ignore[arg-type]
        return term

    renamed = tuple(tuple(map(short, row)) for row in rows)
    return Rows(rows.variables, renamed, rows.complete, rows.limit_note)
