"""What README says is so."""

import re
from pathlib import Path

from bot.__main__ import app, bench_app, sources_app
from bot.demo.chapters import CHAPTERS

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def test_it_shows_the_demo_and_holds_no_blanks() -> None:
    assert "@@" not in README
    shown = README.split("```text")[1].split("```")[0]
    assert any(chapter.heading in shown for chapter in CHAPTERS)
    assert "[Lena]: ⛔ Russia blocks LinkedIn" in shown
    assert "[Lena]: ⛔ LinkedIn in Russia: blocked\nSince 17 Nov 2016\nBy Roskomnadzor" in shown


def test_it_names_every_command_of_the_command_line() -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    names += [f"sources {one.name}" for one in sources_app.registered_commands if one.name == "list"]
    names += [f"bench {one.name}" for one in bench_app.registered_commands]
    assert [name for name in names if f"`regwire {name}" not in README] == []


def test_its_two_commands_are_there() -> None:
    assert re.search(r"^python3 -m venv .*regwire demo$", README, re.MULTILINE)
    assert re.search(r"^python3 -m venv .*pytest.*$", README, re.MULTILINE)
