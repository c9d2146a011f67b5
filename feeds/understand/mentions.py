"""A text with all that is named in it, sentence by sentence. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from feeds.catalog import Catalog, Sense, Spot
from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.model import Text
from feeds.understand import text as texts
from feeds.understand.bylines import news_of
from feeds.understand.tongue import language

# how much of a text is read for claims: news says what happened at its head
_READ_SENTENCES = 14
# and how much of one sentence: no news needs more, and pairs grow with the square of it
_READ_OF_ONE = 1_200
_ON_SERVICES = frozenset(["block", "unblock", "throttle"])
_ON_COMPANIES = frozenset(["fine", "order", "probe", "refuse", "comply"])
_SURE_FORMS = frozenset(["verb", "noun", "passive"])
# a write-up by people who measure networks, told in its first part
_HEAD = 2_500
_MEASURED = re.compile(
    r"\b(?:OONI|Censored Planet|network measurement|measurement data|ISPs tested|Probed ISPs|NetBlocks|test results|"
    r"(?:[Nn]etwork|[Cc]onnectivity) (?:data|tests?)|[Mm]etrics (?:show|confirm)|[Oo]ur (?:probes|tests)|"
    r"[Mm]easurements (?:show|find|confirm|from|were|continue)|"
    r"[Tt]ests (?:show|find|confirm|fail|from|made by|carried out)|"
    r"(?:[Dd]ata|results) (?:collected (?:\w+ ){0,3})?(?:shows?|finds?|confirms?)|"
    r"(?:[Dd]ata|results) on (?:the |internet )?(?:block|outage|shutdown)\w*|"
    r"(?:[Dd]ata|results) from (?:\w+ )?(?:\w+-line )?(?:networks|operators|ISPs)|"
    r"[Ww]e (?:tested|ran tests|have tests|checked \d+|scanned|measured)|[Rr]esearchers tested|"
    r"(?:[Дд]анны[ехми]+|[Аа]нализ\w*|[Рр]езультат\w*|млн|тысяч\w*) (?:сетевых )?измерений|"
    r"[Сс]етевы[ехми]+ (?:измерени|данны|тест)\w+|"
    r"[Дд]анны[ехми]+ (?:метрик|мониторинга|зондов)|[Мм]етрики (?:показ|подтвер)\w*|"
    r"(?:измерени\w+|мониторинг\w*) сет(?:и|ей)|"
    r"(?:изучи|проверил|проанализировал)\w* (?:сетевые )?измерения|[Тт]есты (?:показ|подтвер)\w*|"
    r"[Ии]змерени[яй] (?:показ|подтвер|фикс|зафикс|свидетельств|обнаруж|выяв|OONI)\w*)\b"
)
_JOIN = (
    r"(?:,|;|/|&|、|和|与|及|،|\b(?:and|or|as well as|plus|и|а также|или|та|й|і|ve|ile|y|e|et|ainsi que|"
    r"und|sowie|nonché|dan|و|और)\b)"
)
_CASE_TR = r"(?:['’](?:[yn]?[aeıiuü]|n?[ıiuü]n|[dt][ae]n?))?"
# what may stand between a name and the next of a list: "the BBC's Russian service, X and Y's web page"
_THING = r"(?:['’]s (?:[A-Z]\w+ )?(?:web ?)?(?:service|sites?|app|pages?|messenger|browser|edition))?"
_LIST = re.compile(rf"""^{_CASE_TR}{_THING}[\s"'()]*(?:{_JOIN}[\s"'(]*){{1,2}}(?:[^\W\dA-ZА-ЯЁ]{{3,14}}\s+["'(]*)?$""")
# "Wien/Berlin – ", "San Francisco, 3. Mai – "
_DATELINE = re.compile(r"[A-ZÄÖÜ][\w.]+(?:[/ -][A-ZÄÖÜ]\w+){0,3}(?:,\s[^–—\n]{1,20})?\s[–—]\s")
_DATELINED = frozenset(["de", "fr", "es", "pt", "it"])
# in a list an owner stands for what is its: "A and B's C"
_OWNING = frozenset(["'s ", "’s "])


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands, what it names, the cues in it. `place` 0 is the title, 1 the first of the body."""

    place: int
    start: int
    end: int
    spots: tuple[Spot, ...]
    hits: tuple[Hit, ...]

    def of(self, *kinds: str) -> list[Hit]:
        """The cues of these kinds."""
        return [hit for hit in self.hits if hit.kind in kinds]

    @property
    def companies(self) -> list[Spot]:
        """The companies named here, in their order."""
        return [spot for spot in self.spots if spot.name.kind is Kind.COMPANY]


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole text made ready for reading.

    `of_rules` finds the cues of the written rules, where its language has them; `measured` says that the text writes up
    measurements of networks.
    """

    text: str
    lang: str
    told: Text
    sentences: tuple[Sentence, ...]
    spots: tuple[Spot, ...]
    named: frozenset[str] = frozenset()
    of_rules: Callable[[], list[Hit]] | None = None
    measured: bool = False

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """The records of a kind that the text names, each once, in its order."""
        return tuple(dict.fromkeys(spot.name.id for spot in self.spots if spot.name.kind is kind))


def survey(told: Text, catalog: Catalog) -> Scene:
    """Find everything named in a text."""
    title, body = texts.headline(told.title), texts.body_of(told.body)
    text = "\n\n".join(part for part in (title, body) if part)
    lang = language(text, told.lang)
    folded, plain = catalog.fold(text)
    speech = catalog.speeches.get(lang)
    hits, of_rules = speech.hits(plain) if speech else ([], None)
    named_here = catalog.spots(text, lang, folded, _acts(hits, _ON_SERVICES), _acts(hits, _ON_COMPANIES))
    spots = news_of(text, named_here, hits, catalog, lang)
    spans = [(0, len(title))] if title else []
    offset = len(title) + 2 if title else 0
    spans += [(start + offset, end + offset) for start, end in texts.sentences(body)]
    hits = _outside(hits, spots)
    read = [(start, min(end, start + _READ_OF_ONE)) for start, end in spans[:_READ_SENTENCES]]
    named = frozenset(spot.name.id for spot in spots if spot.name.kind is Kind.COMPANY)
    sentences = tuple(cut(text, read, spots, hits, bool(title) or _headed(text, lang, read)))
    ruled = of_rules if speech and speech.of_rules else None
    measured = _MEASURED.search(text[:_HEAD]) is not None
    return Scene(text, lang, told, sentences, tuple(spots), named, ruled, measured)


def _headed(text: str, lang: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a text without a title opens with its headline, as a place and a dash begin the sentence after it."""
    return lang in _DATELINED and len(spans) > 1 and _DATELINE.match(text, *spans[1]) is not None


def _acts(hits: list[Hit], kinds: frozenset[str]) -> list[int]:
    """Where the text surely tells an act of one of these kinds."""
    return [hit.start for hit in hits if hit.kind in kinds and hit.form in _SURE_FORMS]


def _outside(hits: list[Hit], spots: list[Spot]) -> list[Hit]:
    """The cues that are no part of a name: not "block" in Block, nor "court" in Supreme Court of India."""
    taken: set[int] = set()
    for spot in spots:
        if spot.name.kind is not Kind.TOPIC:
            taken.update(range(spot.start, spot.end))
    return [hit for hit in hits if hit.start not in taken or hit.end - 1 not in taken]


def cut(text: str, spans: list[tuple[int, int]], spots: list[Spot], hits: list[Hit], titled: bool) -> list[Sentence]:
    """The sentences with what belongs to each."""
    found: list[Sentence] = []
    next_spot = next_hit = 0
    number = -1 if titled else 0
    for start, end in spans:
        if not (found and text[found[-1].start : start].rstrip().endswith((";", "；"))):
            number += 1
        first_spot, first_hit = next_spot, next_hit
        while next_spot < len(spots) and spots[next_spot].start < end:
            next_spot += 1
        while next_hit < len(hits) and hits[next_hit].start < end:
            next_hit += 1
        found.append(
            Sentence(
                number,
                start,
                end,
                tuple(spots[first_spot:next_spot]),
                tuple(hits[first_hit:next_hit]),
            )
        )
    return found


def lists(text: str, spots: list[Spot]) -> list[list[Spot]]:
    """The companies of a sentence as groups: those told in one breath ("A, B and C") together."""
    groups: list[list[Spot]] = []
    for spot in spots:
        if groups and _LIST.match(text[groups[-1][-1].end : spot.start]):
            groups[-1].append(spot)
        elif groups and len(groups[-1]) > 1 and text[groups[-1][-1].end : spot.start] in _OWNING:
            groups[-1][-1] = spot
        else:
            groups.append([spot])
    return groups


def standing_for_state(spot: Spot) -> bool:
    """Whether a mention can act for a state: a country, its capital, its people's name, or one of its bodies."""
    return spot.name.kind is Kind.REGULATOR or (
        spot.name.kind is Kind.COUNTRY and spot.name.sense in {Sense.NAME, Sense.METONYM, Sense.DEMONYM}
    )
