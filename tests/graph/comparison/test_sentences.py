"""What a verdict says in words: each sentence names what differs, and can be read by whoever knows no slot."""

from __future__ import annotations

from typing import Any

from tests.comparisons import said, told

SENT: dict[str, Any] = {"subject": "ministry", "action": "delivers", "object": "drones"}
BY_CHINA = {**SENT, "subject": "china"}
BY_THE_COUNTRY = {**BY_CHINA, "subject-read-as": "country"}
RISE = {**SENT, "form": "change"}


def sentence(affirmed: dict[str, Any], denied: dict[str, Any], stance: str = "denies") -> str:
    """What is said of an affirmation and a denial."""
    return told(said("affirms", **affirmed), said(stance, **denied)).sentence


def test_an_action_stands_in_quotation_marks() -> None:
    """It is a word of the taxonomy, such as "approves delivery of", and no end of a sentence."""
    found = sentence({**SENT, "action": "approves-delivery-of"}, SENT)
    assert "the action there is “approves delivery of”, here “delivers”, though all else meets." in found


def test_the_government_and_the_country_of_one_state_are_told_apart() -> None:
    """Both bear one name; what a denial leaves standing would else be "China, not China"."""
    assert "(the government of CN, not CN as a country)" in sentence(BY_THE_COUNTRY, BY_CHINA)
    assert "the actor is the government of CN, and CN as a country is denied" in sentence(
        BY_CHINA, BY_THE_COUNTRY
    )


def test_a_state_that_only_overlaps_is_told_by_what_it_stands_for() -> None:
    """Imports by a government from a country, beside deliveries by a government to a country."""
    sends = {**BY_CHINA, "counterparty": "russia"}
    gets = {"subject": "russia", "action": "imports", "object": "drones", "counterparty": "china"}
    assert sentence(sends, gets) == (
        "The denial speaks of the government of RU; what is affirmed is RU as a country, which is not within it, "
        "so it is open whether it answers."
    )


def test_what_is_not_named_is_not_called_denied() -> None:
    """A denial that names no recipient denies all of them; "no particular other party is denied" would say none."""
    to_russia = {**SENT, "counterparty": "russia"}
    assert sentence(to_russia, SENT) == (
        "The denial covers what is affirmed: the other party is RU, and the denial names none."
    )
    assert "narrower than what is affirmed (RU alone) and leaves" in sentence(SENT, to_russia)
    assert "of a part only of what is affirmed (RU alone), and" in sentence(SENT, to_russia, "no-evidence")


def test_two_changes_are_told_with_their_bases() -> None:
    """One "69 %" beside another would not say why the two do not compare."""
    rise = {"measure": "change", "exactly": 69, "unit": "%"}
    found = sentence(
        {**RISE, "quantity": {**rise, "base": "2022"}}, {**RISE, "quantity": {**rise, "base": "2021"}}
    )
    assert found.startswith("The denial speaks of 69 % on 2021; what is affirmed is 69 % on 2022, and")


def test_a_group_is_told_in_plain_words() -> None:
    """Whether a firm is among the makers spoken of is not known."""
    found = sentence({**SENT, "subject": "private-maker"}, {**SENT, "subject": "makers"})
    assert found == (
        "The denial speaks of makers; whether private maker and makers have anyone in common is not said, "
        "so it is open whether it answers."
    )


def test_an_open_period_is_told_with_the_day_that_it_reaches_to() -> None:
    """A denial "since 2022" of the end of 2022 does not reach 2023, which "since 2022" alone would not show."""
    found = told(
        said("affirms", **SENT, period="2023"), said("denies", **SENT, period="2022-02/..", made="2022-12-31")
    )
    assert "the period there is 2023, here since 2022-02, as said by 2022-12-31, though all else meets." in (
        found.sentence
    )
