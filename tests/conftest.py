"""What all tests share."""

import pytest

from feeds.catalog import Catalog, load


@pytest.fixture(scope="session")
def known() -> Catalog:
    """The built-in catalog, loaded once."""
    return load()
