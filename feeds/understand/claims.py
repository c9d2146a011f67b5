"""From weighed pairs to claims: country, authority, law, day, and the sentence that says so. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.model import Claim, Precision, Role, Stage
from feeds.understand.mentions import Scene, Sentence
from feeds.understand.scope import scope_of
from feeds.understand.weigh import WAKING, Weighed
from feeds.understand.when import when
from feeds.understand.where import countries_of

_LONGEST_QUOTE, _NEWS_DAYS = 600, 75


def claims_of(told: Iterable[Weighed], scene: Scene, catalog: Catalog) -> Iterator[Claim]:
    """What weighed pairs claim: one claim for each country that acts."""
    days: dict[tuple[int, int], tuple[date | None, Precision]] = {}
    for weighed in told:
        pair = weighed.pair
        place = (pair.sentence.start, pair.trigger.start)
        if place not in days:
            days[place] = day_of(weighed, scene)
        for country in countries_of(pair, scene, catalog):
            yield _claim(weighed, country, days[place], scene, catalog)


def _claim(
    weighed: Weighed, country: str | None, told: tuple[date | None, Precision], scene: Scene, catalog: Catalog
) -> Claim:
    pair, (day, precision) = weighed.pair, told
    old = is_history(day, precision, scene) and weighed.stage is Stage.ACTUAL and not _first(pair.sentence, scene)
    passing = old or _nobody_acts(weighed, country)
    return Claim(
        pair.company,
        country,
        pair.action,
        Stage.PAST if old else weighed.stage,
        Role.BACKGROUND if passing else weighed.role,
        _quote(scene.text[pair.sentence.start : pair.sentence.end]),
        day,
        precision,
        _named(Kind.REGULATOR, weighed, scene, country, catalog),
        _named(Kind.LAW, weighed, scene, country, catalog),
        round(weighed.sure, 3),
        scope=scope_of(weighed, scene, catalog),
    )


def _nobody_acts(weighed: Weighed, country: str | None) -> bool:
    """Whether what would wake people is told of no country, and with no state that does it: an outage, mostly."""
    state = any(trait.startswith(("actor:before", "actor:after", "regulator")) for trait in weighed.pair.features)
    return weighed.pair.action in WAKING and country is None and not state


def _first(sentence: Sentence, scene: Scene) -> bool:
    """Whether a sentence is the title or opens a text: what it tells is the news."""
    return sentence.place <= scene.sentences[0].place


def day_of(weighed: Weighed, scene: Scene) -> tuple[date | None, Precision]:
    """The day of the act, as the sentence that tells it says."""
    sentence = weighed.pair.sentence
    published = scene.told.published.date() if scene.told.published else None
    words = scene.text[sentence.start : sentence.end]
    return when(words, weighed.pair.trigger.start - sentence.start, scene.lang, published)


def is_history(day: date | None, precision: Precision, scene: Scene) -> bool:
    """Whether a day told lies so far before the text that what happened then is no news in it."""
    published = scene.told.published.date() if scene.told.published else None
    if day is None or published is None:
        return False
    if precision is Precision.YEAR:
        return day.year < published.year
    return (published - day).days > _NEWS_DAYS


def _quote(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _LONGEST_QUOTE else one_line[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _named(kind: Kind, weighed: Weighed, scene: Scene, country: str | None, catalog: Catalog) -> str | None:
    """The body (or law) of the claim's country that stands nearest to what the claim tells."""
    records = catalog.regulators if kind is Kind.REGULATOR else catalog.laws
    here = weighed.pair.sentence
    ranked = sorted(
        (
            abs(spot.start - weighed.pair.trigger.start) + (0 if here.start <= spot.start < here.end else 1000),
            spot.name.id,
        )
        for spot in scene.spots
        if spot.name.kind is kind and records[spot.name.id].country in {country, None}
    )
    return ranked[0][1] if ranked else None
