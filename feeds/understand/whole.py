"""What a verb may be about: the companies, classes, bodies and other things of a stretch of a sentence. Pure."""

import re

from feeds.catalog.records import Kind
from feeds.catalog.speech import Hit
from feeds.understand.line import Line, Part, ids_of

_POSSESSED = ("'s", "’s")
# what of a company stands for it: "Examplr's web page was blocked"
_PAGE = re.compile(r"['’]s (?:web ?(?:site|page)s?|service|app)\b")
_ONE = re.compile(
    r"\b(?:к|работ[уы]|работе|трафик\w*|блокировк\w+|замедлени\w+|запрет\w*|скорост\w+|этой|самой|данной)\W+$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[,;/]|\b(?:and|or|и|или|та|y|e|et|und)\b")
# a ban of a program on devices is a ban of it: "запретили TikTok на служебных телефонах"
_DEVICE = re.compile(r"\W*на (?:\w+ )?(?:телефон|смартфон|устройств|гаджет|компьютер)")
# what may follow a name that is itself what a verb tells of, and not the owner of it
_FUNCTION = (
    "be", "have", "in", "on", "by", "not", "may", "will", "past", "then", "whole", "that", "class", "stop", "break",
    "use", "adverb",
)  # fmt: skip


def parts(line: Line, low: int, high: int) -> list[Part]:
    """The things between two places, in their order."""
    found = [
        Part("company", group[0].start, group[-1].end, ids_of(group))
        for group in line.groups
        if low <= group[0].start and group[-1].end <= high
    ]
    taken = [(part.start, part.end) for part in found]
    found += [
        Part("state", spot.start, spot.end)
        for spot in line.sentence.spots
        if spot.name.kind is Kind.REGULATOR and low <= spot.start and spot.end <= high
    ]
    found += [
        Part("that" if _the_one(line, hit) else hit.kind, hit.start, hit.end)
        for hit in line.of("that", "class", "scope", "net", "device", "state", "court")
        if low <= hit.start
        and hit.end <= high
        and not any(start <= hit.start < end for start, end in taken)
        and line.text[hit.end : hit.end + 1] != "-"
        and not (hit.kind == "class" and line.carried and not line.groups and _one_of(line, hit))
    ]
    found += [
        Part("scope", hit.start, hit.end)
        for hit in line.of("probe", "law", "fine", "ruling")
        if hit.form == "noun" and low <= hit.start and hit.end <= high
    ]
    return sorted(found, key=lambda part: (part.start, -part.end))


def _one_of(line: Line, hit: Hit) -> bool:
    """Whether a Russian word that may be one or many ("соцсети", "платформы") is one, as the word before it tells."""
    if line.scene.lang != "ru" or line.word(hit) not in {"соцсети", "платформы"}:
        return False
    return _ONE.search(line.text[line.sentence.start : hit.start]) is not None


def _the_one(line: Line, hit: Hit) -> bool:
    """Whether a class in the singular stands for the one told of before: "banned the messaging app"."""
    if hit.kind != "class" or line.free or not line.carried or line.word(hit).endswith("media"):
        return False
    before = line.text[max(0, hit.start - 6) : hit.start].lower().lstrip("\n")
    if line.word(hit).endswith("s"):
        return len(line.carried) > 1 and not line.groups and before.endswith(("the ", "both ", "two ", "these "))
    return before.endswith(" the ")


def first(line: Line, ahead: list[Part]) -> Part | None:
    """The first of these things that a verb or a noun is about."""
    for number, part in enumerate(ahead):
        if part.kind == "company":
            return _named(line, part)
        following = next((other for other in ahead[number + 1 :] if other.kind == "company"), None)
        gap = line.words(part.end, following.start) if following else 99
        if following and part.kind == "class" and gap <= 5 and line.after(part.end, ("such",), 4, following.start):
            return following._replace(ids=(*following.ids, None))
        if following and part.kind == "class" and gap <= 2 and _JOINED.search(line.text[part.end : following.start]):
            return following._replace(ids=(*following.ids, None))
        if part.kind in {"class", "that", "net", "device"} and gap <= 6:
            continue
        if part.kind == "that":
            before = [group for group in line.groups if group[-1].end <= part.start]
            ids = ids_of(before[0]) if len(before) == 1 and not line.free else line.carried
            return part._replace(ids=ids) if ids else None
        if part.kind == "class":
            return part
        if part.kind in {"scope", "state", "court"}:
            return part._replace(kind="scope")
    return None


def _named(line: Line, part: Part) -> Part:
    """A company as what is acted on, unless something of its is ("Facebook accounts", "Facebook's coin")."""
    scope = line.after(part.end, ("scope",), 1)
    thing = scope and not line.free and line.after(scope.end, ("whole", "class"), 1)
    if scope and (thing or _DEVICE.match(line.text, part.end)):
        scope = None
    if scope and not _JOINED.search(line.text[part.end : scope.start]):
        return part._replace(kind="scope")
    if line.text[part.end : part.end + 2] in _POSSESSED and not line.after(part.end, ("that", "whole"), 2):
        return part._replace(kind="scope")
    others = line.after(part.end, ("class",), 5)
    if others and "other" in line.text[part.end : others.start].split():
        return part._replace(ids=(*part.ids, None))
    return part


def heads(line: Line, end: int, verb: int) -> bool:
    """Whether a name is itself what the verb tells of, and not something of its ("Nokia envoys are banned")."""
    between = line.text[end:verb]
    words = between.split()
    if not words:
        return True
    if between.startswith(_POSSESSED):
        return _PAGE.match(between) is not None or line.after(end, ("whole", "that", "class"), 2) is not None
    if between[:1] in ",;:)(-" or words[0] in {"and", "or", "(", "-"} or words[0].endswith("ly"):
        return True
    return words[0][:1].isupper() or words[0][:1].isdigit() or len(words) > 4 or bool(line.after(end, _FUNCTION, 0))


def run(found: list[Part]) -> Part | None:
    """Names told one after another as one thing; a class among them stands for those not named."""
    named = [part for part in found if part.kind in {"company", "class"}]
    if not named:
        return None
    ids = tuple(dict.fromkeys(one for part in named for one in part.ids))
    others = (None,) if ids and any(part.kind == "class" for part in named) else ()
    start, end = min(part.start for part in named), max(part.end for part in named)
    return Part("company" if ids else "class", start, end, (*ids, *others))
