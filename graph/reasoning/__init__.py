"""What the record comes to: which arguments stand, on what, and what would fall with a source.

This room puts the others together: it takes the index of a store, what comparison finds between its statements and what
lineage finds behind them, makes one plain framework of arguments, and reads each claim's standing off it. It decides
nothing about whether a claim is true: accepted means undefeated in this record. It opens no store and writes nothing;
what it finds is given as objects and as quads for the derived graph.
"""
