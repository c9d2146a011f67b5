"""The built-in record as a chat asks for it: what stands restricted, one act by its id, pages that turn in place."""

import pytest

from feeds.journal.record import take_in
from feeds.record import BuiltIn
from tests.walk.conftest import World


@pytest.fixture
async def informed(world: World) -> World:
    """A bot that has taken the built-in record in and heard nothing else."""
    async with world.app.db.write() as tx:
        await take_in(tx, BuiltIn(), world.clock())
    return world


async def test_a_fresh_bot_knows_the_past(informed: World) -> None:
    told = await informed.say(7, "/status linkedin russia")
    assert "LinkedIn in Russia: blocked" in told
    assert "Since 17 Nov 2016" in told
    assert "By Roskomnadzor" in told
    assert "Also: removed from app stores (7 Jan 2017)" in told
    assert "restored" in await informed.say(7, "/status wikipedia russia")
    line = await informed.say(7, "/timeline linkedin russia")
    assert line.index("4 Aug 2016") < line.index("10 Nov 2016") < line.index("17 Nov 2016") < line.index("7 Mar 2017")


async def test_an_act_is_asked_for_by_its_id_as_people_write_it(informed: World) -> None:
    for written in ("RW-2016-000202", "rw-2016-000202.", "“RW 2016 000202”", "RW–2016–000202"):
        told = await informed.say(7, f"/act {written}")
        assert "Russia: a ruling on LinkedIn" in told, written
        assert "Cite as RW-2016-000202" in told
    assert "RW-2016-000202" in await informed.say(7, "/timeline linkedin russia")
    assert "No act on record" in await informed.say(7, "/act RW-1999-999999")
    assert "For example" in await informed.say(7, "/act")


async def test_what_stands_restricted_is_told_page_by_page(informed: World) -> None:
    first = await informed.say(7, "/blocked russia")
    assert "restrictions stand on record" in first
    assert "Page 1 of" in first
    second = await informed.press(7, "More")
    assert "Page 2 of" in second
    assert "Page 1 of" not in second
    assert "Page 1 of" in await informed.press(7, "Back")


async def test_what_is_asked_without_a_place_or_a_company_is_explained(informed: World) -> None:
    assert "Russia" in await informed.say(7, "/blocked roskomnadzor")
    assert "For example" in await informed.say(7, "/blocked")
    assert "For example" in await informed.say(7, "/blocked data localization")
    assert "That does not mean" in await informed.say(7, "/blocked linkedin brazil")


async def test_a_company_barred_only_beside_its_service_is_not_called_free(informed: World) -> None:
    told = await informed.say(7, "/status dji us")
    assert "no restriction on record" not in told
    assert "not blocked as a service, but limited" in told


async def test_a_cut_of_the_whole_internet_is_told_beside_what_is_asked(world: World) -> None:
    world.publish("wire", "Gabon shuts down the internet", "Authorities in Gabon shut down the internet on Monday.")
    await world.poll()
    assert "The internet of Gabon was cut on" in await world.say(7, "/blocked gabon")
    world.publish("wire", "Gabon blocks WhatsApp", "Gabon has blocked WhatsApp, the regulator said.")
    await world.poll()
    told = await world.say(7, "/status whatsapp gabon")
    assert "WhatsApp in Gabon: blocked" in told
    assert "no end of it is on record" in told


async def test_of_many_pairs_none_is_dropped_without_a_word(informed: World) -> None:
    told = await informed.say(7, "/status facebook tiktok x youtube telegram whatsapp russia")
    assert told.count(" in Russia: ") == 5
    assert "and 1 more" in told
