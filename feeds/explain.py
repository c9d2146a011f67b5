"""JSON lines of texts in, JSON lines of readings out; a bad line is answered in place and the rest go on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from feeds.catalog import Catalog
from feeds.grouping import Told, group
from feeds.model import Claim, Reading, Text
from feeds.understand import explain_why, understand

_LONGEST_LINE = 20_000_000


class BadLine(Exception):
    """A line that cannot be read; the message says why."""

    def __init__(self, why: str, name: object = None) -> None:
        super().__init__(why)
        self.name = name


def explain(lines: Iterable[bytes], catalog: Catalog, *, stories: bool, why: bool) -> Iterator[str]:
    """One answer a line, in the order of the lines; with `stories` the whole input is read first and grouped."""
    if not stories:
        for told in _answers(lines, catalog, why=why):
            yield _written(told.answer)
        return
    every = list(_answers(lines, catalog, why=why))
    read = [
        Told(str(number), one.text.title, one.text.body, one.text.published, one.reading)
        for number, one in enumerate(every)
        if one.text and one.reading
    ]
    labels = group(read)
    for number, one in enumerate(every):
        if str(number) in labels:
            one.answer["story"] = f"story-{labels[str(number)]}"
        yield _written(one.answer)


@dataclass(frozen=True, slots=True)
class _Answered:
    """A line's answer; its text and reading, unless it was a bad line."""

    answer: dict[str, Any]
    text: Text | None = None
    reading: Reading | None = None


def _answers(lines: Iterable[bytes], catalog: Catalog, *, why: bool) -> Iterator[_Answered]:
    for line in lines:
        if not line.strip():
            continue
        try:
            name, text = text_of(line)
        except BadLine as error:
            yield _Answered({"id": error.name, "error": str(error)})
            continue
        reading = understand(text, catalog)
        told = answer(name, reading, catalog)
        if why:
            told["why"] = list(explain_why(text, catalog))
        yield _Answered(told, text, reading)


def answer(name: object, reading: Reading, catalog: Catalog) -> dict[str, Any]:
    """What is read from one text, under the names people know."""
    return {
        "id": name,
        "companies": [catalog.companies[one].name for one in reading.companies],
        "countries": list(reading.countries),
        "topics": list(reading.topics),
        "events": [_event(claim, catalog) for claim in reading.claims],
        "story": None,
    }


def _event(claim: Claim, catalog: Catalog) -> dict[str, Any]:
    return {
        "company": catalog.companies[claim.company].name if claim.company else None,
        "country": claim.country,
        "action": claim.action.value,
        "stage": claim.stage.value,
        "role": claim.role.value,
        "quote": claim.quote,
    }


def text_of(line: bytes) -> tuple[object, Text]:
    """A line's id and text; raises BadLine."""
    if len(line) > _LONGEST_LINE:
        raise BadLine(f"the line is longer than {_LONGEST_LINE} bytes")
    try:
        told = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from error
    if not isinstance(told, dict):
        raise BadLine("not a JSON object")
    name = told.get("id")
    values = [told.get(field) for field in ("title", "text", "lang", "country")]
    if not all(value is None or isinstance(value, str) for value in values):
        raise BadLine("title, text, lang and country are texts", name)
    title, text, lang, country = values
    if not (title or text):
        raise BadLine("neither title nor text", name)
    return name, Text(title or "", text or "", _moment(told.get("published"), name), lang, country)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _moment(published: object, name: object) -> datetime | None:
    """A time of publishing, in UTC where it tells no zone."""
    if published is None or published == "":
        return None
    try:
        when = datetime.fromisoformat(str(published))
    except ValueError as error:
        raise BadLine(f"published is not an ISO 8601 date: {published!r}", name) from error
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _written(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)
