"""Reads lessons: labelled texts written for learning, in a form that people write easily.

    == en 2021-05-04 one-slug-per-act        language; day and slug of the act may be missing
    T A title
    X The text, on one line
    N Company, Company | US, EU              who and where is named besides those of the events; either may be empty
    P privacy, competition                   topics
    E block | Company, Company | RU | threat | background    "-" for no company or country; actual and lead go unsaid

`python -m feeds.understand.lessons FILE...` checks them and counts.
"""

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from feeds import catalog as catalogs
from feeds.model import Action, Role, Stage

Labelled = dict[str, Any]


def lessons(path: Path) -> list[Labelled]:
    """The records of a file, in the form of a labelled JSON line; raises ValueError naming the line that is wrong."""
    found: list[Labelled] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            if line.startswith("=="):
                found.append(_begun(line, f"{path.stem}-{len(found) + 1:04}"))
            elif line.strip() and not line.startswith("#"):
                _add(found[-1], line[0], line[1:].strip())
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error
    return found


def _begun(line: str, name: str) -> Labelled:
    lang, *rest = line.removeprefix("==").split()
    day = rest.pop(0) if rest and rest[0][:2] in {"19", "20"} else None
    return {
        "id": name,
        "lang": lang,
        "published": date.fromisoformat(day).isoformat() if day else None,
        "title": "",
        "text": "",
        "companies": [],
        "countries": [],
        "topics": [],
        "events": [],
        "story": rest[0] if rest else None,
        "wording": "lesson",
    }


def _add(record: Labelled, kind: str, told: str) -> None:
    """Put one line into its record."""
    if kind in "TX":
        record["title" if kind == "T" else "text"] = told
    elif kind == "N":
        companies, _, countries = told.partition("|")
        _join(record, _listed(companies), _listed(countries))
    elif kind == "P":
        record["topics"] = _listed(told)
    elif kind == "E":
        action, companies, country, *rest = (part.strip() for part in told.split("|"))
        stage = next((Stage(one).value for one in rest if one not in set(Role)), Stage.ACTUAL.value)
        role = Role.BACKGROUND.value if "background" in rest else Role.LEAD.value
        what = Action(action).value
        none: list[str | None] = [None]
        for company, where in itertools.product(_listed(companies) or none, _listed(country) or none):
            event = {"company": company, "country": where, "action": what, "stage": stage, "role": role}
            record["events"].append(event)
        _join(record, _listed(companies), _listed(country))
    else:
        raise ValueError(f"a line starts with T, X, N, P, E, == or #, not {kind!r}")


def _listed(told: str) -> list[str]:
    return [one for part in told.split(",") if (one := part.strip()) not in {"", "-"}]


def _join(record: Labelled, companies: list[str], countries: list[str]) -> None:
    record["companies"] = list(dict.fromkeys([*record["companies"], *companies]))
    record["countries"] = list(dict.fromkeys([*record["countries"], *countries]))


def read(path: Path) -> list[Labelled]:
    """Labelled records: the lines of a .jsonl file, or lessons."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return lessons(path)


def faults(records: list[Labelled]) -> Iterator[str]:
    """What is wrong with labels: unknown codes and topics, nothing to read."""
    catalog = catalogs.load()
    for record in records:
        for code in record["countries"]:
            if code not in catalog.countries:
                yield f"{record['id']}: no country {code!r}"
        for topic in record["topics"]:
            if topic not in catalog.topics:
                yield f"{record['id']}: no topic {topic!r}"
        if not (record["title"] or record["text"]):
            yield f"{record['id']}: no text"


def main() -> int:
    """Check the files named and count their records."""
    wrong = 0
    for name in sys.argv[1:]:
        try:
            records = lessons(Path(name))
        except ValueError as error:
            sys.stdout.write(f"{error}\n")
            wrong += 1
            continue
        for fault in faults(records):
            sys.stdout.write(f"{fault}\n")
            wrong += 1
        langs = Counter(record["lang"] for record in records)
        acts = Counter(event["action"] for record in records for event in record["events"])
        none = sum(not record["events"] for record in records)
        sys.stdout.write(f"{name}: {len(records)} records, {none} without an event; {dict(langs)}; {dict(acts)}\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
