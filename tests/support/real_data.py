"""Real dialogs, questions and articles that others wrote, kept beside the repository."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

TestData = Callable[[str], Path]

_BESIDE = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def test_data() -> TestData:
    """Find a file of the real data: `test_data("star/dialogues.jsonl")`; skip where it is missing.

    It is looked for in $PULT_TEST_DATA, or else in ../shared/data beside the repository.
    """
    folder = Path(os.environ.get("PULT_TEST_DATA") or _BESIDE)

    def find(name: str) -> Path:
        path = folder / name
        if not path.exists():
            pytest.skip(f"NOT RUN: real data is missing: {path} (see PULT_TEST_DATA)")
        return path

    return find
