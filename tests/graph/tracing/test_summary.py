"""The summary: what is contested, most contested first, each contradiction once, and nothing that only seems so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from claimgraph import loaders
from claimgraph.graph.records import Records
from claimgraph.graph.store.store import Store
from claimgraph.graph.tracing.summary import Summary, summary, told

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD: Final = """\
entities:
  ann: {kind: person, name: Ann}
  bob: {kind: person, name: Bob}
  choir: {kind: group, name: the choir}
sources:
  paper: {kind: report, title: The Paper}
"""


def summed(statements: Iterable[str], relations: Iterable[str] = (), *, claims: int = 3) -> Summary:
    """The summary of a small dossier: ``ann affirms 1`` makes statement s-1 on claim c-1."""
    lines = [f"dossier: small\ntitle: {{en: A small matter}}\n{HEAD}claims:"]
    lines += [f"  c-{number}: {{text: {{en: Claim {number}.}}}}" for number in range(1, claims + 1)]
    lines.append("statements:")
    for number, said in enumerate(statements, 1):
        speaker, stance, claim = said.split()
        lines.append(f"  s-{number}: {{speaker: {speaker}, stance: {stance}, claim: c-{claim}, in: paper}}")
    lines.append("relations: [" + ", ".join(relations) + "]")
    with Store.in_memory() as store:
        store.load(loaders.loads("\n".join(lines)).dossier)
        return summary(store, Records(store))


def contradicts(start: int, end: int, strength: str = "strong") -> str:
    """A relation as a dossier writes it."""
    return f"{{from: s-{start}, kind: contradicts, to: s-{end}, strength: {strength}, why: Because.}}"


def test_the_claim_where_most_contradictions_meet_comes_first() -> None:
    """And each contradiction is told under one claim only."""
    found = summed(
        ["ann affirms 1", "bob denies 1", "ann affirms 2", "bob denies 2", "choir denies 2"],
        [contradicts(5, 1)],
    )
    assert [(dispute.slug, len(dispute.pairs)) for dispute in found.disputes] == [("c-2", 3), ("c-1", 1)]
    told_once = [pair for dispute in found.disputes for pair in dispute.pairs]
    assert len({pair.ends for pair in told_once}) == len(told_once) == 4


def test_sides_are_for_and_against_the_claim() -> None:
    """Who contradicts a denial from elsewhere stands with the claim; who contradicts an affirmation, against it."""
    found = summed(
        ["ann denies 1", "bob affirms 2", "choir affirms 3", "ann affirms 1"],
        [contradicts(1, 2), contradicts(3, 4)],
    )
    (dispute,) = found.disputes
    assert {one.slug for one in dispute.supporters} == {"s-2", "s-4"}
    assert {one.slug for one in dispute.opponents} == {"s-1", "s-3"}
    assert dispute.sentence.endswith("3 contradictions between 4 statements.")


def test_a_pair_that_is_drawn_and_derived_counts_once() -> None:
    """Both are kept, with the reason of the one and the rule of the other."""
    (dispute,) = summed(["ann affirms 1", "bob denies 1"], [contradicts(2, 1)]).disputes
    assert {pair.origin for pair in dispute.pairs} == {"authored", "derived"}
    assert dispute.sentence == "Ann on one side, Bob on the other: 1 contradiction between 2 statements."


def test_what_only_seems_to_contradict_is_told_apart() -> None:
    """Apparent contradictions and non-observations dispute nothing."""
    found = summed(
        ["ann affirms 1", "bob denies 2", "choir no-evidence 1"],
        [
            contradicts(2, 1, "apparent"),
            "{from: s-3, kind: qualifies, to: s-1, strength: weak, why: Not seen.}",
        ],
    )
    assert found.disputes == ()
    assert [(pair.first.slug, pair.second.slug) for pair in found.apparent] == [("s-1", "s-2")]
    (unseen,) = found.non_observations
    assert unseen.sentence == (
        "the choir saw no evidence of this, and did not deny it: Claim 1."
        " It limits 1 statement, and contradicts none."
    )
    words = [line.words for line in told(found)]
    assert "Nothing is contested: no statement here contradicts another." in words
    assert "Bob denied: Claim 2. (s-2) It only seems to contradict 1 statement:" in words


def test_a_withdrawn_contradiction_is_not_told() -> None:
    """It no longer holds."""
    gone = "{from: s-2, kind: contradicts, to: s-1, strength: strong, why: A slip., withdrawn: '2024'}"
    found = summed(["ann affirms 1", "bob denies 2"], [gone])
    assert (found.disputes, found.apparent) == ((), ())


def test_long_lists_are_cut_and_counted() -> None:
    """The text stays short; the model holds all."""
    found = summed(
        [f"ann affirms {n}" for n in range(1, 9)] + [f"bob denies {n}" for n in range(1, 9)], claims=8
    )
    assert len(found.disputes) == 8
    words = [line.words for line in told(found)]
    assert "… and 3 more" in words
    assert not any(word.startswith("… and") for word in (line.words for line in told(found, most=None)))


def test_an_empty_store_has_a_summary() -> None:
    """It says that there is nothing."""
    with Store.in_memory() as store:
        found = summary(store, Records(store))
    assert [line.words for line in told(found)] == [
        "An empty store",
        "0 dossiers, 0 claims, 0 statements, 0 relations, 0 sources, 0 entities.",
        "Nothing is contested: no statement here contradicts another.",
    ]


def test_it_has_a_json_form_that_reads_back() -> None:
    """For a program that wants the sentences and the IRIs."""
    found = summed(["ann affirms 1", "bob denies 1"])
    assert Summary.model_validate_json(found.model_dump_json()) == found
