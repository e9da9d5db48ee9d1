"""The noise guard fails what complains and lets declared complaints pass."""

import logging

from tests.support.noise import ExpectNoise


def test_a_declared_warning_is_forgiven(expect_noise: ExpectNoise) -> None:
    expect_noise("link lost")
    logging.getLogger("pult.link").warning("link lost after %d s", 3)
