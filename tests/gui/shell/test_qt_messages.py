"""What Qt complains of is heard, but for what an offscreen screen says of every window."""

import logging

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QWidget

from tests.support.noise import ExpectNoise
from ui.qt_messages import heard


def test_a_window_with_limits_is_no_complaint_and_anything_else_is(
    qapp: object, caplog: pytest.LogCaptureFixture, expect_noise: ExpectNoise
) -> None:
    expect_noise("something is wrong")
    with caplog.at_level(logging.DEBUG), heard():
        window = QWidget()
        window.setMinimumSize(300, 200)
        window.show()
        window.close()
        qWarning("something is wrong")

    assert [(one.name, one.levelname, one.message) for one in caplog.records] == [
        ("pult.qt", "WARNING", "something is wrong")
    ]
