"""What all tests share."""

from collections.abc import Mapping

import pytest

from bot.texts import Texts
from bot.texts import load as load_texts
from feeds.catalog import Catalog, load


@pytest.fixture(scope="session")
def texts() -> Mapping[str, Texts]:
    """The texts of every language, loaded once."""
    return load_texts()


@pytest.fixture(scope="session")
def known() -> Catalog:
    """The built-in catalog, loaded once."""
    return load()
