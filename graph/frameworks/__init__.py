"""Argumentation frameworks on arrays: who attacks whom, and what follows.

A ``Framework`` is Dung's: numbered arguments and attacks between them. ``grounded`` labels it in linear time;
``extensions``, ``accepted`` and ``statuses`` answer under complete, preferred and stable semantics with a SAT solver. A
``Bipolar`` framework has base scores and supports as well, and is read by ``df_quad`` and ``quadratic_energy``.
``iccma`` reads and writes the files of the International Competition on Computational Models of Argumentation.

This room knows arguments by their numbers. It knows no claim, no statement and no store, decides nothing about what
attacks what, and never enumerates sets of arguments naively. Its modules are imported one by one: they need numpy.
"""
