"""The kinds of sentence that regwire began with, in many wordings: what each must say, and must not."""

import pytest

from bot.demo.chapters import CHAPTERS, Article
from feeds.catalog import Catalog
from feeds.model import Reading, Role, Stage, Text
from feeds.understand import understand

REFUSALS = [
    "LinkedIn has refused to store data of Russians in Russia",
    "LinkedIn declines to move Russian users' data to Russia",
    "LinkedIn refuses to comply with Russia's data localization law",
    "Russia says LinkedIn will not move its servers to the country",
    "Talks between Roskomnadzor and LinkedIn have failed",
    "Roscomnadzor says talks with LinkedIn broke down",
    "LinkedIn rejected a Russian demand to keep personal data in the country",
    "LinkedIn отказался переносить данные россиян в Россию",
    "Переговоры Роскомнадзора с LinkedIn провалились",
]
STILL_BLOCKED = [
    "LinkedIn has been blocked in Russia since November 2016.",
    "LinkedIn remains blocked in Russia.",
    "LinkedIn, which has been blocked in Russia since November 2016, did not comment.",
    "LinkedIn stays blocked in Russia because it does not keep data of Russians in the country.",
]
HISTORY = [
    "In August 2015 Russia briefly blocked Wikipedia before restoring access.",
    "Wikipedia was blocked in Russia in 2015 and unblocked a day later.",
    "Russia blocked Wikipedia in August 2015 and lifted the ban the next day.",
    "In 2015, Roskomnadzor blocked Wikipedia for a day and then restored it.",
]
THREATS = [
    "Facebook and Twitter could be blocked in Russia too.",
    "Roskomnadzor has threatened to block Facebook and Twitter.",
    "Russia warned that Facebook and Twitter may be blocked under the same law.",
    "Facebook and Twitter risk being blocked in Russia if they do not comply.",
    "The regulator has threatened Facebook and Twitter with a block.",
]
NO_ACTS = [
    "LinkedIn bans a startup's account",
    "LinkedIn has banned a user for spam",
    "LinkedIn suspends accounts of fake recruiters",
    "Budget talks hit a roadblock in Moscow",
    "LinkedIn blocks messages from strangers by default",
    "LinkedIn launches a new feature in Russia",
    "Microsoft orders new chips for LinkedIn",
    "LinkedIn заблокировал аккаунт стартапа",
]


def acts(reading: Reading, company: str) -> set[tuple[str, str, str]]:
    """(action, stage, role) of what is told of a company."""
    return {(one.action.value, one.stage.value, one.role.value) for one in reading.claims if one.company == company}


def lead_with(title: str, known: Catalog) -> Reading:
    """A text that has only a title."""
    return understand(Text(title, ""), known)


def in_passing(sentence: str, known: Catalog) -> Reading:
    """A text that leads with a refusal and goes on with a sentence."""
    lead = "LinkedIn refuses to store data of Russians in Russia"
    body = f"Roskomnadzor said on Tuesday that LinkedIn had refused to store data of Russians in Russia. {sentence}"
    return understand(Text(lead, body), known)


@pytest.mark.parametrize("title", REFUSALS)
def test_a_refusal_leads(known: Catalog, title: str) -> None:
    reading = lead_with(title, known)
    assert acts(reading, "linkedin") >= {("refuse", "actual", "lead")}
    assert {one.country for one in reading.claims} == {"RU"}
    assert not any(
        one.action.value in {"block", "unblock", "comply"} and one.role is Role.LEAD for one in reading.claims
    )


@pytest.mark.parametrize("sentence", STILL_BLOCKED)
def test_a_block_that_stands_is_background(known: Catalog, sentence: str) -> None:
    told = acts(in_passing(sentence, known), "linkedin")
    assert ("refuse", "actual", "lead") in told
    assert {stage for action, stage, role in told if action == "block" and role == "background"} & {"actual", "past"}
    assert not {one for one in told if one[0] in {"block", "unblock"} and one[2] == "lead"}


@pytest.mark.parametrize("sentence", HISTORY)
def test_history_is_past_and_in_passing(known: Catalog, sentence: str) -> None:
    told = acts(in_passing(sentence, known), "wikipedia")
    assert ("block", "past", "background") in told
    assert ("unblock", "past", "background") in told
    assert all(role == "background" and stage == "past" for _, stage, role in told)


@pytest.mark.parametrize("sentence", THREATS)
def test_a_threat_is_a_threat(known: Catalog, sentence: str) -> None:
    reading = in_passing(sentence, known)
    for company in ("facebook", "x"):
        told = acts(reading, company)
        assert ("block", "threat", "background") in told
        assert not any(stage in {Stage.ACTUAL, Stage.PAST} for _, stage, _ in told)


@pytest.mark.parametrize("title", NO_ACTS)
def test_a_company_that_acts_by_itself_is_no_event(known: Catalog, title: str) -> None:
    assert lead_with(title, known).claims == ()


@pytest.mark.parametrize(
    "title",
    [
        "LinkedIn may be blocked in Russia next week",
        "Russia could block LinkedIn on Monday",
        "LinkedIn могут заблокировать в России",
    ],
)
def test_what_may_come_is_a_threat_and_leads(known: Catalog, title: str) -> None:
    assert acts(lead_with(title, known), "linkedin") == {("block", "threat", "lead")}


def test_the_same_in_russian(known: Catalog) -> None:
    lead = "LinkedIn отказался переносить данные россиян в Россию"
    body = (
        "Роскомнадзор сообщил, что LinkedIn отказался хранить данные россиян в России. Соцсеть LinkedIn заблокирована "
        "в России с ноября 2016 года. В августе 2015 года Роскомнадзор заблокировал «Википедию», а через день "
        "разблокировал её. Роскомнадзор пригрозил заблокировать Facebook и Twitter."
    )
    reading = understand(Text(lead, body), known)
    assert ("refuse", "actual", "lead") in acts(reading, "linkedin")
    assert acts(reading, "wikipedia") == {("block", "past", "background"), ("unblock", "past", "background")}
    for company in ("facebook", "x"):
        assert acts(reading, company) == {("block", "threat", "background")}


DEMO = {
    "Moscow court rejects LinkedIn's appeal": {("linkedin", "ruling", "actual")},
    "LinkedIn may be blocked in Russia next week": {("linkedin", "block", "threat")},
    "Russia blocks LinkedIn": {("linkedin", "block", "actual")},
    "Роскомнадзор приступил к блокировке LinkedIn": {("linkedin", "block", "actual")},
    "LinkedIn has been blocked in Russia over where it keeps data": {("linkedin", "block", "actual")},
    "LinkedIn bans a startup's account": set(),
    "Budget talks hit a roadblock": set(),
    "Apple and Google comply and remove LinkedIn's app in Russia": {
        ("apple", "comply", "actual"),
        ("google", "comply", "actual"),
    },
    "LinkedIn refuses to move data to Russia, regulator says": {("linkedin", "refuse", "actual")},
    "LinkedIn declines to keep Russian data in Russia and remains blocked": {("linkedin", "refuse", "actual")},
}


@pytest.mark.parametrize(
    "article", [one for chapter in CHAPTERS for one in chapter.articles], ids=lambda one: one.title
)
def test_the_demo_is_read_as_it_was_written(known: Catalog, article: Article) -> None:
    reading = understand(Text(article.title, article.text), known)
    lead = {(one.company, one.action.value, one.stage.value) for one in reading.claims if one.role is Role.LEAD}
    named = {one for one in lead if one[0]}
    beside = {("linkedin", "block", "threat")} | (
        {("linkedin", "block", "actual")} if "app in" in article.title else set()
    )
    assert named - beside == DEMO[article.title] - beside
    assert {one.country for one in reading.claims} <= {"RU"}
    assert all(one[1] == "block" for one in lead - named)
