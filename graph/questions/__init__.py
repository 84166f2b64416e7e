"""What an analyst asks of a record.

Which denials do not answer, whose many outlets have one root, who speaks against their own interest, what most hangs
on, and how hypotheses fare against the evidence. Each question is a module that gives a typed result, made of the
reasoning of a record and of its items' words. Nothing here decides what stands; that is the reasoning's.
"""
