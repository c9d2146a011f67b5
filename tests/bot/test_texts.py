"""The texts: every language has every key, with the same facts; every command and topic is named."""

import re
from pathlib import Path

import pytest

import bot.texts
from bot.commands import commands
from bot.message import utf16
from bot.texts import LANGUAGES, TextError, Texts, choose
from feeds.catalog import Catalog
from feeds.model import Action, State

FOLDER = Path(bot.texts.__file__).parent
KEY = re.compile(r"^([a-z][\w-]*) =(.*(?:\n[ }].*)*)", re.MULTILINE)
FACT = re.compile(r"\{\s*\$(\w+)")


def keys(language: str) -> dict[str, set[str]]:
    """Each key of a language with the facts it asks for."""
    return {key: set(FACT.findall(text)) for key, text in KEY.findall((FOLDER / f"{language}.ftl").read_text("utf-8"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_with_the_same_facts(language: str) -> None:
    own, first = keys(language), keys(LANGUAGES[0])
    assert own.keys() == first.keys()
    assert {key: facts - {"count"} for key, facts in own.items()} == {
        key: facts - {"count"} for key, facts in first.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_acts_states_commands_and_topics_are_all_named(known: Catalog, language: str) -> None:
    texts = Texts(language)
    wanted = [f"act-{action}-{form}" for action in Action for form in ("in", "somewhere", "all")]
    wanted += [f"doing-{action}" for action in Action]
    wanted += [f"state-{state}" for state in State]
    wanted += [f"command-{name}" for name, one in commands().items() if one.listed is not None]
    wanted += [f"topic-{topic}" for topic in known.topics]
    assert [key for key in wanted if not texts.has(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_command_descriptions_fit_telegram(language: str) -> None:
    texts = Texts(language)
    for name, one in commands().items():
        assert re.fullmatch("[a-z0-9_]{1,32}", name)
        assert one.listed is None or 3 <= utf16(texts(f"command-{name}")) <= 256


def test_every_key_is_used() -> None:
    code = "\n".join(path.read_text("utf-8") for path in FOLDER.parent.rglob("*.py"))
    built = (
        "act-",
        "doing-",
        "state-",
        "topic-",
        "command-",
        "usage-",
        "column-",
        "beside-",
        "scope-",
        "date-",
        "day-",
    )
    assert [key for key in keys("en") if f'"{key}"' not in code and not key.startswith(built)] == []


def test_a_missing_text_or_fact_is_an_error() -> None:
    texts = Texts("en")
    with pytest.raises(TextError):
        texts("no-such-text")
    with pytest.raises(TextError):
        texts("status-since")


@pytest.mark.parametrize(
    ("spoken", "chosen"), [("ru", "ru"), ("ru-RU", "ru"), ("en-GB", "en"), ("xx", "en"), (None, "en")]
)
def test_the_language_of_a_chat_is_the_nearest_offered(spoken: str | None, chosen: str) -> None:
    assert choose(spoken) == chosen
