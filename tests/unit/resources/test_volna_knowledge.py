"""The knowledge loader names the file and the field of every mistake an editor can make."""

from datetime import date

import pytest

from resources.volna.errors import ContentError
from resources.volna.knowledge import load_articles, parse_article, parse_canned_replies
from resources.volna.operator import Language

ARTICLE = """+++
id = "sample"
language = "en"
title = "A sample"
topic = "general"
keywords = ["sample", "try"]
popularity = 5
updated = 2026-10-01
+++

Do this:
1. First.
2. Second.

## Why
- Because.
"""

REPLIES = """
[[reply]]
id = "hello"
language = "en"
title = "hello"
topic = "general"
popularity = 5
text = "{greeting|Hello}, {subscriber.first_name|this is us}!"

[[reply]]
id = "bye"
language = "en"
title = "bye"
topic = "general"
popularity = 4
text = "Goodbye!"
"""


def test_an_article_keeps_its_fields_and_body() -> None:
    article = parse_article(ARTICLE, file="sample.en.md")
    assert article.language is Language.EN
    assert article.keywords == ("sample", "try")
    assert article.updated == date(2026, 10, 1)
    assert article.body.startswith("Do this:\n1. First.")
    assert article.body.endswith("- Because.")


def test_articles_come_in_the_order_of_their_files() -> None:
    names = [f"{article.id}.{article.language}.md" for article in load_articles()]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("+++\nid", "---\nid", ""),
        ("id = ", "id ", ""),
        ("popularity = 5\n", "", "popularity"),
        ("popularity = 5", 'popularity = "5"', "popularity"),
        ("popularity = 5", "popularity = 5\nauthor = 'me'", "author"),
        ("updated = 2026-10-01", "updated = 'autumn'", "updated"),
        ('language = "en"', 'language = "de"', "language"),
        ('language = "en"', 'language = "ru"', "id"),
        ('id = "sample"', 'id = "another"', "id"),
        ('topic = "general"', 'topic = "weather"', "topic"),
        ('title = "A sample"', 'title = " "', "title"),
        ('keywords = ["sample", "try"]', "keywords = []", "keywords"),
        ('keywords = ["sample", "try"]', 'keywords = ["sample", " "]', "keywords"),
        ("2. Second.", "3. Second.", "body"),
        ("## Why", "### Why", "body"),
        ("## Why", "# Why", "body"),
        ("- Because.", "* Because.", "body"),
        ("- Because.", "  - Because.", "body"),
        ("- Because.", "See [this](that).", "body"),
        ("- Because.", "So <b>there</b>.", "body"),
    ],
)
def test_a_wrong_article_names_file_and_field(right: str, wrong: str, field: str) -> None:
    broken = ARTICLE.replace(right, wrong)
    assert broken != ARTICLE
    with pytest.raises(ContentError) as caught:
        parse_article(broken, file="sample.en.md")
    assert (caught.value.file, caught.value.field) == ("sample.en.md", field)
    assert str(caught.value).startswith("sample.en.md: ")


def test_a_line_may_begin_with_a_dialled_code() -> None:
    article = parse_article(ARTICLE.replace("- Because.", "*575*0# bans it."), file="sample.en.md")
    assert article.body.endswith("*575*0# bans it.")


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ("[[reply]]", "[[replies]]", "reply"),
        ('id = "bye"', 'id = "hello"', "id"),
        ('title = "bye"', 'title = "hello"', "title"),
        ('text = "Goodbye!"', 'text = " "', "reply[1].text"),
        ("popularity = 4\n", "", "reply[1].popularity"),
        ('language = "en"\ntitle = "bye"', 'language = "fr"\ntitle = "bye"', "reply[1].language"),
        ('topic = "general"\npopularity = 4', 'topic = "x"\npopularity = 4', "reply[1].topic"),
        ("Goodbye!", "Goodbye, {subscriber.surname|you}!", "reply[1].text"),
        ("Goodbye!", "Goodbye, {subscriber.first_name}!", "reply[1].text"),
        ("Goodbye!", "Goodbye, {subscriber.first_name|}!", "reply[1].text"),
        ("Goodbye!", "Goodbye, {agent.first_name!", "reply[1].text"),
        ("Goodbye!", "Goodbye, {{greeting}}!", "reply[1].text"),
    ],
)
def test_a_wrong_reply_names_file_and_field(right: str, wrong: str, field: str) -> None:
    assert len(parse_canned_replies(REPLIES)) == 2
    broken = REPLIES.replace(right, wrong)
    assert broken != REPLIES
    with pytest.raises(ContentError) as caught:
        parse_canned_replies(broken)
    assert (caught.value.file, caught.value.field) == ("canned_replies.toml", field)
