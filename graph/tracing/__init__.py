"""Tracing: what supports and contradicts a claim, told as a walk, as pairs, as one item in full, or as a summary.

It reads items through ``graph.records`` and never writes; it counts no roots and decides no standing.
"""
