"""Which texts of a set are of one story."""

from datetime import UTC, datetime

from feeds.grouping import Told, group
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
