"""Reads the catalog's TOML files into records, and says in words what is wrong with them."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import rtoml

from feeds.catalog.records import Company, Country, Law, Regulator, Topic

Record = TypeVar("Record", Company, Country, Regulator, Law, Topic)


class CatalogError(Exception):
    """The catalog's data is wrong; the message names the file, the block and what to mend."""


@contextmanager
def kept() -> Iterator[None]:
    """While all that is made is kept: looking for rubbish among it would find none and take a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def blocks(path: Path, name: str) -> Iterator[dict[str, Any]]:
    """The [[name]] blocks of one file."""
    try:
        # four hundred milliseconds with tomllib, sixty with this
        data = rtoml.loads(path.read_text(encoding="utf-8"))
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path.name}: {error}") from error
    for other in data.keys() - {name}:
        raise CatalogError(f"{path.name}: [[{other}]] is not known here; blocks are called [[{name}]]")
    found = data.get(name, [])
    if not isinstance(found, list):
        raise CatalogError(f"{path.name}: write [[{name}]], with two brackets")
    yield from found


def records(paths: list[Path], kind: Callable[..., Record], name: str) -> MappingProxyType[str, Record]:
    """All records of one kind, by id."""
    found: dict[str, Record] = {}
    where: dict[str, str] = {}
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for path in paths:
        for block in blocks(path, name):
            record = _record(block, kind, known, path.name)
            if record.id in found:
                raise CatalogError(f'{path.name}: id "{record.id}" stands in {where[record.id]} already')
            found[record.id], where[record.id] = record, path.name
    return MappingProxyType(found)


def _record(block: dict[str, Any], kind: Callable[..., Record], known: dict[str, Field[Any]], file: str) -> Record:
    who = f'{file}: "{block.get("id", block.get("name", "?"))}"'
    values = {}
    for key, value in block.items():
        if key not in known:
            raise CatalogError(f"{who}: field {key} is not known; known are {', '.join(known)}")
        many = known[key].default == ()
        if many and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise CatalogError(f"{who}: {key} takes a list of texts")
        if not many and not isinstance(value, str):
            raise CatalogError(f"{who}: {key} takes a text")
        values[key] = tuple(value) if many else value
    if kind is Regulator:
        values.setdefault("country", None)
    if kind is Law:
        values.setdefault("country", None)
    for key, field in known.items():
        if key not in values and field.default is MISSING:
            raise CatalogError(f"{who}: {key} is missing")
    return kind(**values)
