"""Which texts of a set are of one story."""

from datetime import UTC, datetime

import pytest

from feeds.grouping import Told, amounts, group, joined
from feeds.model import Action, Reading
from tests.things import claim


def told(
    name: str, title: str, day: str | None, action: Action | None, company: str = "linkedin", lang: str = "en"
) -> Told:
    """A text that names a company in Russia and, perhaps, leads with an act."""
    claims = (claim(action, company),) if action else ()
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Told(name, title, "", published, Reading(lang, (company,), ("RU",), claims=claims))


TEXTS = [
    told("a", "Russia blocks LinkedIn over where it stores data", "2016-11-17", Action.BLOCK),
    told("b", "LinkedIn blocked in Russia over data storage", "2016-11-18", Action.BLOCK),
    told("c", "Telegram fined in Russia for banned posts", "2016-11-17", Action.FINE, "telegram"),
    told("d", "LinkedIn hires a new head of sales in Moscow", "2017-09-01", None),
    told("e", "Россия блокирует LinkedIn", "2016-11-17", Action.BLOCK, lang="ru"),
    told("f", "LinkedIn appeals again, years later, to a higher court", "2019-05-05", Action.RULING),
]


def test_reports_of_one_act_are_one_story_and_others_are_not() -> None:
    labels = group(TEXTS)
    assert labels["a"] == labels["b"]
    assert len({labels[name] for name in "acdf"}) == 4


def test_every_text_has_a_story_and_the_order_does_not_matter() -> None:
    labels, reversed_labels = group(TEXTS), group(TEXTS[::-1])
    assert set(labels) == {text.name for text in TEXTS}
    for one in labels:
        for other in labels:
            assert (labels[one] == labels[other]) == (reversed_labels[one] == reversed_labels[other])


def test_nothing_is_grouped_into_nothing() -> None:
    assert group([]) == {}


def test_a_report_without_a_day_joins_the_act_it_tells() -> None:
    dated = told("y", "Gabon suspends TikTok after protests", "2026-02-17", Action.BLOCK, "tiktok")
    undated = told("z", "TikTok suspended in Gabon as protests go on", None, Action.BLOCK, "tiktok")
    labels = group([*TEXTS, dated, undated])
    assert labels["y"] == labels["z"]


def test_one_text_like_two_groups_does_not_make_them_one() -> None:
    sure = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}
    assert joined(4, sure, 0.35) == [[0, 1], [2, 3]]
    assert joined(4, sure | {(0, 2): 0.5, (0, 3): 0.5, (1, 3): 0.5}, 0.35) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("text", "told_there"),
    [
        ("a fine of $7 million", {7e6}),
        ("штраф в четыре миллиона рублей", {4e6}),
        ("€1.5bn and 800 тыс. рублей", {1.5e9, 8e5}),
        ("7 m of cable, 13 days, 2 milliseconds", set()),
    ],
)
def test_amounts_are_the_same_however_they_are_written(text: str, told_there: set[float]) -> None:
    assert amounts(text) == told_there
