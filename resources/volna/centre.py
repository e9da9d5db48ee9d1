"""The contact centre of the invented operator «Волна»: its rules as shipped, and its topics."""

import tomllib
from functools import cache
from importlib import resources

from resources.volna.operator import TopicId

FILE = "centre.toml"


def centre_text() -> str:
    """The file, as `admin settings import` would read it."""
    return resources.files("resources.volna").joinpath(FILE).read_text(encoding="utf-8")


@cache
def topic_ids() -> frozenset[TopicId]:
    """What a subscriber may pick when he enters the chat."""
    return frozenset(TopicId(topic["id"]) for topic in tomllib.loads(centre_text())["topic"])
