"""Which act an item tells, and whether that is news."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Action, ChangeKind, Claim, Evidence, Precision, Role, Stage, Story
from feeds.stories import Fold, fold, headline
from tests.things import act, claim, news, story


def tell(stories: list[Story], item: Evidence, *claims: Claim) -> list[ChangeKind | None]:
    """Fold an item into `stories` as the journal would; returns what became worth telling."""
    made = fold(claims, item, stories)
    for one in made:
        kept = one.story if one.story.id > 0 else replace(one.story, id=1 + max((s.id for s in stories), default=0))
        stories[:] = [old for old in stories if old.id != kept.id] + [kept]
    return [one.change for one in made]


def test_the_first_report_of_an_act_is_new() -> None:
    stories: list[Story] = []
    assert tell(stories, news(1, "2016-11-17"), claim()) == [ChangeKind.NEW]
    assert headline(stories[0]).action is Action.BLOCK


def test_a_second_publisher_confirms_and_a_third_too_but_the_same_one_says_nothing_new() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2016-11-17", "Wire"), claim())
    assert tell(stories, news(2, "2016-11-17", "Daily"), claim()) == [ChangeKind.CONFIRMED]
    assert tell(stories, news(3, "2016-11-18", "Daily"), claim()) == [None]
    assert tell(stories, news(4, "2016-11-18", "Notes"), claim()) == [ChangeKind.CONFIRMED]
    assert len(stories) == 1
    assert len(stories[0].evidence) == 4


def test_a_copy_months_later_joins_the_open_state() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2016-11-17", "Wire"), claim())
    tell(stories, news(2, "2017-02-20", "Blog"), claim())
    assert [one.day.isoformat() for one in stories] == ["2016-11-17"]


def test_a_lift_reverses_and_a_block_after_it_is_new() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2024-08-02"), claim())
    assert tell(stories, news(2, "2024-08-10"), claim(Action.UNBLOCK)) == [ChangeKind.REVERSED]
    assert tell(stories, news(3, "2024-09-20"), claim()) == [ChangeKind.NEW]
    assert len(stories) == 3


def test_a_late_copy_of_a_block_that_was_lifted_since_is_no_new_block() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2024-08-02"), claim())
    tell(stories, news(2, "2024-08-10"), claim(Action.UNBLOCK))
    assert tell(stories, news(3, "2024-08-03", "Blog"), claim()) == [ChangeKind.CONFIRMED]
    assert tell(stories, news(4, "2024-08-10", "Late"), claim()) == [ChangeKind.CONFIRMED]
    assert len(stories) == 2


def test_a_threat_that_comes_true_escalates() -> None:
    stories: list[Story] = []
    assert tell(stories, news(1, "2016-11-10"), claim(stage=Stage.THREAT)) == [ChangeKind.NEW]
    assert tell(stories, news(2, "2016-11-17"), claim()) == [ChangeKind.ESCALATED]


def test_a_threat_against_what_is_blocked_already_joins_silently() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2016-11-17"), claim())
    assert tell(stories, news(2, "2016-11-18"), claim(stage=Stage.THREAT)) == [None]


def test_companies_named_in_one_act_are_one_story_and_who_was_told_before_is_not_told_again() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2022-03-04"), claim(company="x"))
    both = (claim(company="facebook"), claim(company="x"))
    assert tell(stories, news(2, "2022-03-04", "Daily"), *both) == [ChangeKind.NEW, ChangeKind.CONFIRMED]
    assert {tuple(a.company for a in one.acts) for one in stories} == {("x",), ("facebook",)}


def test_services_at_large_beside_a_company_by_name_are_no_act_of_their_own() -> None:
    stories: list[Story] = []
    assert tell(stories, news(1, "2016-11-17"), claim(), claim(company=None)) == [ChangeKind.NEW]
    assert tell(stories, news(2, "2016-11-17", "Daily"), claim(company=None), claim()) == [ChangeKind.CONFIRMED]


def test_two_companies_hit_together_are_one_story() -> None:
    stories: list[Story] = []
    assert tell(stories, news(1, "2022-03-04"), claim(company="facebook"), claim(company="x")) == [ChangeKind.NEW]
    assert len(stories) == 1


def test_a_court_that_lifts_a_ban_is_one_act_headed_by_the_lift() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2019-04-12"), claim(company="pubg"))
    made = tell(stories, news(2, "2019-04-25"), claim(Action.RULING, "pubg"), claim(Action.UNBLOCK, "pubg"))
    assert made == [ChangeKind.REVERSED]
    newest = max(stories, key=lambda one: one.day)
    assert [one.action for one in newest.acts] == [Action.UNBLOCK, Action.RULING]


def test_history_told_in_passing_is_kept_and_wakes_nobody() -> None:
    stories: list[Story] = []
    past = {"role": Role.BACKGROUND, "stage": Stage.PAST, "when": "2015-01-01", "precision": Precision.YEAR}
    made = tell(
        stories,
        news(1, "2017-03-07"),
        claim(Action.BLOCK, "wikipedia", **past),  # type: ignore[arg-type]
        claim(Action.UNBLOCK, "wikipedia", **past),  # type: ignore[arg-type]
    )
    assert made == [None, None]
    assert {one.day.year for one in stories} == {2015}


def test_a_mention_in_passing_joins_the_act_it_speaks_of() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2016-11-17"), claim())
    made = tell(stories, news(2, "2017-03-07", "Daily"), claim(Action.REFUSE), claim(role=Role.BACKGROUND))
    assert made == [ChangeKind.NEW, None]
    assert len(stories) == 2


def test_what_is_told_in_passing_and_not_plainly_starts_no_story_and_may_join_one() -> None:
    stories: list[Story] = []
    unsure = replace(claim(role=Role.BACKGROUND, stage=Stage.PAST), sure=0.4)
    assert tell(stories, news(1, "2017-03-07"), unsure) == []
    tell(stories, news(2, "2017-03-08"), claim())
    assert tell(stories, news(3, "2017-03-09", "Daily"), unsure) == [None]
    assert len(stories) == 1


def test_an_act_first_met_in_passing_is_still_news_when_it_leads() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2024-10-08"), claim(company="discord", role=Role.BACKGROUND))
    assert tell(stories, news(2, "2024-10-08", "Wire2"), claim(company="discord")) == [ChangeKind.NEW]
    assert len(stories) == 1


def test_two_fines_far_apart_are_two_acts() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2021-07-01"), claim(Action.FINE, "google"))
    assert tell(stories, news(2, "2021-09-01"), claim(Action.FINE, "google")) == [ChangeKind.NEW]


def test_another_country_is_another_story() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2026-01-10"), claim(company="grok", country="ID"))
    assert tell(stories, news(2, "2026-01-11"), claim(company="grok", country="MY")) == [ChangeKind.NEW]


def test_an_act_without_country_is_placed_when_a_report_says_where() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2026-01-10"), claim(company="grok", country=None))
    assert tell(stories, news(2, "2026-01-10", "Daily"), claim(company="grok", country="ID")) == [ChangeKind.NEW]
    assert len(stories) == 1
    assert headline(stories[0]).country == "ID"


def test_what_is_denied_makes_no_story() -> None:
    assert fold([claim(stage=Stage.DENIED)], news(1, "2024-01-01"), []) == []


def test_a_report_never_moves_a_day_that_a_text_told() -> None:
    stories = [story(1, "2016-11-17", act())]
    tell(stories, news(2, "2017-02-01", "Blog"), claim(when="2016-11-10"))
    assert stories[0].day.isoformat() == "2016-11-17"


def test_a_rumour_is_vouched_for_by_the_first_report_that_does_not_doubt() -> None:
    stories: list[Story] = []
    assert tell(stories, news(1, "2024-01-01"), claim(doubt=True)) == [ChangeKind.NEW]
    assert tell(stories, news(2, "2024-01-02", "Other"), claim(doubt=True)) == [ChangeKind.CONFIRMED]
    assert headline(stories[0]).doubt
    assert tell(stories, news(3, "2024-01-03", "Sure"), claim()) == [ChangeKind.NEW]
    assert not headline(stories[0]).doubt
    assert len(stories) == 1


def test_a_month_told_later_does_not_blur_the_day_of_the_news() -> None:
    stories: list[Story] = []
    tell(stories, news(1, "2016-11-17"), claim())
    month = claim(role=Role.BACKGROUND, when="2016-11-01", precision=Precision.MONTH)
    tell(stories, news(2, "2017-03-07", "Daily"), month)
    assert (stories[0].day.isoformat(), stories[0].precision) == ("2016-11-17", Precision.DAY)
    tell(stories, news(3, "2017-03-08", "Notes"), claim(when="2016-11-16"))
    assert stories[0].day.isoformat() == "2016-11-16"


CLAIMS = st.builds(
    claim,
    st.sampled_from(Action),
    st.sampled_from(["linkedin", "x", None]),
    st.sampled_from(["RU", "TR", None]),
    stage=st.sampled_from(Stage),
    role=st.sampled_from(Role),
    when=st.sampled_from([None, "2015-01-01", "2024-01-05"]),
    doubt=st.booleans(),
)


@given(st.lists(st.lists(CLAIMS, max_size=4, unique=True), max_size=6), st.data())
def test_whatever_is_told_twice_is_told_once(told: Sequence[Sequence[Claim]], data: st.DataObject) -> None:
    """The same claims of the same publisher, read again, make no further change and no further story."""
    stories: list[Story] = []
    for number, claims in enumerate(told, 1):
        tell(stories, news(number, f"2024-01-{number:02}"), *claims)
    if told:
        last = len(told)
        before = len(stories)
        again = tell(stories, news(last, f"2024-01-{last:02}"), *told[-1])
        assert not any(again)
        assert len(stories) == before


@given(st.lists(CLAIMS, max_size=6, unique=True))
def test_every_claim_lands_in_one_fold_at_most(claims: Sequence[Claim]) -> None:
    made: list[Fold] = fold(claims, news(1, "2024-01-01"), [])
    landed = [one for fold_ in made for one in fold_.claims]
    assert len(landed) == len(set(landed))
    named = {one for one in claims if one.stage is not Stage.DENIED and one.company}
    assert named <= set(landed) <= set(claims)
