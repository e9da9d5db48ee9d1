"""The words under names: found under the right one, and empty where nothing is said."""

import runpy
import sys

import pytest

from protocol import asyncapi, docstrings

DOCUMENTED = 1
"""Said of a constant."""
SILENT = 2
lower = 3
"""Not a constant."""
DOCUMENTED += 0


class Owner:
    """Not of an attribute."""

    silent = 1
    plain = 2
    """Said of plain."""
    typed: int = 3
    """Said
    in two lines."""
    first, second = 1, 2
    "Of neither."

    def method(self) -> None:
        """Not of an attribute either."""


def test_the_text_under_a_constant_is_its_own() -> None:

    assert docstrings.of_constants(sys.modules[__name__]) == {
        "DOCUMENTED": "Said of a constant.",
        "SILENT": "",
    }


def test_the_text_under_an_attribute_is_its_own() -> None:
    assert docstrings.of_attributes(Owner) == {
        "silent": "",
        "plain": "Said of plain.",
        "typed": "Said\nin two lines.",
    }


def test_the_command_prints_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(asyncapi.__file__, run_name="__main__")
    assert capsys.readouterr().out == asyncapi.text()
