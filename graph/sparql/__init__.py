"""SPARQL: typed queries in confined workers, named queries from files, and results in every form.

It knows stores by their folder alone, and nothing about claims.
"""
