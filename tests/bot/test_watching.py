"""Which watches want which changes."""

from dataclasses import replace

import pytest

from bot.keywords import Keywords, WatchedWords, fold
from bot.model import Level, Watch
from bot.watching import Subject, key, keys, subject, wants
from feeds.journal.changes import Told
from feeds.model import Action, Change, ChangeKind, Reading, Role, Stage, Story
from tests.things import act, day, news, story


def owners(company: str) -> tuple[str, ...]:
    """LinkedIn belongs to Microsoft."""
    return ("microsoft",) if company == "linkedin" else ()


def about(told: Story | None, reading: Reading | None = None, keywords: tuple[str, ...] = ()) -> Subject:
    """The subject of a change of a story, or of coverage."""
    change = Change(1, ChangeKind.NEW, told.id if told else None, 1, day("2024-01-01"))
    return subject(Told(change, news(1, "2024-01-01"), "", reading or Reading("en"), told), owners, keywords)


BLOCK = replace(story(1, "2016-11-17"), topics=("data-localization",), regulators=("roskomnadzor",), law="ru-242-fz")


@pytest.mark.parametrize(
    "watch",
    [
        Watch(0, 1, company="linkedin"),
        Watch(0, 1, company="microsoft"),
        Watch(0, 1, country="RU"),
        Watch(0, 1, topic="data-localization"),
        Watch(0, 1, regulator="roskomnadzor"),
        Watch(0, 1, law="ru-242-fz"),
        Watch(0, 1, company="linkedin", country="RU"),
        Watch(0, 1, country="RU", kinds=(Action.BLOCK,)),
        Watch(0, 1, topic="data-localization", country="RU"),
    ],
    ids=str,
)
def test_an_act_reaches_whoever_watches_any_part_of_it(watch: Watch) -> None:
    told = about(BLOCK)
    assert key(watch) in keys(told)
    assert wants(watch, told)


@pytest.mark.parametrize(
    "watch",
    [
        Watch(0, 1, company="wikipedia"),
        Watch(0, 1, country="TR"),
        Watch(0, 1, company="linkedin", country="TR"),
        Watch(0, 1, company="linkedin", kinds=(Action.FINE,)),
        Watch(0, 1, company="linkedin", topic="tax"),
        Watch(0, 1, keyword="technology"),
    ],
    ids=str,
)
def test_and_nobody_else(watch: Watch) -> None:
    assert not wants(watch, about(BLOCK))


def test_a_threat_reaches_only_those_who_asked_for_threats() -> None:
    threat = about(story(1, "2016-11-10", act(stage=Stage.THREAT)))
    watch = Watch(0, 1, company="linkedin")
    assert not wants(watch, threat)
    assert wants(replace(watch, level=Level.THREATS), threat)
    assert wants(replace(watch, level=Level.EVERYTHING), threat)


def test_a_rumour_reaches_only_those_who_asked_for_threats() -> None:
    rumour = about(story(1, "2016-11-10", act(doubt=True)))
    assert not wants(Watch(0, 1, company="linkedin"), rumour)
    assert wants(Watch(0, 1, company="linkedin", level=Level.THREATS), rumour)


def test_what_an_item_mentions_in_passing_reaches_only_those_who_want_everything() -> None:
    told = about(BLOCK, Reading("en", companies=("linkedin", "wikipedia"), countries=("RU",)))
    watch = Watch(0, 1, company="wikipedia")
    assert not wants(watch, told)
    assert wants(replace(watch, level=Level.EVERYTHING), told)


def test_coverage_reaches_only_those_who_want_everything() -> None:
    told = about(None, Reading("en", companies=("linkedin",)))
    watch = Watch(0, 1, company="linkedin")
    assert not wants(watch, told)
    assert wants(replace(watch, level=Level.EVERYTHING), told)


def test_a_country_watch_never_gets_what_has_no_country() -> None:
    nowhere = about(story(1, "2024-01-01", act(country=None)), Reading("en", companies=("linkedin",)))
    for level in Level:
        assert not wants(Watch(0, 1, country="RU", level=level), nowhere)
        assert not wants(Watch(0, 1, company="linkedin", country="RU", level=level), nowhere)
    assert wants(Watch(0, 1, company="linkedin"), nowhere)


def test_company_and_country_must_hold_in_the_same_act() -> None:
    both = about(story(1, "2024-01-01", act(), act(company="x", country="TR")))
    assert not wants(Watch(0, 1, company="linkedin", country="TR"), both)
    assert wants(Watch(0, 1, company="x", country="TR"), both)


def test_the_background_of_a_story_wakes_nobody() -> None:
    told = about(story(1, "2024-01-01", act(), act(company="wikipedia", role=Role.BACKGROUND)))
    assert not wants(Watch(0, 1, company="wikipedia"), told)


def test_a_keyword_gets_every_item_that_has_it() -> None:
    assert wants(Watch(0, 1, keyword="acme"), about(None, keywords=("acme",)))


def test_keywords_are_found_as_whole_words_in_any_case_and_script() -> None:
    keywords = Keywords([fold(word) for word in ("Acme", "Рога и копыта", "微信", "data")])
    assert keywords.found("ACME’s offices") == {"acme"}
    assert keywords.found("рога  И\nкопыта закрыты") == {"рога и копыта"}
    assert keywords.found("中国微信用户") == {"微信"}
    assert keywords.found("metadata and database") == frozenset()
    assert Keywords([]).found("anything") == frozenset()


def test_words_added_later_are_found_before_and_after_the_large_automaton_is_built_anew() -> None:
    words = WatchedWords()
    words.add([f"acme{number}" for number in range(1_001)], 1_001)
    assert words.heavy()
    words.add(["acme0", "later"], 1_003)
    assert words.found("acme0 and later") == {"acme0", "later"}
    words.settle()
    assert not words.heavy()
    assert words.found("acme0, acme1000 and later") == {"acme0", "acme1000", "later"}
    assert words.last == 1_003
