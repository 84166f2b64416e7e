"""The founding case: the dossier that ``claimgraph demo`` builds, and the retelling that stands in for its text.

Beside it stands a small argumentation framework from the literature, for ``claimgraph solve``.

Installed as data beside the program (``importlib.resources.files("claimgraph.examples") / "founding.yaml"``). Nothing
here is code, and no room reads it by itself. The article that the dossier covers is not here and may not be: its
statements are known by their positions in a text of a given SHA-256, which ``--texts`` can point at.
"""
