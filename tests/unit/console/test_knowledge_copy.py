"""The offline knowledge belongs to one store: of another, or of a past it lost, nothing stays."""

from pathlib import Path

from console.local.knowledge import KnowledgeBase
from protocol.answers import Knowledge
from protocol.ids import ArticleId
from protocol.values import Article, CannedReply

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
