"""Does one statement contradict another, and if not, what does it do? Pure: no store, no file, no clock.

``compare`` looks at two statements in a ``Context`` of taxonomies, agents and rates, and gives a ``Verdict``;
``claims_entail`` looks at claims alone; ``meetings`` and ``entailments`` find all pairs that have something to say to
each other without comparing all pairs. The room refuses to guess: what the record does not settle is ``undetermined``.
"""

from .claims import ComparedClaim, ComparedStatement
from .compare import claims_entail, compare
from .context import ComparedRate, Context, Entry
from .pairs import entailments, meetings
from .verdicts import Verdict

__all__ = [
    "ComparedClaim",
    "ComparedRate",
    "ComparedStatement",
    "Context",
    "Entry",
    "Verdict",
    "claims_entail",
    "compare",
    "entailments",
    "meetings",
]
