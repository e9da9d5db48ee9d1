"""Widgets are collected where they live."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _collected_on_the_main_thread() -> Iterator[None]:
    """As `ui.garbage` does it in the product; the leak guard collects after each test."""
    gc.disable()
    yield
    gc.enable()
