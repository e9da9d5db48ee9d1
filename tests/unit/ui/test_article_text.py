"""What of an article goes to a subscriber: its ready answer, and nothing meant for the agent."""

import pytest

from resources.volna.knowledge import Article, load_articles
from ui.knowledge.article_text import answer_of, whole_text

BODY = """Check the number first.

## What not to promise
- A date.

## What to reply
I’m looking at it.
Tell me the address, please.

## See also
- Outages"""


def test_the_answer_is_what_stands_under_its_heading() -> None:
    assert answer_of(BODY) == "I’m looking at it.\nTell me the address, please."
    assert answer_of(BODY.replace("What to reply", "Что ответить")) == answer_of(BODY)
    assert answer_of(BODY.replace("## What to reply", "## What to do")) == ""
    assert "## " not in whole_text(BODY)


@pytest.mark.parametrize("article", load_articles(), ids=lambda a: f"{a.id}.{a.language}")
def test_every_article_that_ships_has_an_answer_one_would_send(article: Article) -> None:
    answer = answer_of(article.body)
    assert 60 <= len(answer) <= 360
    assert "\n" not in answer
