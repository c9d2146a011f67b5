"""What the command line does besides running the bot: poll once, look at sources, explain, evaluate."""

import asyncio
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bot.app import open_database, utc_now
from bot.settings import Settings
from feeds import catalog as catalogs
from feeds import poll
from feeds.fetch import Fetcher, FetchError
from feeds.journal import record, sources
from feeds.journal.sources import Standing
from feeds.model import Source
from feeds.parse import ParseError
from feeds.poll import Outcome, Poller
from feeds.record import BuiltIn
from feeds.sources import load_sources
from feeds.workers import ParsePool


async def poll_once(settings: Settings) -> None:
    """Poll every source once with a progress bar, then print a summary."""
    wanted = load_sources(settings.sources)
    console = Console()
    db = await open_database(settings)
    try:
        async with db.write() as tx:
            await sources.keep_sources(tx, wanted, utc_now())
            await sources.make_all_due(tx, utc_now())
            await record.take_in(tx, BuiltIn(), utc_now())
        concurrency = settings.fetch_concurrency
        async with (
            Fetcher(allow_private=settings.allow_private_addresses, concurrency=concurrency) as fetcher,
            ParsePool() as parser,
        ):
            poller = Poller(db, fetcher, parser, catalogs.load(), settings.interval, concurrency, utc_now)
            outcomes = await _poll_all(poller, len(wanted), console)
    finally:
        await db.close()
    _summarise(outcomes, console)


async def _poll_all(poller: Poller, total: int, console: Console) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with _progress(console) as bar:
        task = bar.add_task("polling", total=total)
        while len(outcomes) < total:
            made = await poll.once(poller, lambda _: bar.advance(task))
            if not made:
                break
            outcomes += made
    return outcomes


def _summarise(outcomes: Sequence[Outcome], console: Console) -> None:
    failed = [outcome for outcome in outcomes if outcome.error]
    first = sum(outcome.baseline and not outcome.error for outcome in outcomes)
    console.print(
        f"{len(outcomes)} sources polled, {len(outcomes) - len(failed)} answered, "
        f"{sum(outcome.new for outcome in outcomes)} new items, "
        f"{sum(outcome.changes for outcome in outcomes)} changes worth telling, "
        f"{first} first polls (a baseline: nobody is alerted)"
    )
    for outcome in failed:
        console.print(f"  {escape(outcome.source.name)}: {escape(outcome.error or '')}")


async def list_sources(settings: Settings) -> None:
    """Print every source with how it does."""
    wanted = load_sources(settings.sources)
    db = await open_database(settings)
    try:
        async with db.write() as tx:
            await sources.keep_sources(tx, wanted, utc_now())
        async with db.read() as tx:
            found = await sources.standings(tx)
    finally:
        await db.close()
    Console().print(_table(found))


def _table(found: Iterable[Standing]) -> Table:
    table = Table("source", "kind", "where", "last success", "last new", "failures", "why", box=None)
    for one in found:
        where = " ".join(filter(None, (one.source.country, one.source.language)))
        succeeded = one.succeeded.strftime("%Y-%m-%d %H:%M") if one.succeeded else "never"
        renewed = one.renewed.strftime("%Y-%m-%d %H:%M") if one.renewed else "never"
        table.add_row(
            escape(one.source.name), one.source.tier, where, succeeded, renewed, str(one.failures),
            escape(one.error or ""),
        )  # fmt: skip
    return table


async def check_sources(settings: Settings) -> int:
    """Fetch and parse every source, keep nothing, print what each gave; returns how many failed."""
    wanted = load_sources(settings.sources)
    console = Console()
    room = asyncio.Semaphore(settings.fetch_concurrency)
    async with (
        Fetcher(
            allow_private=settings.allow_private_addresses, concurrency=settings.fetch_concurrency
        ) as fetcher,
        ParsePool() as parser,
    ):  # fmt: skip
        with _progress(console) as bar:
            task = bar.add_task("checking", total=len(wanted))

            async def one(source: Source) -> str:
                async with room:
                    found = await _check(source, fetcher, parser)
                bar.advance(task)
                return found

            results = await asyncio.gather(*map(one, wanted))
    failed = 0
    for source, result in zip(wanted, results, strict=True):
        failed += not result.endswith("items")
        console.print(f"{escape(source.name)}: {escape(result)}")
    console.print(f"{len(wanted) - failed} of {len(wanted)} sources answer with a feed")
    return failed


async def _check(source: Source, fetcher: Fetcher, parser: ParsePool) -> str:
    try:
        return f"{len(await parser.parse(await fetcher.fetch(source.url)))} items"
    except (FetchError, ParseError) as error:
        return str(error)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def explain_lines(given: BinaryIO, out: BinaryIO, *, stories: bool, why: bool) -> None:
    """JSON lines in, JSON lines out, both in UTF-8; a bad line is answered in place."""
    from feeds.explain import explain  # noqa: PLC0415

    for line in explain(given, catalogs.load(), stories=stories, why=why):
        out.write(line.encode("utf-8", "replace") + b"\n")
        out.flush()


def evaluate_file(gold: Path, out: TextIO) -> None:
    """Print the figures of the understanding on labelled records."""
    from feeds.evaluate import report  # noqa: PLC0415

    out.write(report(gold, catalogs.load()) + "\n")
