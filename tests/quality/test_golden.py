"""What regwire reads from texts of our own stays at least this good. The floors may only rise; -s prints the table."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

import pytest

from feeds.catalog import Catalog
from tests.quality.golden import Golden, Read, Said, golden, read

LANGUAGES = frozenset(["en", "ru", "uk", "tr", "es", "pt", "fr", "de", "it", "zh", "ar", "fa", "hi", "id"])
# group -> what may wake people: precision, recall; all told as news: recall; companies: F; countries: F
FLOORS = {
    "all": (0.92, 0.94, 0.91, 0.97, 0.98),
    "en": (0.90, 0.96, 0.91, 0.97, 0.98),
    "ru": (0.96, 0.95, 0.93, 0.97, 0.98),
    "other": (0.92, 0.90, 0.89, 0.97, 0.98),
}
NAMES = ("push P", "push R", "news R", "company F", "country F")
# of the texts that tell no act, how many may wake people nevertheless
LOUD = 0.06

Pairs = list[tuple[Golden, Read]]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was found is true, and how much of what is true was found."""

    hit: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """From 0 to 1; 1 where nothing was found."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """From 0 to 1; 1 where there was nothing to find."""
        return self.hit / self.true if self.true else 1.0

    @property
    def both(self) -> float:
        """The harmonic mean of the two (F)."""
        return 2 * self.hit / (self.found + self.true) if self.found + self.true else 1.0


def score(sets: Iterable[tuple[frozenset[Hashable], frozenset[Hashable]]]) -> Score:
    """Of pairs of what is true and what was found."""
    hit = found = true = 0
    for expected, got in sets:
        hit, found, true = hit + len(expected & got), found + len(got), true + len(expected)
    return Score(hit, found, true)


def waking(acts: frozenset[Said]) -> frozenset[Said]:
    """Those that may wake people."""
    return frozenset(act for act in acts if act.wakes)


def figures(pairs: Pairs) -> tuple[float, ...]:
    """In the order of FLOORS."""
    push = score((waking(one.acts), waking(got.sure)) for one, got in pairs)
    news = score((one.acts, one.acts & got.acts) for one, got in pairs)
    companies = score((one.companies, got.companies) for one, got in pairs if one.companies is not None)
    countries = score((one.countries, got.countries) for one, got in pairs if one.countries is not None)
    return push.precision, push.recall, news.recall, companies.both, countries.both


def of_group(pairs: Pairs, group: str) -> Pairs:
    """The pairs of a language, of all, or of all but the two main languages."""
    return [
        (one, got)
        for one, got in pairs
        if group in {"all", one.lang} or (group == "other" and one.lang not in {"en", "ru"})
    ]


@pytest.fixture(scope="module")
def pairs(known: Catalog) -> Pairs:
    return [(one, read(one, known)) for one in golden()]


def test_there_are_three_hundred_texts_in_fourteen_languages_half_of_them_english_and_russian() -> None:
    told = golden()
    assert len(told) >= 300
    assert {one.lang for one in told} == LANGUAGES
    assert len({(one.text.title, one.text.body) for one in told}) == len(told)
    assert sum(one.lang in {"en", "ru"} for one in told) >= len(told) / 2


def test_every_name_in_the_answers_is_in_the_catalog(known: Catalog) -> None:
    assert not {act.company for one in golden() for act in one.acts if act.company} - known.companies.keys()
    assert not {name for one in golden() for name in one.companies or ()} - known.companies.keys()
    assert not {code for one in golden() for code in one.countries or ()} - known.countries.keys()


@pytest.mark.parametrize("group", FLOORS)
def test_what_is_read_stays_at_least_as_good(pairs: Pairs, group: str) -> None:
    chosen = of_group(pairs, group)
    got = figures(chosen)
    told = [
        f"{name} {value:.3f} (floor {floor:.2f})" for name, value, floor in zip(NAMES, got, FLOORS[group], strict=True)
    ]
    line = f"{group:<6} n={len(chosen):<4} | {' | '.join(told)}"
    print("\n" + line)  # noqa: T201
    wrong = [f"{one}\n    read: {_told(got.sure)}" for one, got in chosen if waking(one.acts) != waking(got.sure)]
    assert all(value >= floor for value, floor in zip(got, FLOORS[group], strict=True)), "\n".join([line, *wrong])


def _told(acts: frozenset[Said]) -> str:
    return ", ".join(f"{act.company}/{act.country}/{act.action}/{act.stage}" for act in acts) or "nothing"


def test_texts_without_an_act_wake_hardly_anybody(pairs: Pairs) -> None:
    quiet = [(one, got) for one, got in pairs if not one.acts]
    loud = [str(one) for one, got in quiet if waking(got.sure)]
    assert len(loud) <= len(quiet) * LOUD, "\n".join(loud)


def test_every_class_is_told_with_its_share_of_right_readings(pairs: Pairs) -> None:
    right, all_of = Counter[str](), Counter[str]()
    for one, got in pairs:
        all_of[one.kind] += 1
        right[one.kind] += waking(one.acts) == waking(got.sure)
    print("\n" + "\n".join(f"{kind:<16} {right[kind]:>3} of {of:>3}" for kind, of in sorted(all_of.items())))  # noqa: T201
    assert all(right[kind] for kind in all_of)
