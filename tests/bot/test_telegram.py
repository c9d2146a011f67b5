"""The Telegram door against the stand-in for the Bot API, over real sockets."""

import asyncio
import logging
import traceback
import warnings
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram.error import RetryAfter, TelegramError

from bot.door import DeliveryError, Door, Gone, Later, Refused
from bot.front.telegram import BadToken, Moved, Patience, TelegramDoor
from bot.front.telegram_errors import meaning
from bot.front.telegram_translate import LONG_QUOTE, text_and_entities
from bot.model import Button, Incoming, Message, Span, Style
from tests.standin.botapi import BotApi, Fault

QUICK = Patience(poll=5, connect=2, total=4, answer=4, pause=0.01, longest_pause=0.04)
HASTY = replace(QUICK, total=0.15)
COMMANDS = {
    "en": [("start", "What this is"), ("status", "How a company stands")],
    "pt-BR": [("start", "O que é isto")],
}
HELLO = Message((Span("Hello"),))


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as standin:
        standin.chat(1)
        yield standin


@pytest.fixture
async def door(telegram: BotApi) -> AsyncIterator[TelegramDoor]:
    door = TelegramDoor(telegram.token, telegram.url, patience=QUICK)
    await door.open({})
    yield door
    await door.close()


class Inbox:
    """What `take` was given; `fail` makes it raise."""

    def __init__(self) -> None:
        self.taken: list[Incoming] = []
        self.offsets: list[int] = []
        self.fail = False

    async def take(self, news: Sequence[Incoming], offset: int) -> None:
        if self.fail:
            raise RuntimeError("the database is away")
        self.taken += news
        self.offsets.append(offset)


@asynccontextmanager
async def listening(door: Door, inbox: Inbox, offset: int = 0) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(door.listen(offset, inbox.take))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


# Opening


async def test_opening_offers_the_commands_in_each_language_and_english_to_all(telegram: BotApi) -> None:
    door: Door = TelegramDoor(telegram.token, telegram.url + "/", patience=QUICK)
    await door.open(COMMANDS)
    await door.close()
    await door.close()
    assert telegram.commands == {"": COMMANDS["en"], "en": COMMANDS["en"], "pt": COMMANDS["pt-BR"]}
    assert not telegram.calls("deleteWebhook")


async def test_opening_takes_a_webhook_down(telegram: BotApi) -> None:
    telegram.webhook = "https://elsewhere.test/"
    door = TelegramDoor(telegram.token, telegram.url, patience=QUICK)
    await door.open({})
    await door.close()
    assert telegram.webhook == ""
    assert "drop_pending_updates" not in telegram.calls("deleteWebhook")[0].params


@pytest.mark.parametrize("kind", [Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.RESET, Fault.TIMEOUT, Fault.GARBAGE])
async def test_opening_tries_again_when_telegram_is_out_of_reach_for_a_moment(telegram: BotApi, kind: Fault) -> None:
    telegram.fault("getMe", kind, 2, detail=0.4 if kind is Fault.TIMEOUT else None)
    door = TelegramDoor(telegram.token, telegram.url, patience=HASTY if kind is Fault.TIMEOUT else QUICK)
    await door.open({})
    await door.close()
    assert len(telegram.calls("getMe")) == 3


async def test_opening_gives_up_with_the_reason_after_some_tries(telegram: BotApi) -> None:
    telegram.fault("getMe", Fault.SERVER_ERROR, 99)
    door = TelegramDoor(telegram.token, telegram.url, patience=QUICK)
    with pytest.raises(Later, match="Internal Server Error"):
        await door.open({})
    await door.close()
    assert len(telegram.calls("getMe")) == QUICK.tries


async def test_opening_does_not_wait_out_a_flood_of_hours(telegram: BotApi) -> None:
    telegram.fault("getMe", Fault.FLOOD, detail=43_200)
    door = TelegramDoor(telegram.token, telegram.url, patience=QUICK)
    with pytest.raises(Later) as caught:
        await door.open({})
    await door.close()
    assert caught.value.seconds == 43_200


async def test_a_token_that_telegram_does_not_know_is_said_so(telegram: BotApi) -> None:
    door = TelegramDoor("1:wrong", telegram.url, patience=QUICK)
    with pytest.raises(BadToken, match="Telegram does not know this token"):
        await door.open({})
    with pytest.raises(BadToken):
        await door.listen(0, Inbox().take)
    with pytest.raises(BadToken):
        await door.send(1, HELLO)
    await door.close()


async def test_a_door_that_is_closed_says_later(telegram: BotApi) -> None:
    door = TelegramDoor(telegram.token, telegram.url, patience=QUICK)
    with pytest.raises(Later, match="closed"):
        await door.send(1, HELLO)


# Sending


async def test_a_message_is_shown_without_a_preview_and_its_id_comes_back(telegram: BotApi, door: TelegramDoor) -> None:
    message_id = await door.send(1, HELLO)
    (shown,) = telegram.shown(1)
    assert (shown.message_id, shown.text, shown.silent) == (message_id, "Hello", False)
    params = telegram.calls("sendMessage")[0].params
    assert params["link_preview_options"] == {"is_disabled": True}
    assert not params.keys() & {"parse_mode", "entities", "reply_markup"}


async def test_a_silent_message_makes_no_sound(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, HELLO, silent=True)
    assert telegram.shown(1)[0].silent


async def test_entities_are_exact_among_emoji_and_right_to_left_words(telegram: BotApi, door: TelegramDoor) -> None:
    spans = (
        Span("🚫👨\u200d👩\u200d👧 "),
        Span("روسيا تحجب", Style.BOLD),
        Span(" "),
        Span("לינקדאין 🇷🇺", Style.ITALIC, "https://e.test/"),
        Span("\n"),
        Span("𝕏", Style.CODE),
        Span("\n"),
        Span("<b>&amp; _*", Style.QUOTE),
    )
    await door.send(1, Message(spans))
    (shown,) = telegram.shown(1)
    assert shown.text == "".join(span.text for span in spans)
    assert shown.styled("bold") == ["روسيا تحجب"]
    assert shown.styled("italic") == shown.styled("text_link") == ["לינקדאין 🇷🇺"]
    assert shown.links == ("https://e.test/",)
    assert shown.styled("code") == ["𝕏"]
    assert shown.styled("blockquote") == ["<b>&amp; _*"]
    assert [entity["offset"] for entity in shown.entities][:2] == [11, 22]


async def test_neighbouring_spans_of_a_style_make_one_entity(telegram: BotApi, door: TelegramDoor) -> None:
    spans = (
        Span("one ", Style.QUOTE),
        Span("two", Style.QUOTE, "https://e.test/2"),
        Span("", Style.BOLD),
        Span(" three", Style.QUOTE),
    )
    await door.send(1, Message(spans))
    (shown,) = telegram.shown(1)
    assert shown.styled("blockquote") == ["one two three"]
    assert shown.styled("text_link") == ["two"]


async def test_a_long_quote_is_shown_folded(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, Message((Span("q" * (LONG_QUOTE + 1), Style.QUOTE), Span("\n"), Span("short", Style.QUOTE))))
    (shown,) = telegram.shown(1)
    assert shown.styled("expandable_blockquote") == ["q" * (LONG_QUOTE + 1)]
    assert shown.styled("blockquote") == ["short"]


async def test_code_that_is_a_link_is_sent_as_a_link(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, Message((Span("x", Style.CODE, "https://e.test/"),)))
    assert [entity["type"] for entity in telegram.shown(1)[0].entities] == ["text_link"]


async def test_a_message_too_long_is_cut_with_its_entities(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, Message((Span("🚫" * 2000), Span("b" * 500, Style.BOLD, "https://e.test/"))))
    (shown,) = telegram.shown(1)
    assert len(shown.text.encode("utf-16-le")) == 2 * 4096
    assert shown.styled("bold") == shown.styled("text_link") == ["b" * 95 + "…"]


async def test_a_lone_surrogate_does_not_stop_a_message(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, Message((Span("a\ud800"), Span("b", Style.BOLD))))
    (shown,) = telegram.shown(1)
    assert (shown.text, shown.styled("bold")) == ("a\ufffdb", ["b"])


async def test_buttons_are_shown_in_their_rows(telegram: BotApi, door: TelegramDoor) -> None:
    rows = ((Button("Timeline", "t:1"), Button("Source", link="https://e.test/")), (), (Button("Mute", "m" * 64),))
    await door.send(1, replace(HELLO, buttons=rows))
    (shown,) = telegram.shown(1)
    assert shown.rows == (("Timeline", "Source"), ("Mute",))
    assert shown.buttons == {"Timeline": "t:1", "Source": "https://e.test/", "Mute": "m" * 64}


@pytest.mark.parametrize(
    "button", [Button("x", "й" * 33), Button("x", ""), Button("x"), Button("x", "a", "https://e.test/")]
)
async def test_a_button_that_telegram_would_refuse_is_a_mistake_of_ours(
    telegram: BotApi, door: TelegramDoor, button: Button
) -> None:
    with pytest.raises(ValueError, match="button 'x'"):
        await door.send(1, replace(HELLO, buttons=((button,),)))
    assert not telegram.calls("sendMessage")


def test_translating_a_message_is_pure_and_leaves_it_alone() -> None:
    message = Message((Span("a", Style.BOLD), Span("b", Style.BOLD)))
    assert text_and_entities(message) == text_and_entities(message)
    assert message.spans == (Span("a", Style.BOLD), Span("b", Style.BOLD))


# Editing


async def test_an_edit_replaces_words_and_buttons(telegram: BotApi, door: TelegramDoor) -> None:
    message_id = await door.send(1, replace(HELLO, buttons=((Button("Go", "go"),),)))
    await door.edit(1, message_id, Message((Span("Bye", Style.BOLD),)))
    (shown,) = telegram.shown(1)
    assert (shown.text, shown.styled("bold"), shown.buttons, shown.edits) == ("Bye", ["Bye"], {}, 1)


async def test_an_edit_that_changes_nothing_is_no_error(telegram: BotApi, door: TelegramDoor) -> None:
    message_id = await door.send(1, HELLO)
    await door.edit(1, message_id, HELLO)
    assert telegram.shown(1)[0].edits == 0


async def test_an_edit_of_a_message_that_is_gone_is_refused(door: TelegramDoor) -> None:
    with pytest.raises(Refused, match=r"(?i)message to edit not found"):
        await door.edit(1, 4711, HELLO)


async def test_an_edit_tells_why_as_sending_does(telegram: BotApi, door: TelegramDoor) -> None:
    telegram.fault("editMessageText", Fault.REFUSED, detail="Bad Request: message can't be edited")
    with pytest.raises(Refused, match=r"(?i)message can't be edited"):
        await door.edit(1, 1, HELLO)
    telegram.fault("editMessageText", Fault.FLOOD, detail=7)
    with pytest.raises(Later) as caught:
        await door.edit(1, 1, HELLO)
    assert caught.value.seconds == 7


# What each error means


@pytest.mark.parametrize(
    ("kind", "detail", "error", "words"),
    [
        (Fault.BLOCKED, None, Gone, "bot was blocked by the user"),
        (Fault.BLOCKED, "Forbidden: user is deactivated", Gone, "user is deactivated"),
        (Fault.BLOCKED, "Forbidden: bot was kicked from the supergroup chat", Gone, "kicked"),
        (Fault.BLOCKED, "Forbidden: bot can't initiate conversation with a user", Gone, "initiate"),
        (Fault.NOT_FOUND, None, Gone, "(?i)chat not found"),
        (Fault.REFUSED, "Bad Request: PEER_ID_INVALID", Gone, "(?i)peer_id_invalid"),
        (Fault.REFUSED, "Bad Request: group chat was deactivated", Gone, "(?i)deactivated"),
        (Fault.REFUSED, "Bad Request: message is too long", Refused, "(?i)too long"),
        (Fault.REFUSED, "Bad Request: not enough rights to send text messages to the chat", Refused, "(?i)rights"),
        (Fault.REFUSED, "Bad Request: message thread not found", Refused, "(?i)thread not found"),
        (Fault.MIGRATED, -100777, Moved, "-100777"),
        (Fault.FLOOD, 35, Later, "Flood control"),
        (Fault.SERVER_ERROR, None, Later, "Internal Server Error"),
        (Fault.BAD_GATEWAY, None, Later, "502"),
        (Fault.RESET, None, Later, "(?i)disconnected|reset"),
        (Fault.GARBAGE, None, Later, "without a result"),
        (Fault.CONFLICT, None, Later, "another running instance"),
        (Fault.LOST, None, Later, "(?i)disconnected|reset"),
    ],
)
async def test_each_error_of_telegram_means_one_thing(
    telegram: BotApi, door: TelegramDoor, kind: Fault, detail: object, error: type[DeliveryError], words: str
) -> None:
    telegram.fault("sendMessage", kind, detail=detail)
    with pytest.raises(error, match=words) as caught:
        await door.send(1, HELLO)
    assert type(caught.value) is error
    if isinstance(caught.value, Later):
        assert caught.value.seconds == (detail if kind is Fault.FLOOD else None)
    if isinstance(caught.value, Moved):
        assert caught.value.new_chat_id == detail
    assert len(telegram.shown(1)) == (1 if kind is Fault.LOST else 0)
    assert await door.send(1, HELLO) > 0


async def test_an_answer_that_does_not_come_in_time_means_later(telegram: BotApi) -> None:
    door = TelegramDoor(telegram.token, telegram.url, patience=replace(HASTY, tries=1))
    telegram.fault("getMe", Fault.TIMEOUT, detail=0.3)
    with pytest.raises(Later, match=r"no answer within 0\.15 s") as caught:
        await door.open({})
    await door.close()
    assert caught.value.seconds is None


async def test_a_chat_that_nobody_met_is_gone(door: TelegramDoor) -> None:
    with pytest.raises(Gone, match=r"(?i)chat not found"):
        await door.send(2, HELLO)


async def test_an_empty_message_is_refused(door: TelegramDoor) -> None:
    with pytest.raises(Refused, match=r"(?i)text is empty"):
        await door.send(1, Message((Span(" "),)))


async def test_an_address_where_nobody_answers_means_later(unused_tcp_port: int) -> None:
    door = TelegramDoor("1:token", f"http://127.0.0.1:{unused_tcp_port}", patience=replace(QUICK, tries=1))
    with pytest.raises(Later, match="Cannot connect"):
        await door.open({})
    await door.close()


@pytest.mark.parametrize("wait", [5, timedelta(seconds=5)])
def test_a_flood_is_understood_in_seconds_and_in_timedelta(wait: int | timedelta) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        later = meaning(RetryAfter(wait))
    assert isinstance(later, Later)
    assert later.seconds == 5


def test_an_error_of_no_known_kind_means_later() -> None:
    assert isinstance(meaning(TelegramError("what?")), Later)


# Listening


async def test_what_is_typed_comes_in_as_it_was(telegram: BotApi, door: TelegramDoor) -> None:
    inbox = Inbox()
    async with listening(door, inbox):
        update_id = telegram.say(7, "линкедин 🚫\nrussia", language="ru", user_id=70)
        await telegram.wait_for(lambda: inbox.taken)
    (news,) = inbox.taken
    assert news == Incoming(update_id, 7, 70, "ru", "линкедин 🚫\nrussia", message_id=news.message_id)
    assert inbox.offsets == [update_id + 1]


async def test_listening_waits_in_the_request_and_answers_at_once(telegram: BotApi) -> None:
    inbox = Inbox()
    door = TelegramDoor(telegram.token, telegram.url, patience=replace(HASTY, tries=20))
    await door.open({})
    async with listening(door, inbox, 1):
        await telegram.wait_for(lambda: telegram.calls("getUpdates"))
        await asyncio.sleep(1.5 * HASTY.total)
        assert len(telegram.calls("getUpdates")) == 1
        telegram.say(1, "hi")
        await telegram.wait_for(lambda: inbox.taken, 2)
    await door.close()
    params = telegram.calls("getUpdates")[0].params
    assert params["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
    assert params["timeout"] == str(QUICK.poll)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/status@regwire_bot linkedin russia", "/status linkedin russia"),
        ("/status@RegWire_Bot", "/status"),
        ("/status linkedin", "/status linkedin"),
        ("mail me@regwire_bot", "mail me@regwire_bot"),
    ],
)
async def test_a_command_addressed_to_this_bot_is_read_without_the_address(
    telegram: BotApi, door: TelegramDoor, typed: str, read: str
) -> None:
    inbox = Inbox()
    async with listening(door, inbox):
        telegram.say(-5, typed)
        await telegram.wait_for(lambda: inbox.taken)
    assert inbox.taken[0].text == read


async def test_what_is_not_for_us_is_passed_over_and_the_offset_moves_on(telegram: BotApi, door: TelegramDoor) -> None:
    inbox = Inbox()
    someone = {"id": 1, "is_bot": False, "first_name": "S"}
    chat = {"id": 1, "type": "private"}
    photo = {"message_id": 5, "date": 1, "chat": chat, "from": someone}
    telegram.say(-5, "/status@other_bot linkedin")
    telegram.update(edited_message=photo | {"text": "/status", "edit_date": 2})
    telegram.update(message=photo)
    telegram.update(a_kind_of_tomorrow={"what": "ever"})
    telegram.update(message={"shape": "nobody foresaw"})
    telegram.update(my_chat_member=telegram.membership(-5, "member", "administrator"))
    telegram.update(message="nonsense")
    telegram.update(callback_query={"id": "1", "from": someone, "chat_instance": "1", "inline_message_id": "x"})
    last = telegram.say(1, "for us")
    async with listening(door, inbox):
        await telegram.wait_for(lambda: telegram.offset == last + 1)
    assert [news.text for news in inbox.taken] == ["for us"]
    assert inbox.offsets[-1] == last + 1


async def test_updates_of_which_none_is_for_us_still_move_the_kept_offset(telegram: BotApi, door: TelegramDoor) -> None:
    inbox = Inbox()
    last = telegram.update(message={"shape": "nobody foresaw"})
    async with listening(door, inbox):
        await telegram.wait_for(lambda: inbox.offsets)
    assert (inbox.taken, inbox.offsets) == ([], [last + 1])


async def test_a_pressed_button_comes_in_and_stops_spinning_once_taken(telegram: BotApi, door: TelegramDoor) -> None:
    message_id = await door.send(1, replace(HELLO, buttons=((Button("Go", "go:1"),),)))
    inbox = Inbox()
    async with listening(door, inbox):
        query = telegram.press(1, "Go", language="ru")
        await telegram.wait_for(lambda: telegram.answered)
    assert telegram.answered == [query]
    (news,) = inbox.taken
    assert (news.chat_id, news.language, news.press, news.message_id, news.text) == (1, "ru", "go:1", message_id, None)


async def test_a_press_that_cannot_be_answered_holds_up_nothing(telegram: BotApi, door: TelegramDoor) -> None:
    await door.send(1, replace(HELLO, buttons=((Button("Go", "go"),),)))
    telegram.fault("answerCallbackQuery", Fault.REFUSED, detail="Bad Request: query is too old")
    telegram.fault("answerCallbackQuery", Fault.RESET)
    inbox = Inbox()
    async with listening(door, inbox):
        telegram.press(1, "Go")
        telegram.press(1, "Go")
        await telegram.wait_for(lambda: len(inbox.taken) == 2)
        telegram.say(1, "still there?")
        await telegram.wait_for(lambda: len(inbox.taken) == 3)
    assert not telegram.answered


async def test_a_chat_that_removes_the_bot_is_gone_until_it_takes_it_back(telegram: BotApi, door: TelegramDoor) -> None:
    inbox = Inbox()
    async with listening(door, inbox):
        telegram.block(1)
        telegram.block(1, False)
        telegram.update(my_chat_member=telegram.membership(-5, "administrator", "left"))
        telegram.update(my_chat_member=telegram.membership(-5, "left", "restricted"))
        telegram.update(my_chat_member=telegram.membership(-5, "restricted", "restricted", is_member=False))
        await telegram.wait_for(lambda: len(inbox.taken) == 5)
    assert [(news.chat_id, news.gone) for news in inbox.taken] == [
        (1, True),
        (1, False),
        (-5, True),
        (-5, False),
        (-5, True),
    ]


async def test_the_offset_moves_only_after_what_came_in_was_taken(telegram: BotApi, door: TelegramDoor) -> None:
    inbox = Inbox()
    inbox.fail = True
    first = telegram.say(1, "do not lose me")
    with pytest.raises(RuntimeError, match="database is away"):
        await door.listen(0, inbox.take)
    assert telegram.offset == 0
    inbox.fail = False
    async with listening(door, inbox):
        await telegram.wait_for(lambda: telegram.offset == first + 1)
    assert [news.id for news in inbox.taken] == [first]


async def test_nothing_more_is_asked_for_while_what_came_in_is_being_taken(
    telegram: BotApi, door: TelegramDoor
) -> None:
    asked: list[int] = []

    async def take(_: Sequence[Incoming], __: int) -> None:
        asked.append(len(telegram.calls("getUpdates")))
        await asyncio.sleep(0.05)
        asked.append(len(telegram.calls("getUpdates")))

    telegram.say(1, "hi")
    task = asyncio.create_task(door.listen(0, take))
    await telegram.wait_for(lambda: len(asked) == 2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert asked == [1, 1]


async def test_an_answer_lost_on_its_way_brings_the_update_again(telegram: BotApi, door: TelegramDoor) -> None:
    telegram.fault("getUpdates", Fault.LOST)
    update_id = telegram.say(1, "hi")
    inbox = Inbox()
    async with listening(door, inbox):
        await telegram.wait_for(lambda: telegram.offset == update_id + 1)
    assert [news.id for news in inbox.taken] == [update_id]


async def test_trouble_is_waited_out_with_a_growing_pause_and_a_line_in_the_log(
    telegram: BotApi, door: TelegramDoor, caplog: pytest.LogCaptureFixture
) -> None:
    for kind in (Fault.RESET, Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.GARBAGE, Fault.REFUSED):
        telegram.fault("getUpdates", kind)
    telegram.say(1, "after the storm")
    inbox = Inbox()
    async with listening(door, inbox):
        await telegram.wait_for(lambda: inbox.taken)
    lines = [line for line in caplog.messages if line.startswith("no updates from Telegram, next try in")]
    waits = [line.split("next try in ")[1].split(" s")[0] for line in lines]
    assert waits == ["0.01", "0.02", "0.04", "0.04", "0.04"]


async def test_another_poller_is_explained_in_the_log(
    telegram: BotApi, door: TelegramDoor, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = Inbox()
    async with listening(door, inbox):
        await telegram.wait_for(lambda: telegram.calls("getUpdates"))
        other = TelegramDoor(telegram.token, telegram.url, patience=replace(QUICK, pause=0.2))
        await other.open({})
        async with listening(other, Inbox()):
            await telegram.wait_for(lambda: "another running instance" in caplog.text)
        await other.close()
        telegram.say(1, "hi")
        await telegram.wait_for(lambda: inbox.taken)


async def test_a_flood_of_polls_waits_as_long_as_it_is_told(
    telegram: BotApi, door: TelegramDoor, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fault("getUpdates", Fault.FLOOD, detail=3)
    async with listening(door, Inbox()):
        await telegram.wait_for(lambda: "next try in 3 s" in caplog.text)


async def test_listening_ends_at_once_when_cancelled(telegram: BotApi, door: TelegramDoor) -> None:
    async with listening(door, Inbox()) as task:
        await telegram.wait_for(lambda: telegram.calls("getUpdates"))
    assert task.cancelled()


# The token


KINDS = tuple(kind for kind in Fault if kind is not Fault.FLOOD)


def _whole_story(error: BaseException) -> str:
    """An error, its traceback and all errors that hang on it, however hidden."""
    words = []
    found: list[BaseException | None] = [error]
    while found:
        one = found.pop()
        if one is not None:
            words += [repr(one), str(one), *map(repr, one.args), *traceback.format_exception(one)]
            found += [one.__cause__, one.__context__]
    return "\n".join(words)


async def test_the_token_is_in_no_log_and_no_error(
    telegram: BotApi, caplog: pytest.LogCaptureFixture, unused_tcp_port: int
) -> None:
    names = ["", "telegram", "httpx", "httpcore", "aiohttp", "asyncio", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    stories: list[str] = []
    urls = [telegram.url, telegram.url + "/wrong", f"http://127.0.0.1:{unused_tcp_port}", "nonsense:/"]
    try:
        asyncio.get_running_loop().set_debug(True)
        for url in urls:
            door = TelegramDoor(telegram.token, url, patience=replace(QUICK, tries=1, total=0.1))
            for name in names:
                logging.getLogger(name).setLevel(logging.DEBUG)
            stories += await _try_everything(door, telegram, KINDS if url == telegram.url else ())
            stories.append(repr(vars(door)["_bot"]) + repr(door))
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
    told = "\n".join([caplog.text, *stories, *(repr(vars(record)) for record in caplog.records)])
    assert "getUpdates" in told or "no updates" in told
    assert "502" in told
    assert telegram.token.partition(":")[2] not in told


async def _try_everything(door: TelegramDoor, telegram: BotApi, kinds: Sequence[Fault]) -> list[str]:
    """Ask for everything once in peace and once under each fault; returns what the errors tell."""
    stories = []
    for kind in (None, *kinds):
        if kind is not None:
            telegram.fault("*", kind, 2, detail=0.2 if kind is Fault.TIMEOUT else None)
        for attempt in (door.open({}), door.send(1, HELLO), door.edit(1, 1, HELLO), door.send(2, HELLO)):
            try:
                await attempt
            except DeliveryError as error:
                stories.append(_whole_story(error))
    telegram.fault("getUpdates", Fault.BAD_GATEWAY)
    telegram.fault("getUpdates", Fault.RESET)
    telegram.update(message={"shape": "nobody foresaw"})
    async with listening(door, Inbox()):
        await asyncio.sleep(0.05)
    await door.close()
    return stories


@pytest.mark.parametrize("page", ["The requested URL {} was not found", '{{"ok":false,"description":"at {}"}}'])
async def test_a_page_that_echoes_the_address_does_not_bring_the_token_in(page: str) -> None:
    token = "123456789:AAHsecret-of-the-tests_0123456789"

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        body = page.format(head.split(b" ")[1].decode()).encode()
        writer.write(b"HTTP/1.1 400 Bad\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    door = TelegramDoor(token, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", patience=QUICK)
    with pytest.raises(DeliveryError) as caught:
        await door.open({})
    await door.close()
    server.close()
    await server.wait_closed()
    assert "AAHsecret" not in _whole_story(caught.value)
