"""The noise guard fails what complains and lets declared complaints pass."""

import io
import logging

from server_stub.observability import set_up_logging
from tests.support.noise import ExpectNoise, hearing_logs


def test_a_declared_warning_is_forgiven(expect_noise: ExpectNoise) -> None:
    expect_noise("link lost")
    logging.getLogger("pult.link").warning("link lost after %d s", 3)


def test_a_server_that_logged_in_this_process_leaves_nobody_deaf(expect_noise: ExpectNoise) -> None:
    said = io.StringIO()
    set_up_logging(stream=said)
    with hearing_logs():  # as the next test does
        expect_noise("link lost")
        logging.getLogger("pult.link").warning("link lost after %d s", 3)
    assert not said.getvalue()
