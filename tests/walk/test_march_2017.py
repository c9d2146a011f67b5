"""The two articles that regwire began with, told in our own words: who should know of them, and who should not."""

from tests.walk.conftest import World

FIRST = (
    "LinkedIn stays blocked in Russia after it refuses to move data",
    (
        "Russia's communications regulator said on Tuesday that LinkedIn had refused to store the personal data of "
        "Russian users on servers in Russia, so that the network, which Microsoft (MSFT) owns, remains blocked in the "
        "country. LinkedIn has been blocked since November 2016, when a court upheld a ruling that it broke the data "
        "localization law. Roscomnadzor has warned that Facebook and Twitter could be blocked too if they do not "
        "comply. In 2015 Russia blocked Wikipedia for a day and then restored access. Get alerts on Technology sector. "
        "Follow the topics in this article."
    ),
)
SECOND = (
    "Talks between Roskomnadzor and LinkedIn break down",
    (
        "Roskomnadzor said that talks with LinkedIn had failed: the company declined to keep data of Russians in "
        "Russia. "
        "Microsoft (MSFT) bought LinkedIn last year. The site was blocked in November 2016. Wikipedia was blocked in "
        "August 2015 and unblocked the next day. Facebook and Twitter may be blocked under the same law."
    ),
)


async def test_whoever_watches_any_part_of_it_gets_one_alert_and_history_and_threats_wake_nobody(world: World) -> None:
    watchers = ("linkedin", "microsoft", "MSFT", "russia", "roskomnadzor", "data localization")
    bystanders = ("wikipedia", "facebook", "twitter")
    for chat, words in enumerate(watchers + bystanders, 1):
        assert "Now watching" in await world.say(chat, f"/subscribe {words}")
    world.publish("wire", *FIRST)
    await world.poll()
    world.publish("daily", *SECOND)
    await world.poll()
    for chat, words in enumerate(watchers + bystanders, 1):
        wanted = ["✋ LinkedIn refuses to comply in Russia"] if words in watchers else []
        assert world.alerts(chat) == wanted, words


async def test_the_second_article_alone_says_the_same(world: World) -> None:
    for chat, words in enumerate(("linkedin", "wikipedia", "twitter"), 1):
        await world.say(chat, f"/subscribe {words}")
    world.publish("daily", *SECOND)
    await world.poll()
    assert [world.alerts(chat) for chat in (1, 2, 3)] == [["✋ LinkedIn refuses to comply in Russia"], [], []]


async def test_page_furniture_wakes_no_keyword(world: World) -> None:
    assert "plain word" in await world.say(7, "/subscribe technology")
    assert "Now watching" in await world.press(7, "Watch the word “technology”")
    world.publish("wire", *FIRST)
    await world.poll()
    assert world.alerts(7) == []


async def test_the_record_then_answers(world: World) -> None:
    world.publish("wire", *FIRST)
    await world.poll()
    linkedin = await world.say(7, "/status linkedin russia")
    assert linkedin.startswith("⛔ LinkedIn in Russia: blocked")
    assert "November 2016" in linkedin
    assert "nothing on record" in await world.say(7, "/status microsoft russia")
    assert (await world.say(7, "/status wikipedia russia")).startswith("✅ Wikipedia in Russia: restored")
    assert "Facebook in Russia: not blocked, but threatened" in await world.say(7, "/status facebook russia")
