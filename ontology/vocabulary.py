"""The closed lists of the design: stances, speech acts, likelihoods, grades, kinds of relation.

Each value is written in a dossier as it stands here, and in RDF as an individual of the ontology with the same
name in camel case (``no-evidence`` is ``cg:noEvidence``). Nothing here is ordered unless it says so.
"""

from enum import StrEnum
from functools import singledispatch

from .terms import camel


class Stance(StrEnum):
    """What a speaker does with a claim."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    NO_EVIDENCE = "no-evidence"
    QUESTIONS = "questions"

    @property
    def verb(self) -> str:
        """What stands between a speaker and a claim in a sentence."""
        return "has seen no evidence of" if self is Stance.NO_EVIDENCE else self.value


class SpeechAct(StrEnum):
    """How the speaker takes the stance; recorded apart from it."""

    SAYS = "says"
    REPORTS = "reports"
    ASSESSES = "assesses"
    ADMITS = "admits"
    PREDICTS = "predicts"


class Likelihood(StrEnum):
    """The seven terms of ICD 203 (Intelligence Community Directive 203, D.6.e.(2)(a)), from least to most likely."""

    ALMOST_NO_CHANCE = "almost-no-chance"
    VERY_UNLIKELY = "very-unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly-even-chance"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"
    ALMOST_CERTAIN = "almost-certain"


class Confidence(StrEnum):
    """How well grounded the speaker holds the judgement to be; never merged with its likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Reliability(StrEnum):
    """Admiralty grade of a source (NATO AJP-2.1), A to F; F means that it cannot be judged, not that it is bad."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Admiralty grade of a statement (NATO AJP-2.1), 1 to 6; 6 means that it cannot be judged."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"


class Form(StrEnum):
    """What kind of proposition a claim is, and so what it can be compared with."""

    EVENT = "event"
    TOTAL = "total"
    CHANGE = "change"
    OTHER = "other"


class Measure(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    VALUE = "value"
    MASS = "mass"
    CHANGE = "change"


class RelationKind(StrEnum):
    """What one statement, or a piece of evidence, does to another statement."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    TENSION = "tension"
    QUALIFIES = "qualifies"
    UNDERCUTS = "undercuts"
    RESTATES = "restates"

    @property
    def symmetric(self) -> bool:
        """Whether the relation reads the same from either end; its direct triple then goes both ways."""
        return self in _SYMMETRIC


_SYMMETRIC = frozenset({RelationKind.CONTRADICTS, RelationKind.TENSION, RelationKind.RESTATES})


class Strength(StrEnum):
    """How far a relation reaches; an apparent one seems to hold and does not."""

    STRONG = "strong"
    WEAK = "weak"
    APPARENT = "apparent"


class Reading(StrEnum):
    """What a state stands for in a slot, where it is not the usual reading."""

    GOVERNMENT = "government"
    COUNTRY = "country"


class Verification(StrEnum):
    """Whether an anchor's words stand in its text."""

    VERIFIED = "verified"
    LOCATED = "located"
    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    TEXT_NOT_HELD = "text-not-held"


_SUFFIX: dict[type[StrEnum], str] = {
    Form: "Form",
    Measure: "Measure",
    Confidence: "Confidence",
    Reading: "Reading",
}


@singledispatch
def local_name(value: StrEnum) -> str:
    """The name of a value's individual in the ontology; a word that would mean two things has its class behind it.

    >>> local_name(Stance.NO_EVIDENCE), local_name(Form.CHANGE), local_name(Measure.CHANGE)
    ('noEvidence', 'changeForm', 'changeMeasure')
    """
    return camel(value.value) + _SUFFIX.get(type(value), "")


_FLIPPING = frozenset({Likelihood.UNLIKELY, Likelihood.VERY_UNLIKELY, Likelihood.ALMOST_NO_CHANCE})
_FLIPPED = {Stance.AFFIRMS: Stance.DENIES, Stance.DENIES: Stance.AFFIRMS}


def taken_stance(stance: Stance, likelihood: Likelihood | None) -> Stance:
    """The stance that a statement takes once its likelihood is counted in.

    Who calls a claim unlikely denies it; who gives it even odds asks.

    >>> taken_stance(Stance.AFFIRMS, Likelihood.VERY_UNLIKELY).value
    'denies'
    >>> taken_stance(Stance.DENIES, Likelihood.ROUGHLY_EVEN_CHANCE).value
    'questions'
    """
    if stance not in _FLIPPED or likelihood is None:
        return stance
    if likelihood is Likelihood.ROUGHLY_EVEN_CHANCE:
        return Stance.QUESTIONS
    return _FLIPPED[stance] if likelihood in _FLIPPING else stance
