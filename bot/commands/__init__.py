"""The chat commands, one file each, found by their place: a file with a COMMAND is a command."""

import importlib
import pkgutil
from collections.abc import Mapping

from bot.desk import Command


def commands() -> Mapping[str, Command]:
    """Every command by its name, the listed ones first and in their order."""
    found: list[Command] = [
        importlib.import_module(f"{__name__}.{module.name}").COMMAND
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {one.name: one for one in sorted(found, key=lambda one: (one.listed is None, one.listed or 0, one.name))}
