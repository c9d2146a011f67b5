"""What regwire reads from our own sentences stays at least this good. The floors are raised as the reading improves."""

from collections.abc import Iterable

import pytest

from feeds.catalog import Catalog
from tests.quality.golden import Said, Sentence, read, sentences

# group -> what may wake a person: precision, recall; all that is told as news: recall
FLOORS = {"all": (0.84, 0.84, 0.80), "en": (0.84, 0.86, 0.80), "ru": (0.84, 0.82, 0.78), "other": (0.80, 0.78, 0.76)}
LANGUAGES = frozenset(["en", "ru", "uk", "tr", "es", "pt", "fr", "de", "it", "zh", "ar", "fa", "hi", "id"])

Pairs = list[tuple[Sentence, frozenset[Said]]]


@pytest.fixture(scope="module")
def pairs(known: Catalog) -> Pairs:
    return [(sentence, read(sentence, known)) for sentence in sentences()]


def _of(pairs: Pairs, group: str) -> Pairs:
    main = {"en", "ru"}
    return [
        (sentence, got)
        for sentence, got in pairs
        if group in {"all", sentence.lang} or (group == "other" and sentence.lang not in main)
    ]


def _waking(acts: Iterable[Said]) -> frozenset[Said]:
    return frozenset(act for act in acts if act.wakes)


def test_there_are_three_hundred_sentences_in_fourteen_languages() -> None:
    told = sentences()
    assert len(told) >= 300
    assert {sentence.lang for sentence in told} == LANGUAGES
    assert len({sentence.words for sentence in told}) == len(told)


def test_every_company_told_is_in_the_catalog(known: Catalog) -> None:
    named = {act.company for sentence in sentences() for act in sentence.acts if act.company}
    assert not named - known.companies.keys()


@pytest.mark.parametrize("group", FLOORS)
def test_what_wakes_people_is_read_right(pairs: Pairs, group: str) -> None:
    precision, recall, _ = FLOORS[group]
    hit = said = true = 0
    wrong = []
    for sentence, got in _of(pairs, group):
        expected, found = _waking(sentence.acts), _waking(got)
        hit, said, true = hit + len(expected & found), said + len(found), true + len(expected)
        wrong += [f"{sentence.number}: {sentence.words}"] * (expected != found)
    told = f"precision {hit / said:.2f}, recall {hit / true:.2f}\n" + "\n".join(wrong)
    assert hit / said >= precision, told
    assert hit / true >= recall, told


@pytest.mark.parametrize("group", FLOORS)
def test_what_is_told_as_news_is_found(pairs: Pairs, group: str) -> None:
    chosen = _of(pairs, group)
    hit = sum(len(sentence.acts & got) for sentence, got in chosen)
    true = sum(len(sentence.acts) for sentence, _ in chosen)
    missed = "\n".join(f"{sentence.number}: {sentence.words}" for sentence, got in chosen if sentence.acts - got)
    assert hit / true >= FLOORS[group][2], f"recall {hit / true:.2f}\n{missed}"


def test_what_companies_do_themselves_wakes_hardly_anybody(pairs: Pairs) -> None:
    quiet = [(sentence, got) for sentence, got in pairs if not sentence.acts]
    loud = [f"{sentence.number}: {sentence.words}" for sentence, got in quiet if _waking(got)]
    assert len(loud) <= len(quiet) // 8, "\n".join(loud)
