"""How the end of a chain of bases is read: as a witness, an admission, a party's word, an assessment, or unknown.

``docs/decisions/lineage.md`` gives the precedence and why. What a speaker says of its own conduct is never an
assessment: :class:`Conduct` knows whose conduct a claim is about.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from ...ontology.entities import AGENT_KINDS
from ...ontology.vocabulary import SpeechAct
from ..arrays import Array, Bools, Bytes, Ints, Lists
from ..compiling import kernel
from .kinds import RootKind, SourceKind, position_or_none
from .tables import Agents

_STATE, _FIRM, _BODY, _OUTLET, _PERSON, _GROUP = range(6)
if AGENT_KINDS != ("state", "firm", "public-body", "outlet", "person", "group"):
    raise RuntimeError("the kinds of agent have changed, and with them what is read here")

CORPORATE: Final = (_STATE, _FIRM, _BODY, _GROUP)
"""Kinds of agent whose word on their own conduct is a party's."""

_WITHIN_ITS_OWN: Final = frozenset({_STATE, _FIRM, _BODY})
"""What an agent of these kinds has beneath it is its own doing; members of a group are not each other's."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """Whose conduct a claim is about.

    Attributes:
        up: Each agent and all that it is part of, owned by or acts for, however many steps away; ascending.
        whole: Each agent, and those of ``up`` for whom what is beneath them is their own doing: states, firms and
            public bodies, but nothing above a state, whose members in an alliance do not act as one.
        about: The agents whose doing each claim is: its subject's, and its counterparty's where the action is as much
            theirs.
    """

    up: Lists
    whole: Lists
    about: Lists

    @classmethod
    def of(cls, agents: Agents, subject: Lists, counterparty: Lists, converse: Bools) -> Self:
        """Close the ties between agents, once."""
        rows = [sorted(_reached(agents, agent, beyond_states=True)) for agent in range(len(agents))]
        wholes = [
            sorted(
                other
                for other in _reached(agents, agent, beyond_states=False)
                if other == agent or int(agents.kind[other]) in _WITHIN_ITS_OWN
            )
            for agent in range(len(agents))
        ]
        others = counterparty.renumbered(np.arange(len(agents), dtype=np.int32))
        keep = np.repeat(converse, others.lengths)
        owners = np.concatenate([subject.owners, others.owners[keep]])
        items = np.concatenate([subject.items, others.items[keep]])
        order = np.argsort(owners, kind="stable")
        start = np.zeros(len(subject) + 1, np.int64)
        np.cumsum(np.bincount(owners, minlength=len(subject)), out=start[1:])
        return cls(Lists.from_rows(rows), Lists.from_rows(wholes), Lists(start, items[order]))

    def own(self, speakers: Array, claims: Array) -> Bools:
        """Whether each claim is about the conduct of the speaker beside it; never where there is no speaker."""
        return _own(
            np.ascontiguousarray(speakers, np.int32),
            np.ascontiguousarray(claims, np.int32),
            self.up.start, self.up.items, self.whole.start, self.whole.items, self.about.start, self.about.items,
        )  # fmt: skip


def _reached(agents: Agents, agent: int, *, beyond_states: bool) -> set[int]:
    met, pending = {agent}, [agent]
    while pending:
        at = pending.pop()
        if not beyond_states and int(agents.kind[at]) == _STATE:
            continue
        for above in agents.up.of(at).tolist():
            if above not in met:
                met.add(above)
                pending.append(above)
    return met


@kernel
def _own(
    speakers: Ints,
    claims: Ints,
    up_start: Array,
    up: Ints,
    whole_start: Array,
    whole: Ints,
    about_start: Array,
    about: Ints,
) -> Bools:
    found = np.zeros(len(speakers), np.bool_)
    for row in range(len(speakers)):
        speaker = speakers[row]
        if speaker < 0:
            continue
        for place in range(about_start[claims[row]], about_start[claims[row] + 1]):
            other = about[place]
            for above in range(up_start[speaker], up_start[speaker + 1]):
                if up[above] == other:
                    found[row] = True
            for above in range(up_start[other], up_start[other + 1]):
                for one in range(whole_start[speaker], whole_start[speaker + 1]):
                    if up[above] == whole[one]:
                        found[row] = True
    return found


def statement_ends(
    agents: Agents,
    conduct: Conduct,
    *,
    claim: Ints,
    speaker: Ints,
    act: Bytes,
    first_hand: Bools,
    subject: Lists,
) -> Bytes:
    """The kind of root that each statement is, if a chain of bases ends in it."""
    known = speaker >= 0
    one = np.where(known, speaker, 0)
    if not len(agents):
        return np.where(first_hand, np.uint8(RootKind.WITNESS), np.uint8(RootKind.UNKNOWN))
    kind = np.where(known, agents.kind[one], len(AGENT_KINDS)).astype(np.uint8)
    unnamed = known & agents.unnamed[one]
    interested = known & agents.interested[one]
    own = conduct.own(speaker, claim)
    admits = act == position_or_none(SpeechAct.ADMITS)
    corporate = np.isin(kind, CORPORATE)
    experience = (kind == _PERSON) & _is_subject(subject, claim, speaker)
    named = known & ~unnamed & (kind < len(AGENT_KINDS)) & (kind != _OUTLET)
    finding = named & ((kind == _STATE) | (kind == _BODY) | (act == position_or_none(SpeechAct.ASSESSES)))
    return np.select(
        [first_hand, admits & (own | interested), interested | (corporate & own), experience, finding],
        [
            np.uint8(kind)
            for kind in (
                RootKind.WITNESS,
                RootKind.ADMISSION,
                RootKind.PARTY,
                RootKind.WITNESS,
                RootKind.ASSESSMENT,
            )
        ],
        np.uint8(RootKind.UNKNOWN),
    ).astype(np.uint8)


def _is_subject(subject: Lists, claim: Ints, speaker: Ints) -> Bools:
    """Whether the speaker of each statement is a subject of its claim."""
    pairs = subject.owners.astype(np.int64) << 32 | subject.items
    found: Bools = np.isin(claim.astype(np.int64) << 32 | speaker, pairs) & (speaker >= 0)
    return found


def source_ends(agents: Agents, kind: Bytes, by: Lists) -> Bytes:
    """The kind of root that each source is where a chain ends in it, if the claim is not its author's own conduct."""
    found = np.full(len(kind), RootKind.UNKNOWN, np.uint8)
    found[kind == SourceKind.EVIDENCE] = RootKind.EVIDENCE
    if len(by.items):
        partial = agents.interested[by.items]
        silent = agents.unnamed | (agents.kind == _OUTLET) | (agents.kind >= len(AGENT_KINDS))
        telling = np.bincount(by.owners, weights=~silent[by.items], minlength=len(by)) > 0
        report = kind == SourceKind.REPORT
        found[report & telling] = RootKind.ASSESSMENT
        found[report & (np.bincount(by.owners, weights=partial, minlength=len(by)) > 0)] = RootKind.PARTY
    return found


__all__ = ["CORPORATE", "Conduct", "source_ends", "statement_ends"]
