"""The store: dossiers kept as quads, on disk or in memory, loaded whole, counted, checked, and searched by name.

It decides nothing about what claims mean. Typed queries leave it for the confined workers of ``graph.sparql``.
"""
