"""The learned weights of the reader: model -> feature -> weight, small enough to read. Made by feeds.understand.learn."""

import json
from collections.abc import Mapping
from pathlib import Path

from feeds.catalog.loading import CatalogError

Weights = Mapping[str, Mapping[str, float]]


def weights_of(path: Path) -> Weights:
    """The weights of a file; none if it is not there, and then only the written rules decide."""
    if not path.is_file():
        return {}
    try:
        found: Weights = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CatalogError(f"{path.name}: {error}; make it anew with python -m feeds.understand.learn") from error
    return found
