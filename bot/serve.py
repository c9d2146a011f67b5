"""`regwire run`: the program on Telegram with a token, else in the console over the real sources."""

import sys

from bot.app import opened, run
from bot.door import Door
from bot.front.console import ConsoleDoor
from bot.settings import Settings
from bot.texts import LANGUAGES, Texts
from feeds.record import BuiltIn
from feeds.sources import load_sources


async def serve(settings: Settings) -> None:
    """Run until cancelled. Raises SourcesError, RecordError, DatabaseError, CatalogError, DeliveryError."""
    wanted = load_sources(settings.sources)
    door, name = _door(settings)
    async with opened(settings, door, name, wanted, built_in=BuiltIn()) as app:
        if settings.telegram_token is None:
            sys.stdout.write(Texts(LANGUAGES[0])("console-hello") + "\n\n")
            sys.stdout.flush()
        await run(app)


def _door(settings: Settings) -> tuple[Door, str]:
    if settings.telegram_token is None:
        return ConsoleDoor(), "console"
    from bot.front.telegram import TelegramDoor  # noqa: PLC0415 - the library takes a while to load

    token = settings.telegram_token.get_secret_value()
    return TelegramDoor(token, settings.telegram_api_url), f"telegram:{token.partition(':')[0]}"
