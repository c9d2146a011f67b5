"""The written rules: who acts on whom, how real it is, and what is only told in passing."""

import pytest

from feeds.catalog import Catalog
from feeds.model import Text
from feeds.understand.acts import rules
from feeds.understand.mentions import survey


def read(known: Catalog, title: str, body: str = "") -> set[str]:
    """What the rules say, as "action company stage role"."""
    lang = "ru" if any("а" <= letter <= "я" for letter in title) else "en"
    verdict = rules(survey(Text(title, body, lang=lang), known), known)
    assert verdict is not None
    return {f"{action} {company or '-'} {one.stage} {one.role}" for (action, company), one in verdict.items()}


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Russia blocks LinkedIn", "block linkedin actual lead"),
        ("LinkedIn was blocked by the Russian regulator", "block linkedin actual lead"),
        ("LinkedIn blocked in Russia over data storage", "block linkedin actual lead"),
        ("The ministry bans the messaging app Telegram", "block telegram actual lead"),
        ("Zambia blocks every chat app, including WhatsApp", "block whatsapp actual lead"),
        ("Laos bans Pornhub and 40 other sites", "block - actual lead"),
        ("Court in Ankara lifts the block on Wikipedia", "unblock wikipedia actual lead"),
        ("Judge takes back his decision to ban Telegram", "unblock telegram actual lead"),
        ("Kathmandu court stays an order that bans PUBG Mobile", "unblock pubg-mobile actual lead"),
        ("Russia to pull LinkedIn: regulator may block LinkedIn next week", "block linkedin threat lead"),
        ("Russia denies blocking LinkedIn", "block linkedin denied lead"),
        ("Russia makes Google remove VPN apps from Google Play", "block - actual lead"),
        ("Ofcom opens an investigation into TikTok", "probe tiktok actual lead"),
        ("TikTok faces an investigation in Britain", "probe tiktok actual lead"),
        ("California sues Uber over pay", "probe uber actual lead"),
        ("Роскомнадзор заблокировал LinkedIn", "block linkedin actual lead"),
        ("LinkedIn в России заблокировали", "block linkedin actual lead"),
        ("В России заблокированы Signal и Viber", "block viber actual lead"),
        ("Доступ к Signal ограничат по требованию Генпрокуратуры", "block signal actual lead"),
        ("Роскомнадзор может заблокировать Signal", "block signal threat lead"),
        ("Суд отменил запрет Telegram", "unblock telegram actual lead"),
        ("Telegram в России частично заблокирован", "throttle telegram actual lead"),
    ],
)
def test_an_act_is_read(known: Catalog, title: str, said: str) -> None:
    assert said in read(known, title)


@pytest.mark.parametrize(
    "title",
    [
        "LinkedIn bans a startup",
        "Twitter suspends accounts of two senators",
        "Regulator bans adverts on Instagram",
        "Court bans Tesla from saying its cars drive themselves",
        "Huawei envoys are banned from the assembly",
        "Japan to block a Libra coin by Facebook",
        "A judge blocks the ministry from ordering Apple to remove an app",
        "Regulator blocks Microsoft merger",
        "Apple was fined by France for deliberately slowing iPhone models",
        "YouTube удалил канал блогера",
        "Facebook заблокировал страницу политика",
    ],
)
def test_what_is_no_ban_of_a_service_is_none(known: Catalog, title: str) -> None:
    waking = {one for one in read(known, title) if one.startswith(("block", "throttle")) and "actual lead" in one}
    assert not waking


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Minister defends ban on Huawei", "", "block huawei actual background"),
        ("LinkedIn leaves Russia after the regulator blocked LinkedIn", "", "block linkedin actual background"),
        ("LinkedIn remains blocked in Russia", "", "block linkedin actual background"),
        (
            "Regulator blocks 57 pirate sites",
            "They include The Pirate Bay and Telegram.",
            "block the-pirate-bay actual lead",
        ),
    ],
)
def test_what_is_told_in_passing_is_background_and_lists_are_read(
    known: Catalog, title: str, body: str, said: str
) -> None:
    assert said in read(known, title, body)


def test_the_country_is_the_acting_states(known: Catalog) -> None:
    verdict = rules(survey(Text("Italy blocks the Chinese app DeepSeek", ""), known), known)
    assert verdict is not None
    assert {one.country for one in verdict.values()} == {"IT"}


def test_a_language_without_rules_has_no_verdict(known: Catalog) -> None:
    assert rules(survey(Text("土耳其封锁维基百科", ""), known), known) is None


def test_every_block_of_the_grammar_reads_what_it_says(known: Catalog) -> None:
    for lang, speech in known.speeches.items():
        for cue in speech.of_rules:
            for sentence, expected in [(one, True) for one in cue.reads] + [(one, False) for one in cue.not_reads]:
                hits = speech.hits(known.fold(sentence)[1])[1]()
                found = any((hit.kind, hit.form) == (cue.kind, cue.form) for hit in hits)
                assert found is expected, f"{lang}: {cue.kind} {cue.form}: {sentence}"
