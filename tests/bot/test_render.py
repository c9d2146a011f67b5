"""What people read: alerts, statuses and timelines, from facts alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import clip, plain, utf16
from bot.naming import Naming
from bot.render import act as one_act
from bot.render import alert, coverage, short_status, status, timeline
from bot.texts import LANGUAGES, Texts
from feeds.catalog import Catalog
from feeds.model import Action, Certainty, Dates, Precision, Role, Scope, Stage, Tier
from feeds.status import status as decide
from tests.things import act, day, news, story

NOW = day("2026-11-21")


@pytest.fixture(scope="session")
def naming(known: Catalog) -> Naming:
    """English names."""
    return Naming(Texts("en"), known)


def text(message: object) -> list[str]:
    """The lines of a message."""
    return plain(message).split("\n")  # type: ignore[arg-type]


BLOCK = replace(
    story(1, "2016-11-17"),
    authority="roskomnadzor",
    law="ru-242-fz",
    evidence=(
        replace(news(1, "2016-11-17", "Daily"), quote="Roskomnadzor has blocked LinkedIn."),
        replace(news(2, "2016-11-17", "Regulator", Tier.OFFICIAL), quote="We have blocked LinkedIn."),
        replace(news(3, "2016-11-18", "Notes"), quote="LinkedIn is blocked."),
    ),
)


def test_an_alert_names_the_act_when_by_whom_a_quote_the_best_source_and_the_others(naming: Naming) -> None:
    made = alert(naming, [BLOCK], None, ())
    assert text(made) == [
        "⛔ Russia blocks LinkedIn",
        f"17 Nov 2016 · Roskomnadzor · {naming.law('ru-242-fz')}",
        "We have blocked LinkedIn.",
        "official source: Regulator",
        "Also reported by Daily, Notes",
    ]
    links = {span.text: span.link for span in made.spans if span.link}
    names = ("Daily", "Regulator", "Notes")
    assert links == {name: f"https://{name.lower()}.example/{number}" for number, name in enumerate(names, 1)}


def test_one_source_alone_is_called_so(naming: Naming) -> None:
    assert "reported by one source so far: Wire" in plain(alert(naming, [story(1, "2024-01-01")], None, ()))


def test_an_alert_of_what_changes_no_state_says_how_it_stands(naming: Naming) -> None:
    refusal = story(2, "2017-03-07", act(Action.REFUSE))
    found = decide("linkedin", "RU", [BLOCK, refusal], NOW.date())
    assert "Now: blocked (17 Nov 2016)" in plain(alert(naming, [refusal], found, ()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [Stage.ACTUAL, Stage.THREAT, Stage.PAST])
@pytest.mark.parametrize("where", ["RU", None])
@pytest.mark.parametrize("company", ["linkedin", None])
def test_every_act_has_a_headline(
    known: Catalog, language: str, stage: Stage, where: str | None, company: str | None
) -> None:
    own = Naming(Texts(language), known)
    for action in Action:
        headline = own.act(story(1, "2024-01-01", act(action, company, where, stage)))
        assert headline
        assert (company is None) or ("LinkedIn" in headline)


def test_several_companies_of_one_act_are_listed(naming: Naming) -> None:
    told = story(1, "2022-03-04", act(company="facebook"), act(company="x"), act(Action.ORDER, company="google"))
    assert naming.act(told) == "Russia blocks Facebook and X"
    assert naming.act(story(1, "2022-03-04", act(Action.COMPLY))) == "LinkedIn complies in Russia"
    both = (act(Action.COMPLY, "apple"), act(Action.COMPLY, "google"))
    assert naming.act(story(1, "2022-03-04", *both)) == "Apple and Google comply in Russia"


def test_an_act_on_hundreds_of_companies_is_told_by_the_first_few(naming: Naming, known: Catalog) -> None:
    told = story(1, "2022-03-04", *(act(company=name) for name in list(known.companies)[:300]))
    assert naming.act(told).endswith("and 293 more")


def test_a_status_tells_since_when_by_whom_under_which_law_with_sources_and_as_of(naming: Naming) -> None:
    lines = text(status(naming, decide("linkedin", "RU", [BLOCK], NOW.date()), NOW))
    assert lines[0] == "⛔ LinkedIn in Russia: blocked"
    assert lines[1] == "Since 17 Nov 2016"
    assert lines[2] == f"By Roskomnadzor, under {naming.law('ru-242-fz')}"
    assert "⛔ 17 Nov 2016 · Russia blocks LinkedIn — Regulator" in lines
    assert "Sources: Daily, Regulator, Notes" in lines
    assert lines[-1] == "As of 21 Nov 2026, 12:00 UTC"


def test_a_day_is_told_no_more_exactly_than_it_is_known(naming: Naming) -> None:
    year = replace(story(1, "2015-01-01", precision=Precision.YEAR))
    assert "Since 2015" in text(status(naming, decide("linkedin", "RU", [year], NOW.date()), NOW))
    told = story(1, "2017-03-07", act(role=Role.BACKGROUND), told=False)
    assert "Since 7 Mar 2017 or earlier" in text(status(naming, decide("linkedin", "RU", [told], NOW.date()), NOW))


def test_nothing_known_is_told_as_such(naming: Naming) -> None:
    made = status(naming, decide("linkedin", "RU", [], NOW.date()), NOW)
    assert "does not mean it is free" in plain(made)


def test_a_short_status_is_one_line(naming: Naming) -> None:
    line = short_status(naming, decide("linkedin", "RU", [BLOCK], NOW.date()))
    assert "".join(span.text for span in line) == "⛔ LinkedIn in Russia: blocked (17 Nov 2016)"


def test_a_long_timeline_has_pages_from_the_newest_back(naming: Naming) -> None:
    many = [story(number, f"2024-01-{number:02}", act(Action.FINE)) for number in range(1, 31)]
    newest = timeline(naming, "LinkedIn in Russia", many, NOW, again="/turn c:linkedin k:RU")
    assert text(newest)[1] == "Page 1 of 2"
    assert text(newest)[2].startswith("💸 16 Jan 2024")
    assert [(button.label, button.press) for row in newest.buttons for button in row] == [
        ("Earlier", "/turn c:linkedin k:RU ~2")
    ]
    oldest = timeline(naming, "LinkedIn in Russia", many, NOW, 2, "/turn c:linkedin k:RU")
    assert text(oldest)[2].startswith("💸 1 Jan 2024")
    assert [button.press for row in oldest.buttons for button in row] == ["/turn c:linkedin k:RU ~1"]
    assert timeline(naming, "LinkedIn in Russia", many[:3], NOW, 9, "/turn c:linkedin k:RU").buttons == ()


def test_what_is_official_is_told_beside_what_is_reported(naming: Naming) -> None:
    reported = story(1, "2016-11-18", by="Wire")
    official = replace(
        story(2, "2016-11-17"), evidence=(replace(news(2, "2016-11-17", "Gazette", Tier.OFFICIAL), quote="So it is."),)
    )
    told = plain(status(naming, decide("linkedin", "RU", [reported, official], NOW.date()), NOW))
    assert "Official: blocked since 17 Nov 2016 — Gazette" in told
    assert "Reported" not in told
    lifted = replace(story(3, "2026-11-01", act(Action.UNBLOCK), by="Wire"))
    told = plain(status(naming, decide("linkedin", "RU", [official, lifted], NOW.date()), NOW))
    assert "LinkedIn in Russia: restored" in told
    assert "Official: blocked since 17 Nov 2016 — Gazette" in told
    assert "Reported: restored since 1 Nov 2026 — Wire" in told
    assert "The two do not agree." in told
    alone = plain(status(naming, decide("linkedin", "RU", [reported], NOW.date()), NOW))
    assert "Official" not in alone


def test_restrictions_of_another_scope_stand_beside_the_state(naming: Naming) -> None:
    store = story(3, "2017-01-07", replace(act(), scope=Scope.STORE))
    told = plain(status(naming, decide("linkedin", "RU", [BLOCK, store], NOW.date()), NOW))
    assert "LinkedIn in Russia: blocked" in told
    assert "Since 17 Nov 2016" in told
    assert "Also: removed from app stores (7 Jan 2017)" in told
    only = plain(status(naming, decide("linkedin", "RU", [store], NOW.date()), NOW))
    assert "not blocked as a service, but limited" in only
    assert "Also: removed from app stores" in only


def test_an_act_is_told_whole_with_its_id_and_its_days(naming: Naming) -> None:
    whole = replace(
        BLOCK,
        public="RW-2016-000042",
        certainty=Certainty.UNVERIFIED,
        dates=Dates(decided=date(2016, 8, 4), expires=date(2030, 1, 1)),
    )
    told = plain(one_act(naming, whole, NOW))
    assert "Cite as RW-2016-000042" in told
    assert "Decided on 4 Aug 2016" in told
    assert "Runs out on 1 Jan 2030" in told
    assert "date unverified" in told


@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=60))
def test_whatever_a_feed_says_stays_one_line_and_within_bounds(
    naming: Naming, title: str, quote: str, publisher: str
) -> None:
    told = replace(BLOCK, evidence=(replace(BLOCK.evidence[0], title=title, quote=quote, publisher=publisher or "P"),))
    made = alert(naming, [told], None, ())
    assert len(text(made)) <= 5
    assert utf16(plain(clip(made))) <= 4096
    shown = coverage(naming, told.evidence[0], title)
    assert len(text(shown)) == 2


def test_dates_are_told_in_words_of_the_language() -> None:
    assert Texts("en").day(date(2016, 11, 17)) == "17 Nov 2016"
    assert Texts("ru").day(date(2016, 11, 17)) == "17 нояб. 2016"
    assert Texts("en").day(date(2016, 11, 1), Precision.MONTH) == "November 2016"
