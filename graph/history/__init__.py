"""What was public when: each item's day, the store as it stood on a day, and what two days differ in.

Here nothing is judged and nothing is read from the web or the clock: days come from the dossiers alone, and what no
dossier dates is listed apart.
"""
