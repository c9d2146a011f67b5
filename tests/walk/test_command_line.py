"""The `regwire` command line, as real processes."""

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from feeds import __version__
from tests.standin.botapi import BotApi
from tests.standin.feeds import Entry, FeedServer, rss

BLOCK = Entry(
    "Russia blocks LinkedIn", "https://wire.example/1", None, "Roskomnadzor ordered providers to block LinkedIn."
)


async def started(folder: Path, *words: str, **settings: str) -> Process:
    """Start regwire with a database and settings of its own."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("REGWIRE_")}
    own |= {"REGWIRE_DATABASE_URL": f"sqlite:///{folder / 'cli.sqlite3'}"}
    own |= {f"REGWIRE_{name.upper()}": value for name, value in settings.items()}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=own, cwd=folder
    )


async def ran(folder: Path, *words: str, given: bytes = b"", **settings: str) -> tuple[int, str, str]:
    """Run regwire to its end; exit code, output, errors."""
    process = await started(folder, *words, **settings)
    out, err = await asyncio.wait_for(process.communicate(given), 50)
    return process.returncode or 0, out.decode(), err.decode()


def sources_file(folder: Path, *urls: str) -> str:
    """A list of sources."""
    path = folder / "sources.toml"
    path.write_text("".join(f'[[source]]\nurl = "{url}"\nname = "Source {n}"\n' for n, url in enumerate(urls, 1)))
    return str(path)


async def test_the_version(tmp_path: Path) -> None:
    assert await ran(tmp_path, "--version") == (0, f"regwire {__version__}\n", "")


async def test_a_wrong_setting_ends_the_start_with_one_line_and_exit_code_2(tmp_path: Path) -> None:
    code, out, err = await ran(tmp_path, "run", poll_interval="often")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "REGWIRE_POLL_INTERVAL='often': takes" in err


async def test_a_database_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    code, _, err = await ran(tmp_path, "migrate", database_url="sqlite:////proc/none/x.sqlite3")
    assert code == 2
    assert "database" in err
    assert "Traceback" not in err


async def test_a_sources_file_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    code, _, err = await ran(tmp_path, "run", sources=str(tmp_path / "none.toml"))
    assert code == 2
    assert "none.toml" in err
    assert "Traceback" not in err


async def test_poll_and_sources(tmp_path: Path) -> None:
    async with FeedServer() as feeds:
        feeds.publish("/a", rss([BLOCK]))
        wanted = sources_file(tmp_path, feeds.url("/a"), feeds.url("/gone"))
        code, out, _ = await ran(tmp_path, "poll", sources=wanted, allow_private_addresses="1")
        assert code == 0
        assert "2 sources polled, 1 answered, 1 new items" in out
        assert "404" in out
        code, out, _ = await ran(tmp_path, "sources", "list", sources=wanted, allow_private_addresses="1")
        assert code == 0
        assert "404" in out
        code, out, _ = await ran(tmp_path, "sources", "check", sources=wanted, allow_private_addresses="1")
        assert code == 1
        assert "1 of 2 sources answer with a feed" in out


async def test_explain_answers_each_line_and_a_bad_one_in_place(tmp_path: Path) -> None:
    given = [
        json.dumps({"id": "a", "title": "Russia blocks LinkedIn", "text": "", "published": "2016-11-17"}),
        "not json",
        '{"id": NaN, "title": "x"}',
        '{"id": "s", "title": "\\ud800 Russia blocks LinkedIn"}',
        json.dumps({"id": "b", "title": "Roskomnadzor has blocked LinkedIn", "text": "", "published": "2016-11-17"}),
    ]
    code, out, _ = await ran(tmp_path, "explain", "--stories", given="\n".join(given).encode())
    first, bad, worse, odd, last = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["companies"], first["countries"]) == (["LinkedIn"], ["RU"])
    assert [(e["company"], e["country"], e["action"], e["stage"], e["role"]) for e in first["events"]] == [
        ("LinkedIn", "RU", "block", "actual", "lead")
    ]
    assert "error" in bad
    assert "error" in worse
    assert odd["companies"] == ["LinkedIn"]
    assert first["story"] == last["story"]


async def test_the_demo_shows_each_alert_once_and_answers(tmp_path: Path) -> None:
    began = time.monotonic()
    code, out, err = await ran(tmp_path, "demo", poll_interval="nonsense", alert_max_age="0.0001", lc_all="C")
    assert code == 0, err
    assert time.monotonic() - began < 20
    for name, expected in EXPECTED.items():
        told = [line.partition(": ")[2] for line in out.splitlines() if line.startswith(f"[{name}]: ")]
        assert [line for line in told if line[:1] in {*SIGNS}][: len(expected)] == expected, name
    once = [line for line in out.splitlines() if line.startswith("[") and line.partition(": ")[2][:1] in {*SIGNS}]
    assert len(once) == sum(map(len, EXPECTED.values())) + len(("status linkedin", "status wikipedia"))
    assert out.count("(edited) ⛔ Russia blocks LinkedIn") >= len(EXPECTED)
    assert "Also reported by" in out
    assert "LinkedIn in Russia: blocked" in out
    assert "Timeline: LinkedIn in Russia" in out
    assert "Wikipedia in Russia: restored" in out


SIGNS = "⛔✅🐌💸📜🔎⚖✋🤝📘📴🗞⚠"
RULING, BLOCK_ACT, REFUSAL = (
    "⚖️ Russia: a ruling on LinkedIn",
    "⛔ Russia blocks LinkedIn",
    "✋ LinkedIn refuses to comply in Russia",
)
STORES = "🤝 Apple and Google comply in Russia"
EXPECTED = {name: [RULING, BLOCK_ACT, REFUSAL] for name in ("Lena", "Mark", "Dana", "Finn")}
EXPECTED["Rosa"] = [RULING, BLOCK_ACT, STORES, REFUSAL]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_bot_cleanly_within_five_seconds(tmp_path: Path, number: signal.Signals) -> None:
    async with FeedServer() as feeds, BotApi() as telegram:
        feeds.publish("/a", rss([BLOCK]))
        process = await started(
            tmp_path,
            "run",
            telegram_token=telegram.token,
            telegram_api_url=telegram.url,
            sources=sources_file(tmp_path, feeds.url("/a")),
            allow_private_addresses="true",
            poll_interval="0.2",
        )
        telegram.say(7, "/status linkedin russia")
        await telegram.wait_for(lambda: telegram.texts(7), seconds=15)
        began = time.monotonic()
        process.send_signal(number)
        _, err = await asyncio.wait_for(process.communicate(), 10)
        assert time.monotonic() - began < 5
        assert process.returncode == 0, err.decode()
        assert telegram.token not in err.decode()
        assert "Traceback" not in err.decode()


async def test_without_a_token_the_console_answers_and_says_so_in_one_line(tmp_path: Path) -> None:
    async with FeedServer() as feeds:
        feeds.publish("/a", rss([BLOCK]))
        given = b"/help\n/subscribe telegram\n/subscriptions\n/status\ntelegram\n/timeline\n/latest\n"
        wanted = sources_file(tmp_path, feeds.url("/a"))
        code, out, err = await ran(tmp_path, "run", given=given, sources=wanted, allow_private_addresses="1")
        assert code == 0, err
        assert "no Telegram token" in out.splitlines()[0]
        for words in ("What you can ask", "Now watching Telegram", "• Telegram", "whom to look up:", "whose:"):
            assert out.count(words) == 1 + (words.endswith(":"))


async def test_a_token_telegram_does_not_know_is_told_in_words(tmp_path: Path) -> None:
    async with BotApi() as telegram:
        code, _, err = await ran(tmp_path, "run", telegram_token="1:wrong", telegram_api_url=telegram.url)
        assert code == 2
        assert "1:wrong" not in err
        assert "token" in err
        assert "Traceback" not in err
