"""Whatever a feed contains, reading it ends: no exception, and time that grows no faster than the text."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feeds.catalog import Catalog
from feeds.catalog.records import Kind
from feeds.model import Text
from feeds.understand import explain_why, understand

_LOOSE = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
_ENCODINGS = ["utf-8", "windows-1251", "latin-1", "utf-16", "koi8-r", "shift_jis", "gb18030", "big5"]
_PIECES = [
    "Russia", "blocks", "LinkedIn", "was", "banned", "by", "the", "court", "Роскомнадзор", "заблокировал", "Telegram",
    "в России", "не", "Türkiye'de", "erişim engeli", "X'e", "印度", "禁止", "TikTok", "الأردن", "يحظر", "تيك توك", ",",
    ".", "?", "\u200b", "\u202e", "\n", "2015", "may", "lifts", "ban on", "\ud800", "🙂", "&amp;", "<b>", "((((",
    "''''",
]  # fmt: skip


@_LOOSE
@given(st.binary(max_size=600), st.sampled_from(_ENCODINGS), st.sampled_from([None, "en", "ru", "zh", "xx", ""]))
def test_any_bytes_decoded_are_read_without_an_exception(
    known: Catalog, raw: bytes, encoding: str, lang: str | None
) -> None:
    text = raw.decode(encoding, errors="replace")
    understand(Text(text[:200], text[200:], lang=lang), known)


@_LOOSE
@given(st.lists(st.sampled_from(_PIECES), max_size=80), st.lists(st.sampled_from(_PIECES), max_size=20))
def test_any_heap_of_names_and_words_of_action_is_read(known: Catalog, body: list[str], title: list[str]) -> None:
    text = Text(" ".join(title), " ".join(body), datetime(2024, 5, 1, tzinfo=UTC))
    reading = understand(text, known)
    assert all("\n" not in claim.quote for claim in reading.claims)
    assert {claim.company for claim in reading.claims if claim.company} <= set(reading.companies)
    assert list(explain_why(text, known))


@_LOOSE
@given(st.text(max_size=400), st.sampled_from(list(Kind)))
def test_a_mention_stands_where_it_says(known: Catalog, words: str, kind: Kind) -> None:
    text = f"{words} Roskomnadzor, LinkedIn, Россия, GDPR {words}"
    for mention in known.find(text):
        assert text[mention.start : mention.end] == mention.surface
    assert kind in Kind


@pytest.mark.parametrize(
    "unit",
    [
        "Russia blocks LinkedIn and Facebook, ", "a", "(", "«", "Роскомнадзор заблокировал Telegram ", "禁止",
        "ban on ", "1.2.3.", "&amp;", "\u200b", "<b ", "Telegram\u200b", "lifts the ban on the ban on ", "not ", " - ",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(known: Catalog, unit: str) -> None:
    def taken(length: int) -> float:
        text = Text("", (unit * (length // len(unit) + 1))[:length])
        start = time.process_time()
        understand(text, known)
        return time.process_time() - start

    taken(5_000)
    small, large = min(taken(5_000) for _ in range(2)), taken(20_000)
    assert large < 12 * small + 0.5


def test_five_megabytes_on_one_line_are_read_in_seconds(known: Catalog) -> None:
    def taken(length: int) -> float:
        line = ("Russia blocks LinkedIn, says the watchdog " * (length // 42 + 1))[:length]
        start = time.process_time()
        reading = understand(Text("Russia blocks LinkedIn", line), known)
        assert "linkedin" in reading.companies
        return time.process_time() - start

    assert taken(5_000_000) < 4
    assert taken(4_000_000) < 12 * taken(1_000_000) + 0.5


@pytest.mark.parametrize(
    "written",
    [
        "LinkedIn",
        "Lіnkedіn",
        "Linked\u200bIn",
        "\u202eLinkedIn\u202c",
        "ＬｉｎｋｅｄＩｎ",
        "LINKEDIN",
        "LinkedIn\u200d",
        "Линкедин",
    ],
)
def test_a_disguised_name_is_the_name(known: Catalog, written: str) -> None:
    assert "linkedin" in {mention.id for mention in known.find(f"Russia blocks {written} today.")}


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad"])
def test_what_cannot_be_seen_is_not_quoted(known: Catalog, mark: str) -> None:
    reading = understand(Text(f"Russia {mark}blocks Linked{mark}In{mark}", ""), known)
    assert reading.claims
    assert all(mark not in claim.quote for claim in reading.claims)
