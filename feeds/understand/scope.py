"""What of a company a claim hits: the service as such, its place in the app stores, officials' devices. Pure."""

import re

from feeds.catalog import Catalog
from feeds.model import Action, Scope
from feeds.understand.mentions import Scene
from feeds.understand.weigh import Weighed

_REACH = 90
_DEVICES = re.compile(
    r"\b(?:"
    r"(?:government|official|state|federal|work|staff|agency|ministry|parliament(?:ary)?|military|employee)[- ]"
    r"(?:owned |issued |run )?(?:devices?|phones?|computers?|networks?|systems?)|"
    r"(?:devices|phones|computers) of (?:its |their )?(?:staff|officials|employees|civil servants|lawmakers)|"
    r"campus|civil servants|government (?:employees|officials|staff)|"
    r"служебн\w+ (?:телефон|устройств|компьютер|смартфон)\w*|чиновник\w*|госслужащ\w*|"
    r"(?:телефон|устройств|смартфон)\w* (?:сотрудник|депутат)\w*|"
    r"Dienst(?:handy|gerät)\w*|appareils? (?:professionnels?|de (?:ses|leurs) agents)|fonctionnaires|"
    r"dispositivi (?:di servizio|aziendali)|funcion[aá]rios|funcionarios|"
    r"dispositivos (?:oficiales|oficiais|corporativos|institucionales)|"
    r"kamu (?:cihaz|görevli)\w*|службов\w+ (?:телефон|пристро)\w*|держслужбовц\w*"
    r")",
    re.IGNORECASE,
)
_HIT = frozenset([Action.BLOCK, Action.UNBLOCK, Action.ORDER])


def scope_of(weighed: Weighed, scene: Scene, catalog: Catalog) -> Scope:
    """The scope of a claim, by the words around its act; without such words it is the service."""
    pair = weighed.pair
    if pair.action not in _HIT or pair.company in catalog.stores:
        return Scope.SERVICE
    if pair.trigger.form == "store" or pair.trigger.kind == "remove":
        return Scope.STORE
    start = max(pair.sentence.start, pair.trigger.start - _REACH // 2)
    if _DEVICES.search(scene.text, start, min(pair.sentence.end, pair.trigger.end + _REACH)):
        return Scope.DEVICE
    return Scope.SERVICE
