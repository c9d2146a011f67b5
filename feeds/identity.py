"""By what an item is known when it comes again. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from feeds.model import Claim, Item
from feeds.sources import canonical_link


@dataclass(frozen=True, slots=True)
class Keys:
    """By what an item is known within its source: any one of them is enough."""

    guid: str | None
    link: str | None
    fingerprint: str
    content: str


@dataclass(frozen=True, slots=True)
class Known:
    """An item we hold already."""

    id: int
    keys: Keys
    claims_digest: str


def keys_of(page: Sequence[Item]) -> list[Keys]:
    """The keys of each item of one page: guid, then link, then title and day.

    A guid or link that several items of the page share names none of them.
    """
    guids = Counter(item.guid for item in page)
    links = [canonical_link(item.link) if item.link else None for item in page]
    shared = Counter(links)
    return [
        Keys(
            guid=item.guid if guids[item.guid] == 1 else None,
            link=link if shared[link] == 1 else None,
            fingerprint=_digest(item.title.casefold(), item.published.date().isoformat() if item.published else ""),
            content=_digest(item.title, item.summary),
        )
        for item, link in zip(page, links, strict=True)
    ]


def recognise(keys: Keys, known: Iterable[Known]) -> Known | None:
    """The item we hold that these keys name, by the first key that fits; None for a new one."""
    held = list(known)
    for fits in (
        lambda one: keys.guid is not None and one.keys.guid == keys.guid,
        lambda one: keys.link is not None and one.keys.link == keys.link,
        lambda one: one.keys.fingerprint == keys.fingerprint,
    ):
        if found := next(filter(fits, held), None):
            return found
    return None


def digest_claims(claims: Iterable[Claim]) -> str:
    """What an item claims, as one short text that changes when the claims do (not when only the wording does)."""
    told = sorted(f"{claim.company}|{claim.country}|{claim.action}|{claim.stage}|{claim.role}" for claim in claims)
    return _digest(*told)


def digest_body(body: bytes) -> str:
    """A page's bytes as a short text: the same bytes need no second parsing."""
    return hashlib.sha256(body).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
