"""Which country an act belongs to: the acting body's, then the place told, then the text's, then the source's. Pure."""

import re
from itertools import pairwise

from feeds.catalog import Catalog, Sense, Spot
from feeds.catalog.records import Kind
from feeds.understand.mentions import Scene, Sentence
from feeds.understand.pair import ACTIONS, Pair

_WORTH = {Sense.NAME: 2.0, Sense.METONYM: 1.3, Sense.PLACE: 1.3}
_PLACE = re.compile(
    r"(?:^|\W)(?:in|across|throughout|within|inside|в|во|на|у|en|em|no|na|nos|nas|au|aux|in der|im|nel|nella|di|"
    r"في|در|में)\s$",
    re.IGNORECASE,
)
# languages of one country, whose press need not name it
_HOME = {"tr": "TR", "uk": "UA", "id": "ID", "fa": "IR", "hi": "IN"}
_OWNED = re.compile(
    r"(?:\W?s?\W?based|\W?owned|\W?born)?\W*(?:\w+\W+){0,2}(?:app|apps|firm|firms|compan|giant|owner|maker|"
    r"startup|platform|service|компани|приложен|гигант|сервис|"
    r"застосун|додат|соцмереж|месенджер|виробни|"
    r"uygulama|şirket|menşeli|merkezli|yapımı|platformu|ऐप|एप|कंपनी|ब्रांड|फैशन|प्लेटफ)|"
    r"\s?(?:AI|人工智能|人工智慧|短视频|短影音|社交|电商|電商|科技|互联网|軟體|软件|聊天)?"
    r"(?:应用|應用|公司|企业|企業|平台|平臺|软件|軟體|服务|服務|巨头|巨頭|品牌|"
    r"车企|車企|制造商|製造商|App)", re.IGNORECASE,
)  # fmt: skip
# the same where the word for the company goes before: "la red china", "a fabricante americana"
_OWNED_BEFORE = re.compile(
    r"\b(?:red(?: social)?|rede(?: social)?|aplicaci[oó]n|app|aplicativo|empresas?|compañías?|companhias?|firmas?|"
    r"gigantes?|tecnológicas?|plataformas?|fabricantes?|matriz|filial|start-?up|concorrente|rival|grupo|dueño|"
    r"dona|asal|aplikasi|perusahaan|raksasa|produsen|اپلیکیشن|برنامه|شرکت|پلتفرم|"
    r"(?:ال)?(?:تطبيق|شركة|منصة|عملاق|شبكة|صانع)(?:ات)?)\s(?:ال)?$",
    re.IGNORECASE,
)
# a country told of only as another case: "comme le Sénégal, la France suspend X"; not "des pays comme la Chine"
_LIKE = re.compile(
    r"(?<!pays )(?<!países )(?<!paesi )(?<!estados )(?<!états )(?<!stati )\b(?:comme|como|come|al igual que|"
    r"à l['’]instar d[eu]|au contraire d[eu]|contrairement (?:à|aux?)|a diferencia de|a semejanza de|"
    r"ao contrário d[aeo]s?|a exemplo d[aeo]s?|a differenza (?:di|dell?[aeo]?)|sull['’]esempio (?:di|dell?[aeo]?)|"
    r"anders als|ebenso wie|genau wie|ähnlich wie|im Gegensatz zu[mr]?|nach dem (?:Vorbild|Beispiel)(?: von)?|"
    r"wie (?:schon|zuvor|bereits|vorher))\s"
    r"(?:(?:l[aeo]s?|el|il|gli|i|os?|as?|die|der|den|das|in|im|en|em|au|aux)\s|l['’])?$",
    re.IGNORECASE,
)
# languages where a country's bare name serves as its adjective: "中國AI服務", "aplikasi asal Tiongkok"
_BARE = frozenset(["zh", "id"])
_LIKENED = frozenset(["de", "fr", "es", "pt", "it"])
_TIED = re.compile(r"^(?:,\s|\s?/\s?|,?\s(?:and|и|y|e|et|und|ve|dan)\s)$")


def countries_of(pair: Pair, scene: Scene, catalog: Catalog) -> tuple[str | None, ...]:
    """The countries whose states act, as far as the text tells: several only where they are told in one breath."""
    points: dict[str, float] = {}
    for sentence in scene.sentences:
        near = _nearness(sentence, pair)
        for spot in sentence.spots:
            code, worth = _worth(spot, sentence, pair, scene, catalog)
            if code:
                known = points.get(code, 0.0)
                points[code] = 0.1 * known + max(known, worth * near)
    if not points:
        return (scene.told.country or _HOME.get(scene.lang),)
    best = max(points, key=lambda code: points[code])
    return (best, *_tied(best, pair, scene))


def _nearness(sentence: Sentence, pair: Pair) -> float:
    if sentence is pair.sentence:
        return 1.0
    return 0.45 if sentence.place == 0 else 0.4 if sentence.place == 1 else 0.25


def _tied(best: str, pair: Pair, scene: Scene) -> tuple[str, ...]:
    """Countries joined to the best one ahead of the act: "French and Dutch police raid"."""
    ahead = [
        spot
        for spot in pair.sentence.spots
        if spot.name.kind is Kind.COUNTRY and spot.end <= pair.trigger.start and spot.name.sense is not Sense.PLACE
    ]
    found: list[str] = []
    for one, other in pairwise(ahead):
        if best in {one.name.id, other.name.id} and _TIED.match(scene.text[one.end : other.start]):
            found += [spot.name.id for spot in (one, other) if spot.name.id != best]
    return tuple(dict.fromkeys(found))


def body_country(spot: Spot, scene: Scene, catalog: Catalog) -> str | None:
    """The country of a state's body: another one written right beside it counts more than the catalog's own."""
    own = catalog.regulators[spot.name.id].country
    beside = [
        other.name.id
        for other in scene.spots
        if other.name.kind is Kind.COUNTRY and (_follows(spot, other, scene) or 0 <= spot.start - other.end < 3)
    ]
    return own if not beside or own in beside else beside[0]


def _follows(body: Spot, other: Spot, scene: Scene) -> bool:
    """Whether a country stands right behind a body as its own: "the Ministry of Justice of Brazil"."""
    gap = other.start - body.end
    if not 0 <= gap < (3 if scene.lang == "zh" else 9) or (gap > 1 and other.name.sense is Sense.DEMONYM):
        return False
    return not any(
        hit.kind in ACTIONS and body.end <= hit.start < other.start for one in scene.sentences for hit in one.hits
    )


def _worth(spot: Spot, sentence: Sentence, pair: Pair, scene: Scene, catalog: Catalog) -> tuple[str | None, float]:
    """The country a mention points to, and how strongly."""
    if spot.name.kind is Kind.REGULATOR:
        return body_country(spot, scene, catalog), 3.0
    if spot.name.kind is Kind.LAW:
        return catalog.laws[spot.name.id].country, 1.5
    if spot.name.kind is not Kind.COUNTRY:
        return None, 0.0
    before = scene.text[max(sentence.start, spot.start - 12) : spot.start]
    placed = _PLACE.search(before) is not None
    if spot.name.sense is Sense.DEMONYM:
        owned = (
            _OWNED.match(scene.text, spot.end)
            or _OWNED_BEFORE.search(before)
            or any(spot.end <= other.start < spot.end + 25 for other in sentence.companies)
        )
        worth = 0.6 if owned else 1.7
    elif (
        scene.lang in _BARE
        and not placed
        and (_OWNED_BEFORE.search(before) if scene.lang == "id" else _OWNED.match(scene.text, spot.end))
    ):
        worth = 0.6
    else:
        worth = _WORTH.get(spot.name.sense, 1.0) + 0.4 * placed
    if scene.lang in _LIKENED and _LIKE.search(scene.text, max(sentence.start, spot.start - 40), spot.start):
        return spot.name.id, 0.3 * worth
    acting = spot.end <= pair.trigger.start and sentence is pair.sentence and not placed
    if acting and worth > 1 and spot.start - sentence.start < 40:
        worth += 0.9
    if scene.text.startswith(("'s ", "-based", "-owned"), spot.end) and any(
        spot.end <= other.start < spot.end + 30 for other in sentence.companies
    ):
        worth -= 1.2
    return spot.name.id, worth
