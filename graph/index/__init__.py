"""The index beside the store: every item of every dossier as a number, and what joins them as arrays.

It is built from dossiers and says nothing that they do not; it can be thrown away and built again. It decides nothing.
"""
