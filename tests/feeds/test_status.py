"""How a company stands in a country, drawn from stories."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Action, Precision, Role, Stage, State, Story
from feeds.status import cut, pairs, status
from tests.things import act, story

TODAY = date(2026, 11, 21)


def state(*stories: Story) -> State:
    """The state of LinkedIn in Russia by these stories."""
    return status("linkedin", "RU", stories, TODAY).state


def test_nothing_known_is_not_covered_and_never_free() -> None:
    assert state() is State.NOT_COVERED
    assert state(story(1, "2024-01-01", act(company="x"))) is State.NOT_COVERED


def test_a_block_stands_until_it_is_lifted() -> None:
    block = story(1, "2016-11-17")
    assert state(block) is State.BLOCKED
    assert state(block, story(2, "2020-01-01", act(Action.UNBLOCK))) is State.RESTORED


def test_since_is_the_day_of_the_first_of_several_reports_of_one_state() -> None:
    found = status("linkedin", "RU", [story(1, "2016-11-17"), story(2, "2025-12-04")], TODAY)
    assert found.deciding
    assert found.deciding.day == date(2016, 11, 17)


def test_a_block_and_a_lift_told_for_the_same_year_end_restored() -> None:
    past = {"stage": Stage.PAST, "role": Role.BACKGROUND}
    block = story(1, "2015-01-01", act(**past), precision=Precision.YEAR)  # type: ignore[arg-type]
    lift = story(2, "2015-01-01", act(Action.UNBLOCK, **past), precision=Precision.YEAR)  # type: ignore[arg-type]
    assert state(lift, block) is State.RESTORED


def test_a_rumour_changes_no_status() -> None:
    assert state(story(1, "2024-01-01", act(doubt=True))) is State.NO_RESTRICTION
    assert state(story(1, "2024-01-01"), story(2, "2024-02-01", act(Action.UNBLOCK, doubt=True))) is State.BLOCKED


def test_a_fine_is_no_restriction() -> None:
    assert state(story(1, "2024-01-01", act(Action.FINE))) is State.NO_RESTRICTION


def test_a_threat_counts_while_it_is_fresh_and_nothing_stands() -> None:
    assert state(story(1, "2026-11-10", act(stage=Stage.THREAT))) is State.THREATENED
    assert state(story(1, "2024-11-10", act(stage=Stage.THREAT))) is State.NO_RESTRICTION
    assert state(story(1, "2016-11-17"), story(2, "2026-11-10", act(stage=Stage.THREAT))) is State.BLOCKED


def test_a_threat_after_a_lift_is_a_threat() -> None:
    lifted = [story(1, "2026-01-01"), story(2, "2026-02-01", act(Action.UNBLOCK))]
    assert state(*lifted, story(3, "2026-11-01", act(stage=Stage.THREAT))) is State.THREATENED


def test_throttling_after_a_lift_is_throttled() -> None:
    telegram = [story(1, "2018-04-16"), story(2, "2020-06-18", act(Action.UNBLOCK))]
    assert state(*telegram, story(3, "2026-02-10", act(Action.THROTTLE))) is State.THROTTLED


def test_pairs_are_those_that_name_both() -> None:
    assert pairs([story(1, "2024-01-01", act(), act(company=None), act(country=None))]) == [("linkedin", "RU")]


STORIES = st.lists(
    st.builds(
        lambda number, day_, action, stage: story(number, day_, act(action, stage=stage)),
        st.integers(1, 10_000),
        st.dates(date(2010, 1, 1), date(2026, 11, 1)).map(str),
        st.sampled_from(Action),
        st.sampled_from([Stage.ACTUAL, Stage.PAST, Stage.THREAT]),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)


@given(STORIES, st.randoms())
def test_the_order_in_which_stories_come_does_not_matter(stories: list[Story], random: Random) -> None:
    shuffled = list(stories)
    random.shuffle(shuffled)
    assert status("linkedin", "RU", stories, TODAY) == status("linkedin", "RU", shuffled, TODAY)


@given(STORIES)
def test_what_stands_is_what_the_last_act_says(stories: list[Story]) -> None:
    found = status("linkedin", "RU", stories, TODAY)
    done = [one for one in stories if one.acts[0].stage is not Stage.THREAT]
    blocked = any(one.acts[0].action is Action.BLOCK for one in done)
    assert found.state is not State.BLOCKED or blocked
    assert (found.state is State.NOT_COVERED) == (not stories)


def test_a_cut_of_the_internet_stands_until_its_end_is_told_or_a_year_has_passed() -> None:
    whole = act(Action.SHUTDOWN, company=None)
    recent, old = story(1, "2026-02-28", whole), story(2, "2019-11-16", whole)
    back = story(3, "2026-03-06", act(Action.UNBLOCK, company=None))
    assert cut([old, recent], TODAY) == recent
    assert cut([recent, back], TODAY) is None
    assert cut([old], TODAY) is None
    assert cut([story(4, "2026-03-01")], TODAY) is None
