"""The offline knowledge belongs to one store: of another, or of a past it lost, nothing stays."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from console.core.errors import SettingsError
from console.local.knowledge import KnowledgeBase
from protocol.answers import Knowledge
from protocol.ids import ArticleId
from protocol.knowledge import Article, CannedReply

PAGE = Knowledge(
    request=1,
    articles=[
        Article(
            id=ArticleId("roaming"),
            language="en",
            title="Roaming abroad",
            body="Switch it on first.",
            topic="services",
            keywords=[],
            popularity=1,
            updated="2026-11-20",
        )
    ],
    replies=[
        CannedReply(
            id="hello",
            language="en",
            title="Hello",
            text="Good afternoon.",
            topic="services",
            popularity=1,
        )
    ],
    removed_articles=[],
    removed_replies=[],
    through=40,
    more=False,
)


async def _kept(knowledge: KnowledgeBase) -> tuple[int, bool, bool, bool]:
    hits = await knowledge.search("roaming", limit=5, language="en")
    article = await knowledge.article("roaming", "en")
    return knowledge.mark, bool(hits), article is not None, bool(knowledge.replies)


async def test_the_copy_of_a_store_is_begun_anew_when_its_past_has_changed(tmp_path: Path) -> None:
    knowledge = KnowledgeBase(tmp_path)
    await knowledge.open()
    await knowledge.belong_to("one")
    await knowledge.take(PAGE)
    whole = (40, True, True, True)
    assert await _kept(knowledge) == whole
    await knowledge.belong_to("one")
    assert await _kept(knowledge) == whole
    await knowledge.aclose()

    again = KnowledgeBase(tmp_path)
    await again.open()
    await again.belong_to("one")
    assert await _kept(again) == whole
    await again.belong_to("two")
    nothing = (0, False, False, False)
    assert await _kept(again) == nothing
    await again.aclose()

    begun = KnowledgeBase(tmp_path)
    await begun.open()
    await begun.belong_to("two")
    assert await _kept(begun) == nothing
    await begun.take(PAGE)
    assert await _kept(begun) == whole
    await begun.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
async def test_a_full_disk_is_told_and_the_page_is_taken_when_there_is_room(
    tmp_path: Path,
) -> None:
    knowledge = KnowledgeBase(tmp_path)
    await knowledge.open()
    with _full_disk():
        with pytest.raises(SettingsError):
            await knowledge.belong_to("one")
        with pytest.raises(SettingsError):
            await knowledge.take(PAGE)
    assert await _kept(knowledge) == (0, False, False, False)
    await knowledge.belong_to("one")
    await knowledge.take(PAGE)
    assert await _kept(knowledge) == (40, True, True, True)
    await knowledge.aclose()


@contextmanager
def _full_disk() -> Iterator[None]:
    import resource  # noqa: PLC0415 (not everywhere)

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
