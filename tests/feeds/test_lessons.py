"""The labelled texts that the reader's weights are learned from, and the learning."""

from pathlib import Path

import pytest

from feeds.understand.fitting import fit
from feeds.understand.lessons import faults, lessons

FOLDER = Path(__file__).parents[1] / "quality" / "lessons"
ONE = """
# a word to the side
== en 2021-05-04 a-slug
T Turkey blocks Wikipedia
X The regulator said so.
N Google | US
P censorship
E block | Wikipedia, X | TR
E law | - | TR | threat | background
== ru
X Суд оштрафовал Google.
E fine | Google | RU, KZ
"""


def written(folder: Path, text: str) -> Path:
    """A file of lessons."""
    path = folder / "own.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_lesson_is_read_as_a_labelled_record(tmp_path: Path) -> None:
    first, second = lessons(written(tmp_path, ONE))
    assert (first["id"], first["lang"], first["published"], first["story"]) == (
        "own-0001",
        "en",
        "2021-05-04",
        "a-slug",
    )
    assert (first["title"], first["text"]) == ("Turkey blocks Wikipedia", "The regulator said so.")
    assert first["companies"] == ["Google", "Wikipedia", "X"]
    assert first["countries"] == ["US", "TR"]
    assert first["topics"] == ["censorship"]
    told = [(one["company"], one["country"], one["action"], one["stage"], one["role"]) for one in first["events"]]
    assert told == [
        ("Wikipedia", "TR", "block", "actual", "lead"),
        ("X", "TR", "block", "actual", "lead"),
        (None, "TR", "law", "threat", "background"),
    ]
    assert (second["published"], second["story"]) == (None, None)
    assert [one["country"] for one in second["events"]] == ["RU", "KZ"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("E hug | Google | RU", "line 14: 'hug'"),
        ("Q what", "line 14: a line starts with"),
        ("== en 2021-99-04", "line 14"),
        ("E block | Google", "line 14"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        lessons(written(tmp_path, ONE + "\n" + line))


def test_every_lesson_is_labelled_with_known_codes_and_topics() -> None:
    read = [record for path in sorted(FOLDER.glob("*.txt")) for record in lessons(path)]
    assert len(read) > 3_000
    assert list(faults(read)) == []
    assert len({record["id"] for record in read}) == len(read)
    assert len({(record["title"], record["text"]) for record in read}) == len(read)


def test_fitting_learns_what_tells_examples_apart_and_keeps_what_is_fixed() -> None:
    examples = [(["", "good"], 1.0, 1.0), (["", "bad"], 0.0, 1.0), (["", "bad", "fixed"], 1.0, 1.0)] * 20
    weights = fit([*examples, (["", "rare"], 1.0, 1.0)], {"": 0.5, "unseen": 2.0}, lambda name: 0.1, {"fixed": -1.0})
    assert weights["good"] > 1
    assert weights["bad"] < 0
    assert weights["fixed"] == -1.0
    assert weights["unseen"] == 2.0
    assert "rare" not in weights


def test_a_strong_pull_leaves_what_was_believed() -> None:
    examples = [(["", "good"], 1.0, 1.0)] * 5
    free = fit(examples, {"good": 0.2}, lambda name: 0.01, {})["good"]
    held = fit(examples, {"good": 0.2}, lambda name: 1e6, {})["good"]
    assert free > 1
    assert held == pytest.approx(0.2, abs=0.01)
