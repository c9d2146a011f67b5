"""`regwire demo`: the story of LinkedIn in Russia, played through the real way over real sockets.

A feed server of its own, a database in a temporary folder, the console chat, and a clock that stands at the story's
days: poll -> understand -> fold -> fan out -> deliver, and questions answered from the record.
"""

import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot import reception
from bot.app import App, opened, run, settle
from bot.demo.chapters import BASELINE, CHAPTERS, Chapter
from bot.demo.server import FeedServer
from bot.front.console import ConsoleDoor
from bot.model import Incoming
from bot.settings import Settings
from feeds import poll
from feeds.journal import sources

WATCHERS = {
    1: ("Lena", "/subscribe linkedin"),
    2: ("Mark", "/subscribe microsoft"),
    3: ("Rosa", "/subscribe russia"),
    4: ("Dana", "/subscribe topic data localization"),
    5: ("Finn", "/subscribe MSFT"),
}
QUESTIONS = ("/status linkedin russia", "/timeline linkedin russia", "/status wikipedia russia")


@dataclass
class StoryClock:
    """A clock that stands where the story is."""

    now: datetime

    def __call__(self) -> datetime:
        """The story's time."""
        return self.now


async def play(*, stay: bool) -> None:
    """Play the story and end; with `stay`, go on as a chat. Prints to the standard output."""
    clock = StoryClock(BASELINE.day)
    names = {number: f"[{name}]" for number, (name, _) in WATCHERS.items()}
    door = ConsoleDoor(names=names, language="en")
    with tempfile.TemporaryDirectory(prefix="regwire-demo-") as folder:
        settings = Settings.model_construct(
            database_url=f"sqlite:///{Path(folder) / 'demo.sqlite3'}",
            allow_private_addresses=True,
        )
        async with FeedServer() as server, opened(settings, door, "demo", server.sources(), clock) as opened_app:
            app = replace(opened_app, post=replace(opened_app.post, at_once=1))
            ids = count(1)
            await _chapter(app, server, clock, BASELINE)
            _say("Five people subscribe")
            for chat_id, (_, words) in WATCHERS.items():
                await _ask(app, next(ids), chat_id, words)
            for chapter in CHAPTERS:
                await _chapter(app, server, clock, chapter)
            _say("Lena asks")
            for words in QUESTIONS:
                sys.stdout.write(f"[Lena] > {words}\n")
                await _ask(app, next(ids), 1, words)
            if stay:
                _say("Now you are Lena: type a command or a name, /help, or Ctrl-D to end")
                await run(app)


async def _chapter(app: App, server: FeedServer, clock: StoryClock, chapter: Chapter) -> None:
    """A day passes: it is published, polled, told."""
    _say(f"{chapter.day:%-d %B %Y}. {chapter.heading}")
    clock.now = chapter.day
    for article in chapter.articles:
        sys.stdout.write(f"  {article.publisher} publishes: {article.title}\n")
        server.publish(article, chapter.day)
        async with app.db.write() as tx:
            await sources.make_all_due(tx, clock.now)
        await poll.once(app.poller)
        clock.now += timedelta(minutes=1)
        await settle(app)


async def _ask(app: App, number: int, chat_id: int, words: str) -> None:
    asked = Incoming(number, chat_id, chat_id, "en", text=words)
    await reception.keep(app.reception, [asked], number + 1)
    await settle(app)


def _say(heading: str) -> None:
    sys.stdout.write(f"\n── {heading} ──\n\n")
    sys.stdout.flush()
