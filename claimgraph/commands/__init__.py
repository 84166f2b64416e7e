"""One module a command, each imported when it is used; beside them what all commands share.

A command reads its arguments, asks :class:`claimgraph.api.Graph`, and writes the result. It computes nothing about
claims, and touches neither the store's files nor a dossier's bytes by itself.
"""
