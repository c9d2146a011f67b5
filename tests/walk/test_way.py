"""The way of an item from a feed to a chat, end to end over real sockets."""

from tests.standin.feeds import Entry, atom, rdf, rss
from tests.walk.conftest import World

BLOCK = (
    "Russia blocks LinkedIn",
    "Roskomnadzor ordered internet providers to block LinkedIn for not storing personal data of Russians in Russia.",
)
AGAIN = (
    "LinkedIn is blocked in Russia",
    "The Russian regulator Roskomnadzor has blocked the network LinkedIn over where it keeps its data.",
)


async def test_one_alert_within_three_seconds_and_a_second_publisher_pushes_nothing(running: World) -> None:
    telegram = running.telegram
    telegram.say(7, "/subscribe LinkedIn")
    await telegram.wait_for(lambda: "Now watching LinkedIn" in "".join(telegram.texts(7)))
    first = running.publish("wire", *BLOCK)
    await telegram.wait_for(lambda: running.alerts(7), seconds=3)
    second = running.publish("daily", *AGAIN)
    await telegram.wait_for(lambda: "Also reported by Daily" in telegram.texts(7)[-1], seconds=3)
    assert running.alerts(7) == ["⛔ Russia blocks LinkedIn"]
    assert len(telegram.calls("sendMessage")) == 2
    telegram.say(7, "/status linkedin russia")
    await telegram.wait_for(lambda: len(telegram.texts(7)) == 3)
    answer = telegram.shown(7)[-1]
    assert answer.text.startswith("⛔ LinkedIn in Russia: blocked")
    assert "By Roskomnadzor" in answer.text
    assert {first.link, second.link} <= {entity["url"] for entity in answer.entities if entity["type"] == "text_link"}


async def test_an_alert_says_who_when_where_from_and_offers_what_is_not_followed(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    world.publish("rkn", *BLOCK)
    await world.poll()
    shown = world.telegram.shown(7)[-1]
    assert shown.styled("bold") == ["⛔ Russia blocks LinkedIn"]
    assert "Roskomnadzor" in shown.text
    assert "official source: Rkn" in shown.text
    assert list(shown.buttons) == ["Timeline", "Mute story", "Follow Russia", "Follow data localization"]


async def test_the_owner_the_country_the_regulator_and_the_topic_reach_the_same_act(world: World) -> None:
    for chat, words in enumerate(("microsoft", "MSFT", "russia", "roskomnadzor", "topic data localization"), 1):
        assert "Now watching" in await world.say(chat, f"/subscribe {words}")
    await world.say(6, "/subscribe turkey")
    world.publish("wire", *BLOCK)
    await world.poll()
    assert [len(world.alerts(chat)) for chat in range(1, 7)] == [1, 1, 1, 1, 1, 0]


async def test_several_watches_of_one_chat_get_one_alert(world: World) -> None:
    for words in ("linkedin", "russia", "microsoft", "roskomnadzor"):
        await world.say(7, f"/subscribe {words}")
    world.publish("wire", *BLOCK)
    await world.poll()
    assert len(world.alerts(7)) == 1


async def test_what_was_there_at_the_first_poll_wakes_nobody_and_is_on_record(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    world.publish("late", *BLOCK)
    assert world.alerts(7) == []
    async with world.app.db.write() as tx:
        from feeds.journal import sources
        from feeds.model import Source

        await sources.keep_sources(tx, [Source(world.feeds.url("/late"), "Late")], world.clock())
    outcomes = await world.poll()
    assert [outcome.baseline for outcome in outcomes] == [True]
    assert world.alerts(7) == []
    assert "blocked" in await world.say(7, "/status linkedin russia")


async def test_an_entry_updated_in_place_alerts_again_only_if_it_claims_something_else(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    link = "https://wire.example/story"
    world.publish("wire", "LinkedIn in talks with Roskomnadzor", "No decision has been taken.", link=link)
    await world.poll()
    assert world.alerts(7) == []
    world.entries["wire"].pop(0)
    world.publish("wire", *BLOCK, link=link)
    await world.poll()
    assert len(world.alerts(7)) == 1
    world.entries["wire"].pop(0)
    world.publish("wire", BLOCK[0], BLOCK[1] + " More to follow.", link=link)
    await world.poll()
    assert len(world.alerts(7)) == 1


async def test_an_old_item_is_recorded_and_not_pushed(world: World) -> None:
    from datetime import timedelta

    await world.say(7, "/subscribe linkedin")
    entry = world.publish("wire", *BLOCK)
    world.entries["wire"][0] = Entry(
        entry.title, entry.link, world.clock() - timedelta(days=4), entry.summary, entry.guid
    )
    world.feeds.publish("/wire", rss(world.entries["wire"]))
    await world.poll()
    assert world.alerts(7) == []
    assert "blocked" in await world.say(7, "/status linkedin russia")


async def test_items_without_date_link_guid_or_title_are_kept_as_far_as_they_go(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    bare = [Entry(BLOCK[0]), Entry(None, summary="LinkedIn hires people."), Entry(None, "https://wire.example/nothing")]
    world.feeds.publish("/wire", rss([*bare, *world.entries["wire"]]))
    outcomes = await world.poll()
    assert all(outcome.error is None for outcome in outcomes)
    assert world.alerts(7) == ["⛔ Russia blocks LinkedIn"]
    await world.poll()
    assert len(world.alerts(7)) == 1


async def test_atom_rdf_and_windows_1251_are_read_alike(world: World) -> None:
    await world.say(7, "/subscribe линкедин россия")
    russian = "Роскомнадзор заблокировал LinkedIn"
    world.feeds.publish(
        "/wire", atom([Entry(russian, "https://wire.example/ru", world.clock(), "Доступ закрыт.", "1")])
    )
    await world.poll()
    world.feeds.publish("/daily", rdf([Entry(*AGAIN[:1], "https://daily.example/2", world.clock(), AGAIN[1])]))
    await world.poll()
    again = Entry(
        "Роскомнадзор начал блокировку LinkedIn", "https://rkn.example/3", world.clock(), "Соцсеть закрыта.", "3"
    )
    world.feeds.publish("/rkn", rss([again], encoding="windows-1251"))
    await world.poll()
    assert len(world.alerts(7)) == 1
    assert "Also reported by" in world.telegram.texts(7)[-1]


async def test_a_muted_story_is_silent_and_another_is_not(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    world.publish("wire", *BLOCK)
    await world.poll()
    assert "Muted" in await world.press(7, "Mute story")
    world.publish("daily", *AGAIN)
    await world.poll()
    world.publish("wire", "Russia unblocks LinkedIn", "Roskomnadzor has lifted its block of LinkedIn.")
    await world.poll()
    assert world.alerts(7)[-1].startswith("✅")


async def test_buttons_under_an_alert_answer(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    world.publish("wire", *BLOCK)
    await world.poll()
    assert (await world.press(7, "Timeline")).startswith("Timeline: LinkedIn in Russia")
    assert "Now watching Russia" in await world.press(7, "Follow Russia")


async def test_who_waits_for_confirmation_hears_of_an_act_when_a_second_publisher_tells_it(world: World) -> None:
    for chat in (7, 8, 9):
        await world.say(chat, "/subscribe linkedin")
    assert "second publisher" in await world.say(8, "/confirmed on")
    assert "second publisher" in await world.say(9, "/confirmed on")
    await world.say(9, "/confirmed off")
    world.publish("wire", *BLOCK)
    await world.poll()
    assert [len(world.alerts(chat)) for chat in (7, 8, 9)] == [1, 0, 1]
    world.publish("daily", *AGAIN)
    await world.poll()
    assert [len(world.alerts(chat)) for chat in (7, 8, 9)] == [1, 1, 1]


async def test_an_official_source_is_confirmation_enough(world: World) -> None:
    await world.say(8, "/subscribe linkedin")
    await world.say(8, "/confirmed on")
    world.publish("rkn", *BLOCK)
    await world.poll()
    assert len(world.alerts(8)) == 1
