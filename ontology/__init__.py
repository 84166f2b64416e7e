"""The words: what a claim, a statement or a relation is, and how each is written in RDF.

The OWL file, the SHACL shapes, the JSON-LD context, the SKOS taxonomies, the pydantic models that mirror them, the one
mapping between a dossier and its quads, and the error tree. This room reads no file that a user names, knows no store,
and draws no conclusion; every other room stands on it.
"""
