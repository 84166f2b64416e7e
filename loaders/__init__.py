"""Bytes to Dossier and back: YAML that a journalist writes by hand, and the same as JSON.

``load`` and ``loads`` give a checked dossier or a DossierError that holds every problem of the file with its line and
column; ``dump`` writes one; ``verify`` checks its quotes again. This room knows no store and no RDF, runs nothing that
stands in a file, follows no path out of the dossier's folder, and never repairs what it reads.
"""

from .dossiers import SUFFIXES, Format, Loaded, dump, load, loads
from .schema import schema
from .template import template
from .verification import QuoteCheck, verify

__all__ = [
    "SUFFIXES",
    "Format",
    "Loaded",
    "QuoteCheck",
    "dump",
    "load",
    "loads",
    "schema",
    "template",
    "verify",
]
