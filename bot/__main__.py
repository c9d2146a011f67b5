"""The `regwire` command line. What a command needs is loaded when it runs, so that the program starts at once."""

import asyncio
import signal
import sys
from collections.abc import Callable, Coroutine
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.settings import PREFIX, Settings, SettingsError, load
from feeds import __version__

app = typer.Typer(
    name="regwire",
    help="Tells people in chat when a state acts against a company.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
sources_app = typer.Typer(help="The feeds that are read.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")
bench_app = typer.Typer(help="What things cost, against a baseline of the same run.", no_args_is_help=True)
app.add_typer(bench_app, name="bench")


def main() -> None:
    """Run the command line; expected errors end it with one line and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if stream.encoding == "ascii" else None, errors="replace")
    try:
        app()
    except Exception as error:
        if not isinstance(error, _expected()):
            raise
        print(f"regwire: {_blamed(error)}{error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)


def _blamed(error: Exception) -> str:
    """The setting that an error is about, where it is about one."""
    names = {"SourcesError": "SOURCES", "DatabaseError": "DATABASE_URL", "BadToken": "TELEGRAM_TOKEN"}
    name = names.get(type(error).__name__)
    return f"{PREFIX}{name}: " if name else ""


def _expected() -> tuple[type[Exception], ...]:
    """The errors that are told in words; their rooms are loaded only when one has come."""
    from bot.door import DeliveryError  # noqa: PLC0415
    from feeds.catalog import CatalogError  # noqa: PLC0415
    from feeds.db import DatabaseError  # noqa: PLC0415
    from feeds.record import RecordError  # noqa: PLC0415
    from feeds.sources import SourcesError  # noqa: PLC0415

    return (SettingsError, SourcesError, RecordError, DatabaseError, CatalogError, DeliveryError)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"regwire {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _version_: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    pass


@app.command()
def run() -> None:
    """Run the bot: on Telegram with a token, else in the console."""
    from bot.serve import serve  # noqa: PLC0415

    settings = _settings(quiet_console=True)
    _until_stopped(lambda: serve(settings))


@app.command()
def demo(
    chat: Annotated[bool, typer.Option("--chat", help="Stay open for typing when the story is told.")] = False,
) -> None:
    """Play a story through the real way: local feeds, a temporary database, the console chat."""
    from bot.demo import play  # noqa: PLC0415
    from bot.logs import set_up  # noqa: PLC0415

    set_up("error", "console")
    _until_stopped(lambda: play(stay=chat))


@app.command()
def poll() -> None:
    """Poll every source once and say what came of it."""
    from bot.tools import poll_once  # noqa: PLC0415

    settings = _settings(quiet=True)
    _until_stopped(lambda: poll_once(settings))


@sources_app.command("list")
def sources_list() -> None:
    """Every source with how it does: last success, last new item, failures and why."""
    from bot.tools import list_sources  # noqa: PLC0415

    settings = _settings(quiet=True)
    _until_stopped(lambda: list_sources(settings))


@sources_app.command("check")
def sources_check() -> None:
    """Fetch and parse every source without keeping anything; exit code 1 when one fails."""
    from bot.tools import check_sources  # noqa: PLC0415

    settings = _settings(quiet=True)
    if _until_stopped(lambda: check_sources(settings)):
        raise typer.Exit(1)


@app.command()
def explain(
    stories: Annotated[bool, typer.Option("--stories", help="Group the whole input into stories.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Say what led to each claim and what stopped the others.")] = False,
) -> None:
    """Read JSON lines {"id","title","text","published","lang"} on the standard input, write what each says happened."""
    from bot.tools import explain_lines  # noqa: PLC0415

    explain_lines(sys.stdin.buffer, sys.stdout.buffer, stories=stories, why=why)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="JSON lines, labelled records.", exists=True, dir_okay=False)],
) -> None:
    """Measure the understanding against labelled records: precision, recall and F by language."""
    from bot.tools import evaluate_file  # noqa: PLC0415

    try:
        evaluate_file(gold, sys.stdout)
    except ValueError as error:
        raise SettingsError(f"these are no labelled records: {error}") from None


@bench_app.command("understand")
def bench_understand(
    keywords: Annotated[bool, typer.Option(help="Measure keyword watches up to a million too.")] = True,
) -> None:
    """Items read a second, against a bare scan of the same automaton; and the cost of keyword watches."""
    from bot.bench.understand import bench  # noqa: PLC0415

    bench(sys.stdout, keywords=keywords)


@app.command()
def migrate() -> None:
    """Bring the database up to date and end."""
    from bot.app import open_database  # noqa: PLC0415

    settings = _settings(quiet=True)

    async def work() -> None:
        db = await open_database(settings)
        await db.close()
        typer.echo(f"The database is up to date: {settings.database_url}")

    _until_stopped(work)


def _settings(*, quiet: bool = False, quiet_console: bool = False) -> Settings:
    """The settings in force, with logging set up: quieter where the terminal is for people."""
    from bot.logs import set_up  # noqa: PLC0415

    settings = load()
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    hush = (quiet or (quiet_console and not token)) and "log_level" not in settings.model_fields_set
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    set_up("error" if hush else settings.log_level, settings.log_format, [token, key])
    return settings


def _until_stopped(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run a coroutine; Ctrl-C and SIGTERM cancel it, and that is a clean end."""

    async def guarded() -> Any:
        task = asyncio.current_task()
        loop = asyncio.get_running_loop()
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True
            if task:
                task.cancel()

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        try:
            return await work()
        except asyncio.CancelledError:
            if not stopped:
                raise
            return None

    return asyncio.run(guarded())


if __name__ == "__main__":
    main()
