"""visualize: a graph, or a part of one, into a page.

``render`` gives one self-contained HTML document, ``write`` puts it into a file, whole or not at all. Positions are
computed here, before the page is opened. This room takes a ``networkx.MultiDiGraph`` as the graph room builds it; it
knows no store, no dossier and no file format, decides nothing about claims, and never changes the graph it is given.
"""

from __future__ import annotations

from .page import render, write

__all__ = ["render", "write"]
