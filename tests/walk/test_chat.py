"""What a person can say, and what is answered, over real sockets."""

from feeds.catalog import Catalog
from tests.walk.conftest import World


async def test_start_greets_and_its_examples_work(world: World) -> None:
    assert "One alert per real act" in await world.say(7, "/start")
    shown = world.telegram.shown(7)[-1]
    assert len(shown.buttons) == 3
    assert "Now watching LinkedIn" in await world.press(7, "Watch LinkedIn")


async def test_help_lists_every_listed_command(world: World) -> None:
    answer = await world.say(7, "/help")
    for name in ("start", "help", "subscribe", "unsubscribe", "subscriptions", "status", "timeline", "latest"):
        assert f"/{name} — " in answer


WATCHED = [
    ("linkedin", "LinkedIn"),
    ("LINKEDIN", "LinkedIn"),
    ("линкедин россия", "LinkedIn in Russia"),
    ("russia linkedin", "LinkedIn in Russia"),
    ("topic data localization", "data localization"),
    ("MSFT", "Microsoft"),
    ("Roskomnadzor", "Roskomnadzor"),
    ("роскомнадзор", "Roskomnadzor"),
    ("linkedin in russia", "LinkedIn in Russia"),
]


async def test_watching_in_any_words(world: World) -> None:
    for chat, (words, named) in enumerate(WATCHED, 1):
        assert (await world.say(chat, f"/subscribe {words}")).startswith(f"Now watching {named}.")


async def test_watching_twice_is_watching_once(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    assert "already" in await world.say(7, "/subscribe LinkedIn")
    assert (await world.say(7, "/subscriptions")).count("•") == 1


async def test_an_unknown_name_becomes_a_keyword_after_one_tap(world: World) -> None:
    answer = await world.say(7, "/subscribe Zorblatt Industries")
    assert "I know no company" in answer
    assert "Now watching the word “zorblatt industries”" in await world.press(7, "Watch the word “Zorblatt Industries”")
    world.publish("wire", "Zorblatt Industries opens an office", "It is a large one.")
    await world.poll()
    assert world.alerts(7) == ["🗞 In the news: Zorblatt Industries opens an office"]


async def test_a_near_miss_is_offered(world: World) -> None:
    answer = await world.say(7, "/subscribe linkedni")
    assert "Did you mean" in answer
    assert "Now watching LinkedIn" in await world.press(7, "LinkedIn")


async def test_no_words_get_the_usage(world: World) -> None:
    for command in ("subscribe", "unsubscribe", "status", "timeline"):
        assert f"/{command}" in await world.say(7, f"/{command}") or "nothing yet" in world.telegram.texts(7)[-1]


async def test_unsubscribing_by_words_and_by_button(world: World) -> None:
    await world.say(7, "/subscribe linkedin russia")
    await world.say(7, "/subscribe telegram")
    assert "No longer watching Telegram" in await world.say(7, "/unsubscribe telegram")
    await world.say(7, "/subscriptions")
    assert "nothing yet" in await world.press(7, "Remove: LinkedIn in Russia")
    assert "do not watch" in await world.say(7, "/unsubscribe linkedin")


async def test_a_stale_button_changes_nothing_of_others(world: World) -> None:
    await world.say(7, "/subscribe linkedin")
    await world.say(7, "/subscriptions")
    message = world.telegram.shown(7)[-1]
    await world.say(8, "/subscribe telegram")
    await world.say(8, "/subscriptions")
    other = world.telegram.shown(8)[-1]
    world.telegram.press_data(8, other.message_id, next(iter(message.buttons.values())))
    await world.listened()
    assert "LinkedIn" in await world.say(7, "/subscriptions")


async def test_a_pair_nothing_is_known_of_is_not_covered_and_never_fine(world: World) -> None:
    answer = await world.say(7, "/status linkedin chad")
    assert "nothing on record about LinkedIn in Chad" in answer
    assert "Now watching LinkedIn in Chad" in await world.press(7, "Watch LinkedIn in Chad")


async def test_what_a_regulator_did(world: World) -> None:
    world.publish("wire", "Russia blocks LinkedIn", "Roskomnadzor ordered providers to block LinkedIn.")
    await world.poll()
    assert "Russia blocks LinkedIn" in await world.say(7, "/status Roskomnadzor")
    assert "LinkedIn in Russia: blocked" in await world.say(7, "/status linkedin")
    assert "LinkedIn in Russia: blocked" in await world.say(7, "russia")
    assert "Russia blocks LinkedIn" in await world.say(7, "/latest")
    assert "Russia blocks LinkedIn" in await world.say(7, "/timeline linkedin")


async def test_a_reader_of_russian_is_answered_in_russian(world: World) -> None:
    assert "Слежу: LinkedIn (Россия)" in await world.say(7, "/subscribe линкедин россия", "ru")
    world.publish("wire", "Russia blocks LinkedIn", "Roskomnadzor ordered providers to block LinkedIn.")
    await world.poll()
    assert world.alerts(7) == ["⛔ Россия блокирует LinkedIn"]


ODD = [
    "/frobnicate",
    "/",
    "//",
    "/status",
    "/status " + "a" * 4080,
    "/status 😀",
    "/subscribe 😀😀",
    "/status \u202elinkedin",
    "/subscribe lin\u200bkedin",
    "/subscribe <b>bold</b> & <script>",
    "/status %s {0} ${x} '; DROP TABLE chats; --",
    "/unsubscribe #99999999999999999999",
    "/keyword 99999999999999999999999",
    "/keyword -1",
    "/mutestory x",
    "/subscribe c:nobody",
    "/status c:linkedin k:XX",
    "hello there",
    "???",
    "/STATUS LINKEDIN RUSSIA",
    "/status@regwire_bot linkedin",
]


async def test_odd_questions_are_answered(world: World) -> None:
    for odd in ODD:
        answer = await world.say(7, odd)
        assert answer, odd
        assert "went wrong" not in answer, odd


async def test_a_watch_made_after_another_was_removed_works_and_old_buttons_do_not_touch_it(world: World) -> None:
    await world.say(7, "/subscribe zorbulon")
    await world.press(7, "Watch the word “zorbulon”")
    world.publish("wire", "A zorbulon is here", "It is large.")
    await world.poll()
    await world.say(7, "/subscriptions")
    stale = world.telegram.shown(7)[-1]
    await world.say(7, "/unsubscribe zorbulon")
    await world.say(7, "/subscribe quaxiport")
    await world.press(7, "Watch the word “quaxiport”")
    world.telegram.press_data(7, stale.message_id, next(iter(stale.buttons.values())))
    await world.listened()
    assert "quaxiport" in await world.say(7, "/subscriptions")
    world.publish("wire", "A quaxiport is here", "It is small.")
    await world.poll()
    assert world.alerts(7)[-1] == "🗞 In the news: A quaxiport is here"


async def test_hundreds_of_watches_are_listed_by_pages_and_removed_at_once(world: World, known: Catalog) -> None:
    names = sorted(known.companies)[:60]
    for start in range(0, 60, 20):
        await world.say(7, "/subscribe " + " ".join(f"c:{name}" for name in names[start : start + 20]))
    assert "Page 1 of 3" in await world.say(7, "/subscriptions")
    assert "Page 2 of 3" in await world.press(7, "More")
    assert "Page 3 of 3" in await world.press(7, "More")
    assert "Page 2 of 3" in await world.press(7, "Back")
    answer = await world.say(7, "/unsubscribe " + " ".join(f"c:{name}" for name in names))
    assert "and 53 more" in answer
    assert "nothing yet" in answer


async def test_groups_are_answered_when_they_ask_and_not_when_they_talk(world: World) -> None:
    assert "Now watching" in await world.say(-500, "/subscribe linkedin")
    assert await world.say(-500, "what is for lunch, linkedin?") == ""


async def test_any_white_space_parts_a_command_from_its_words(world: World) -> None:
    for gap in ("\t", "\u00a0", "\n", "   "):
        assert "LinkedIn" in await world.say(7, f"/status{gap}linkedin")
