"""The built-in record: dated acts of past years, read from feeds/record/*.toml, for answers from the first day on."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import rtoml

from feeds.model import NO_DATES, Action, Certainty, Dates, Precision, Scope, Stage

FOLDER = Path(__file__).with_name("record")
_DATES = ("decided", "announced", "effective", "expires")


class RecordError(Exception):
    """The built-in record is wrong; file, block and reason are in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the built-in record. `sources` are addresses; `note` is a sentence in English that tells the act."""

    id: str
    company: str | None
    country: str
    action: Action
    day: date
    note: str
    sources: tuple[str, ...]
    scope: Scope = Scope.SERVICE
    stage: Stage = Stage.ACTUAL
    precision: Precision = Precision.DAY
    certainty: Certainty = Certainty.SEEN
    authority: str | None = None
    law: str | None = None
    dates: Dates = NO_DATES


# `official` (an authority's own act, whoever tells it) and `story` (acts that are one) are for readers of the files
_KEYS = frozenset(one.name for one in fields(Entry)).union(_DATES, ["official", "story"]) - {"dates"}


class BuiltIn:
    """The built-in record of a folder (ours if none is given); read only when its digest is new to the database."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}

    @property
    def digest(self) -> str:
        """What changes with any of the entries."""
        return hashlib.sha256("\0".join(self._files.values()).encode()).hexdigest()

    def entries(self) -> list[Entry]:
        """Every entry, file by file. Raises RecordError."""
        entries: list[Entry] = []
        for name, text in self._files.items():
            try:
                blocks = rtoml.loads(text).get("act", [])
            except rtoml.TomlParsingError as error:
                raise RecordError(f"{name}: {error}") from error
            entries += _entries(name, blocks)
        times = Counter(entry.id for entry in entries)
        if twice := next((one for one, count in times.items() if count > 1), None):
            raise RecordError(f"the id {twice} stands twice")
        return entries


def _entries(name: str, blocks: list[Mapping[str, Any]]) -> Iterator[Entry]:
    for number, block in enumerate(blocks, 1):
        if unknown := block.keys() - _KEYS:
            raise RecordError(f"{name}, act {number}: unknown {', '.join(sorted(unknown))}")
        try:
            yield _entry(block)
        except (KeyError, ValueError, TypeError) as error:
            raise RecordError(f"{name}, act {number} ({block.get('id', 'no id')}): {error}") from error


def _entry(block: Mapping[str, Any]) -> Entry:
    sources = tuple(block["sources"])
    if not sources or not all(_is_address(one) for one in sources):
        raise ValueError("sources must be addresses of pages")
    for name in ("day", *_DATES):
        if name in block and type(block[name]) is not date:
            raise ValueError(f"{name} must be a date such as 2016-11-17")
    return Entry(
        id=block["id"],
        company=block.get("company"),
        country=block["country"],
        action=Action(block["action"]),
        day=block["day"],
        note=block["note"],
        sources=sources,
        scope=Scope(block.get("scope", Scope.SERVICE)),
        stage=Stage(block.get("stage", Stage.ACTUAL)),
        precision=Precision(block.get("precision", Precision.DAY)),
        certainty=Certainty(block.get("certainty", Certainty.SEEN)),
        authority=block.get("authority"),
        law=block.get("law"),
        dates=Dates(*(block.get(name) for name in _DATES)),
    )


def _is_address(one: object) -> bool:
    if not isinstance(one, str):
        return False
    parts = urlsplit(one)
    return parts.scheme in {"http", "https"} and "." in parts.netloc and " " not in one
