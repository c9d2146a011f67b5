"""The built-in record of dated acts: every block is well formed, names what the catalog knows, and adds up."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import feeds
from feeds.catalog import Catalog
from feeds.model import Action, Precision

FOLDER = Path(feeds.__file__).with_name("record")
TODAY = date(2026, 11, 21)
EARLIEST = date(1996, 1, 1)
LONGEST_NOTE = 160
LATER_DAYS = ("announced", "effective", "expires")

NEEDED = {"id", "country", "action", "day", "certainty", "sources", "note"}
ALLOWED = NEEDED | {
    "company", "scope", "stage", "precision", "decided", *LATER_DAYS, "official", "authority", "law", "story",
}  # fmt: skip
VALUES = {
    "action": {str(action) for action in Action},
    "scope": {"store", "content", "entity", "device", "region", "network"},
    "stage": {"threat"},
    "precision": {str(Precision.MONTH), str(Precision.YEAR)},
    "certainty": {"seen", "unverified", "disputed"},
}
RESTRICTS = {Action.BLOCK, Action.THROTTLE, Action.SHUTDOWN}

Block = dict[str, Any]


def read() -> Iterator[tuple[str, Block]]:
    """Every block of the record with a name to find it by."""
    for path in sorted(FOLDER.glob("*.toml")):
        with path.open("rb") as file:
            table = tomllib.load(file)
        assert set(table) == {"act"}, f"{path.name} holds something else than acts"
        for number, block in enumerate(table["act"], 1):
            name = " ".join(str(block.get(key, "-")) for key in ("company", "country", "action", "day"))
            yield f"{path.name} #{number} {name}", block


def pair(block: Block) -> tuple[str | None, str]:
    """The company and country of a block."""
    return block.get("company"), block["country"]


def period(block: Block) -> tuple[int, ...]:
    """The day of a block, as exactly as it is known."""
    day: date = block["day"]
    exact = {Precision.YEAR: 1, Precision.MONTH: 2}.get(block.get("precision", Precision.DAY), 3)
    return (day.year, day.month, day.day)[:exact]


@pytest.fixture(scope="module")
def blocks() -> list[tuple[str, Block]]:
    """The whole record."""
    return list(read())


@pytest.fixture(scope="module")
def acts(blocks: list[tuple[str, Block]]) -> list[Block]:
    """The whole record, without names."""
    return [block for _, block in blocks]


def test_every_block_has_known_keys_and_values_only(blocks: list[tuple[str, Block]]) -> None:
    for name, block in blocks:
        assert set(block) >= NEEDED, name
        assert set(block) <= ALLOWED, name
        for key, values in VALUES.items():
            assert key not in block or block[key] in values, f"{name}: {key}"
        assert block.get("official", True) is True, f"{name}: leave official out where it is false"


def test_every_id_is_in_the_catalog(blocks: list[tuple[str, Block]], known: Catalog) -> None:
    for name, block in blocks:
        assert block["country"] in known.countries, name
        assert "company" not in block or block["company"] in known.companies, name
        for key, table in (("authority", known.regulators), ("law", known.laws)):
            if key in block:
                assert block[key] in table, f"{name}: {key}"
                assert table[block[key]].country in {None, "EU", block["country"]}, f"{name}: {key} of another country"


def test_days_are_plausible_and_in_order(blocks: list[tuple[str, Block]]) -> None:
    for name, block in blocks:
        for key in ("day", "decided", *LATER_DAYS):
            if key in block:
                assert type(block[key]) is date, f"{name}: {key}"
                assert block[key] >= EARLIEST, f"{name}: {key}"
                assert key == "expires" or block[key] <= TODAY, f"{name}: {key} is to come"
        first = (*period(block), 1, 1)[:3]
        assert block["day"].timetuple()[:3] == first, f"{name}: day is not the first of its period"
        for key in LATER_DAYS:
            assert block.get("decided", EARLIEST) <= block.get(key, TODAY), f"{name}: decided after {key}"
        if block.get("stage") != "threat":
            decided = block.get("decided", block["day"])
            assert period(block | {"day": decided}) <= period(block), f"{name}: decided after it took effect"
        assert block["day"] <= block.get("expires", TODAY), f"{name}: expires before it begins"


def test_every_address_is_well_formed(blocks: list[tuple[str, Block]]) -> None:
    for name, block in blocks:
        assert block["sources"], name
        for address in block["sources"]:
            parts = urlsplit(address)
            assert parts.scheme in {"http", "https"}, f"{name}: {address}"
            assert "." in (parts.hostname or ""), f"{name}: {address}"
            assert address.isascii(), f"{name}: {address}"
            assert not set(address) & set(' "<>|\\^`{}'), f"{name}: {address}"
        assert len(set(block["sources"])) == len(block["sources"]), f"{name}: the same address twice"


def test_every_note_is_one_short_sentence(blocks: list[tuple[str, Block]]) -> None:
    for name, block in blocks:
        note = block["note"]
        assert note == note.strip(), name
        assert 10 <= len(note) <= LONGEST_NOTE, f"{name}: {len(note)}"
        assert note.endswith((".", "?")), name
        assert "\n" not in note, name


def test_no_two_blocks_are_the_same(acts: list[Block]) -> None:
    keys = ("company", "country", "action", "scope", "stage", "day", "authority", "law")
    counts = Counter(tuple(block.get(key) for key in keys) for block in acts)
    assert [key for key, count in counts.items() if count > 1] == []
    ids = Counter(block["id"] for block in acts if "id" in block)
    assert [one for one, count in ids.items() if count > 1] == []
    notes = Counter((*pair(block), block["note"]) for block in acts)
    assert [note for note, count in notes.items() if count > 1] == []


def test_a_pair_stands_together_in_order_of_time(acts: list[Block]) -> None:
    runs = [(key, list(run)) for key, run in groupby(acts, pair)]
    assert [key for key, count in Counter(key for key, _ in runs).items() if count > 1] == []
    for key, run in runs:
        assert [block["day"] for block in run] == sorted(block["day"] for block in run), key


def test_nothing_is_lifted_that_was_not_restricted(blocks: list[tuple[str, Block]]) -> None:
    standing: set[tuple[str | None, str, str]] = set()
    for name, block in blocks:
        key = (*pair(block), block.get("scope", "service"))
        if block.get("stage") == "threat":
            continue
        if block["action"] in RESTRICTS:
            standing.add(key)
        if block["action"] == Action.UNBLOCK:
            assert key in standing, name
            standing.remove(key)


def test_a_story_is_of_one_country_and_told_by_more_than_a_block(acts: list[Block]) -> None:
    countries: dict[str, set[str]] = {}
    for block in acts:
        if "story" in block:
            countries.setdefault(block["story"], set()).add(block["country"])
    assert [story for story, places in countries.items() if len(places) > 1] == []
    told = Counter(block["story"] for block in acts if "story" in block)
    assert [story for story, count in told.items() if count == 1] == []


def test_what_people_ask_first_comes_out_right(acts: list[Block]) -> None:
    last: dict[tuple[str | None, str], tuple[str, date]] = {}
    for block in acts:
        restricts = block["action"] in {Action.BLOCK, Action.THROTTLE, Action.UNBLOCK}
        if restricts and "stage" not in block and "scope" not in block:
            last[pair(block)] = (block["action"], block["day"])
    assert last["linkedin", "RU"] == ("block", date(2016, 11, 17))
    assert last["wikipedia", "RU"] == ("unblock", date(2015, 8, 25))
    assert last["wikipedia", "TR"] == ("unblock", date(2020, 1, 15))
    assert last["tiktok", "IN"] == ("block", date(2020, 6, 29))
    assert last["youtube", "PK"] == ("unblock", date(2016, 1, 18))
    assert last["x", "BR"] == ("unblock", date(2024, 10, 8))
    assert last["tiktok", "NP"] == ("unblock", date(2024, 8, 22))


def test_the_record_is_wide(acts: list[Block]) -> None:
    assert len(acts) >= 400
    assert len({pair(block) for block in acts if "company" in block}) >= 180
    assert len({block["country"] for block in acts}) >= 60
