"""What a query gives: rows, an answer, or triples; each says whether it is whole.

The terms are the engine's own (:mod:`pyoxigraph`): an IRI, a literal with its language or datatype, a blank node.
The methods turn a result into what other programs hold, and leave its order alone: a query without ORDER BY gives
its rows as the engine finds them.

A result that was cut at a limit has ``complete=False`` and a note, and every form that it is turned into carries
both on, where the form has a place for them. Nothing here runs a query.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import pyoxigraph as ox

from ...ontology.errors import ExportError, MissingExtraError

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    import rdflib.query

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row: TypeAlias = tuple[Term | None, ...]

_EDGE_COLUMNS = (2, 3)


def plain(term: Term | None) -> str | None:
    """The text of a term alone: the IRI, the words of a literal, ``_:b0``; as SPARQL's CSV results have it.

    >>> plain(ox.Literal("1,500 drones", language="en"))
    '1,500 drones'
    """
    match term:
        case None:
            return None
        case ox.NamedNode() | ox.Literal():
            return term.value
        case _:
            return written(term)


def written(term: Term) -> str:
    """The term as N-Triples writes it, with nothing left out.

    >>> written(ox.Literal("1,500 drones", language="en"))
    '"1,500 drones"@en'
    """
    # The engine leaves out the brackets of a triple that stands as a term.
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


class _Rendered:
    """What all results share."""

    __slots__ = ()

    def to_text(
        self, form: str = "table", *, prefixes: Mapping[str, str] | None = None, width: int | None = None
    ) -> str:
        """Write the result for a person or a program.

        Args:
            form: ``table``, ``csv``, ``tsv``, ``json``, ``markdown``; for triples also ``turtle``, ``trig``,
                ``ntriples``, ``nquads``, ``jsonld``, ``rdfxml``.
            prefixes: For shortening IRIs in tables and in Turtle.
            width: Columns of the terminal; ``None`` where the output is no terminal, and nothing is wrapped.

        Raises:
            ExportError: No such form, or not one for this kind of result.
        """
        from .rendering import render

        return render(self, form, prefixes=prefixes, width=width)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rows(_Rendered):
    """The result of SELECT: named columns, and in each row a term or nothing.

    Attributes:
        variables: The columns, without question marks.
        rows: One tuple a row, as long as ``variables``; ``None`` where a variable is unbound.
        complete: False if rows were cut off.
        limit_note: Which limit cut them off; empty if complete.

    >>> found = Rows(("who", "what"), ((ox.NamedNode("https://example.org/china"), None),))
    >>> found.to_dicts()
    [{'who': 'https://example.org/china', 'what': None}]
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    complete: bool = True
    limit_note: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, str | None]]:
        """One dict a row, with plain texts; ``rows`` has the terms with language and datatype."""
        return [dict(zip(self.variables, map(plain, row), strict=True)) for row in self.rows]

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """Read each row as an edge: ``?from ?to``, or ``?from ?how ?to`` with the middle one as its predicate.

        Rows that are alike are parallel edges. A row with one end unbound gives the other end as a lone node.

        Raises:
            ExportError: The result has fewer than two columns or more than three.
        """
        if len(self.variables) not in _EDGE_COLUMNS:
            raise ExportError(
                f"a graph is made of two columns (from, to) or three (from, how, to), not of {len(self.variables)}:"
                " SELECT just these, or use CONSTRUCT"
            )
        graph = _new_graph(complete=self.complete, note=self.limit_note)
        for row in self.rows:
            ends = [_add_node(graph, term) for term in (row[0], row[-1]) if term is not None]
            if len(ends) == len(_EDGE_COLUMNS):
                how = plain(row[1]) if len(row) > len(ends) else None
                graph.add_edge(*ends, **({} if how is None else {"predicate": how}))
        return graph

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame of plain texts; ``attrs["complete"]`` says whether it is whole.

        Codes and amounts stay texts: "0101" is a code, and "1.50" keeps its last digit.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _data_frame(
            self.to_dicts(), list(self.variables), complete=self.complete, note=self.limit_note
        )

    def to_rdflib(self) -> "rdflib.query.Result":
        """The same rows as a result of rdflib.

        Raises:
            ExportError: A term is of RDF 1.2, which rdflib does not know.
        """
        import rdflib
        from rdflib.query import Result as RdflibResult

        result = RdflibResult("SELECT")
        result.vars = [rdflib.Variable(name) for name in self.variables]
        result.bindings = [
            {
                rdflib.Variable(name): _rdflib_term(term)
                for name, term in zip(self.variables, row, strict=True)
                if term is not None
            }
            for row in self.rows
        ]
        return result


@dataclass(frozen=True, slots=True)
class Answer(_Rendered):
    """The result of ASK: yes or no. It is always whole.

    >>> bool(Answer(value=True))
    True
    """

    value: bool

    def __bool__(self) -> bool:
        return self.value

    @property
    def complete(self) -> bool:
        """True: an answer is not cut."""
        return True

    @property
    def limit_note(self) -> str:
        """Empty: an answer is not cut."""
        return ""

    def to_dicts(self) -> list[dict[str, bool]]:
        """One dict, with the answer."""
        return [{"answer": self.value}]

    def to_networkx(self) -> NoReturn:
        """Refuse: yes or no is no graph.

        Raises:
            ExportError: Always.
        """
        raise ExportError(
            "the answer to ASK is yes or no, and no graph: use CONSTRUCT, or SELECT two columns"
        )

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame of one cell.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return _data_frame(self.to_dicts(), ["answer"], complete=True, note="")

    def to_rdflib(self) -> "rdflib.query.Result":
        """The same answer as a result of rdflib."""
        from rdflib.query import Result as RdflibResult

        result = RdflibResult("ASK")
        result.askAnswer = self.value
        return result


@dataclass(frozen=True, slots=True)
class Triples(_Rendered):
    """The result of CONSTRUCT or DESCRIBE: each triple once, in the order in which the engine found it.

    Attributes:
        triples: Subject, predicate and object of each.
        complete: False if triples were cut off.
        limit_note: Which limit cut them off; empty if complete.
    """

    triples: tuple[ox.Triple, ...]
    complete: bool = True
    limit_note: str = ""

    def __len__(self) -> int:
        return len(self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)

    def to_rows(self) -> Rows:
        """The same as three columns: subject, predicate, object."""
        rows = tuple((t.subject, t.predicate, t.object) for t in self.triples)
        return Rows(("subject", "predicate", "object"), rows, self.complete, self.limit_note)

    def to_dicts(self) -> list[dict[str, str | None]]:
        """One dict a triple, with plain texts."""
        return self.to_rows().to_dicts()

    def to_networkx(self) -> "nx.MultiDiGraph[str]":
        """One edge a triple, its key the predicate's IRI, so that parallel edges stay apart.

        A node is named by its IRI, ``_:label``, or a literal as N-Triples writes it; ``kind`` says which.
        """
        graph = _new_graph(complete=self.complete, note=self.limit_note)
        for triple in self.triples:
            start, end = _add_node(graph, triple.subject), _add_node(graph, triple.object)
            graph.add_edge(start, end, key=triple.predicate.value, predicate=triple.predicate.value)
        return graph

    def to_pandas(self) -> "pd.DataFrame":
        """A data frame with the columns subject, predicate, object.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        return self.to_rows().to_pandas()

    def to_rdflib(self) -> "rdflib.Graph":
        """The same triples as a graph of rdflib.

        Raises:
            ExportError: A term is of RDF 1.2, which rdflib does not know.
        """
        import rdflib

        graph = rdflib.Graph()
        for t in self.triples:
            graph.add((_rdflib_term(t.subject), _rdflib_term(t.predicate), _rdflib_term(t.object)))
        return graph


Result: TypeAlias = Rows | Answer | Triples


def _new_graph(*, complete: bool, note: str) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph.update({"complete": complete, "note": note})
    return graph


def _add_node(graph: "nx.MultiDiGraph[str]", term: Term) -> str:
    match term:
        case ox.NamedNode():
            name, about = term.value, {"kind": "iri"}
        case ox.Literal():
            name, about = written(term), {"kind": "literal", "value": term.value}
            if term.language:
                about["language"] = term.language
            else:
                about["datatype"] = term.datatype.value
        case _:
            name, about = written(term), {"kind": "blank" if isinstance(term, ox.BlankNode) else "triple"}
    graph.add_node(name, **about)
    return name


def _data_frame(
    dicts: list[dict[str, str | None]] | list[dict[str, bool]],
    columns: list[str],
    *,
    complete: bool,
    note: str,
) -> "pd.DataFrame":
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError(
            "pandas is not installed: pip install claimgraph[pandas] (or use to_dicts())"
        ) from error
    frame = pd.DataFrame(dicts, columns=columns)
    frame.attrs.update({"complete": complete, "note": note})
    return frame


def _rdflib_term(term: Term) -> "rdflib.URIRef | rdflib.BNode | rdflib.Literal":
    import rdflib

    match term:
        case ox.NamedNode():
            return rdflib.URIRef(term.value)
        case ox.BlankNode():
            return rdflib.BNode(term.value)
        case ox.Literal() if term.direction is None:
            if term.language:
                return rdflib.Literal(term.value, lang=term.language)
            # rdflib holds a plain string and one typed xsd:string to be two things.
            typed = term.datatype.value != str(rdflib.XSD.string)
            datatype = rdflib.URIRef(term.datatype.value) if typed else None
            return rdflib.Literal(term.value, datatype=datatype, normalize=False)
    raise ExportError(f"{written(term)} is a term of RDF 1.2, which rdflib does not know: use another form")
