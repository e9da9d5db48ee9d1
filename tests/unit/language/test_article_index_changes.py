"""Keeping the index: changes in any order equal a replacement, nothing half done stays."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.article_index import ArticleIndex
from language.articles import Hit, IndexedArticle

_WORDS = ("тариф", "возврат", "деньги", "денег", "роуминг", "сигнал", "wi-fi", "*100#", "refund")
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=4).map(" ".join)
_ARTICLES = st.builds(
    IndexedArticle,
    id=st.sampled_from("абвгд"),
    language=st.sampled_from(("ru", "en")),
    title=_TEXTS,
    body=_TEXTS,
    keywords=st.lists(st.sampled_from(_WORDS), max_size=2).map(tuple),
    popularity=st.integers(0, 5),
)
_LIBRARIES = st.lists(_ARTICLES, unique_by=lambda article: article.id)
_QUERIES = (
    "",
    "т",
    "возвр",
    "деньга",
    "denga",
    "rjuuning",
    "ltymub",
    "wi",
    "*100#",
    "тариф возврат",
)


def _answers(index: ArticleIndex) -> list[list[Hit]]:
    return [
        *(index.search(query) for query in _QUERIES),
        *(index.suggest_for(" ".join(pair), limit=10) for pair in pairwise(_WORDS)),
    ]


@pytest.fixture
def index() -> Iterator[ArticleIndex]:
    with ArticleIndex.open(":memory:") as opened:
        yield opened


@settings(deadline=None)
@given(library=_LIBRARIES, before=_LIBRARIES, data=st.data())
def test_changes_in_any_order_make_the_same_index_as_a_replacement(
    library: list[IndexedArticle], before: list[IndexedArticle], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(library))
    cut = data.draw(st.integers(0, len(order)))
    stale = {article.id for article in before} - {article.id for article in library}
    with ArticleIndex.open(":memory:") as replaced, ArticleIndex.open(":memory:") as changed:
        replaced.replace(library, mark=7)
        changed.replace(before)
        changed.apply(order[:cut], mark=3)
        changed.apply(order[cut:], stale, mark=7)
        for _ in range(2):
            assert _answers(changed) == _answers(replaced)
            assert changed.mark() == replaced.mark() == 7
            assert len(changed) == len(replaced)
            changed.apply(library, stale)


def test_a_changed_article_is_found_by_its_new_words_only(index: ArticleIndex) -> None:
    index.apply([IndexedArticle("a", "ru", "Тариф", "деньги")], mark=1)
    index.apply([IndexedArticle("a", "ru", "Роуминг", "сигнал", popularity=3)], mark=2)
    assert index.search("тариф") == index.search("деньги") == []
    assert [hit.title for hit in index.search("роуминг сигнал")] == ["Роуминг"]
    assert index.suggest_for("тариф деньги") == []


def test_an_id_both_removed_and_changed_is_kept(index: ArticleIndex) -> None:
    index.apply([IndexedArticle("a", "ru", "Тариф", "")], ["a", "never there"])
    assert len(index) == 1


def test_without_a_mark_the_mark_stays(index: ArticleIndex) -> None:
    assert index.mark() == 0
    index.apply([], mark=5)
    index.apply([IndexedArticle("a", "ru", "Тариф", "")])
    assert index.mark() == 5


def test_rows_of_equal_wish_stand_beside_each_other(
    index: ArticleIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("language.article_index.crc32", lambda data: 1)
    index.replace(IndexedArticle(name, "ru", "Тариф", "") for name in "abc")
    index.apply([], ["b"])
    assert {hit.article_id for hit in index.search("тариф")} == {"a", "c"}


def test_a_change_that_fails_leaves_all_as_it_was(index: ArticleIndex) -> None:
    index.apply([IndexedArticle("a", "ru", "Тариф", "")], mark=1)

    def breaking() -> Iterator[IndexedArticle]:
        yield IndexedArticle("b", "ru", "Роуминг", "")
        raise ConnectionError

    for change in (index.replace, index.apply):
        with pytest.raises(ConnectionError):
            change(breaking(), mark=2)
        assert [hit.article_id for hit in index.popular()] == ["a"]
        assert index.search("роуминг") == []
        assert index.mark() == 1


def test_what_was_indexed_is_there_after_reopening(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path / "articles.db") as index:
        index.replace([IndexedArticle("a", "ru", "Тариф", "")], mark=9)
    with ArticleIndex.open(tmp_path / "articles.db") as index:
        assert [hit.article_id for hit in index.search("тариф")] == ["a"]
        assert index.mark() == 9


@pytest.mark.parametrize("change", [ArticleIndex.apply, ArticleIndex.replace])
def test_one_connection_searches_while_another_writes(
    tmp_path: Path, change: Callable[[ArticleIndex, Iterable[IndexedArticle]], None]
) -> None:
    path = tmp_path / "articles.db"
    with ArticleIndex.open(path) as reader:
        reader.replace([IndexedArticle("a", "ru", "Тариф", "")])
        found: list[int] = []

        def articles() -> Iterator[IndexedArticle]:
            found.append(len(reader.search("тариф")))
            yield IndexedArticle("a", "ru", "Тариф", "")
            yield IndexedArticle("b", "ru", "Тариф", "")

        with ArticleIndex.open(path) as writer:
            change(writer, articles())
        assert found == [1]
        assert len(reader.search("тариф")) == 2


def test_threads_that_open_a_new_index_at_once_start_it_once(tmp_path: Path) -> None:
    marks: list[int] = []
    together = threading.Barrier(4)

    def start(mark: int) -> None:
        together.wait()
        with ArticleIndex.open(tmp_path / "articles.db") as index:
            index.apply([IndexedArticle(str(mark), "ru", "Тариф", "")], mark=mark)
            marks.append(len(index.search("тариф", limit=99)))

    threads = [threading.Thread(target=start, args=(mark,)) for mark in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(marks) == 4


def test_an_outdated_index_starts_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "articles.db"
    with ArticleIndex.open(path) as index:
        index.replace([IndexedArticle("a", "ru", "Тариф", "")], mark=9)
    monkeypatch.setattr("language.article_index._VERSION", 10_000)
    with ArticleIndex.open(path) as index:
        assert (len(index), index.mark()) == (0, 0)


def test_a_damaged_index_starts_afresh(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    path.write_bytes(b"this was never a database" * 100)
    with ArticleIndex.open(path) as index:
        assert (len(index), index.mark()) == (0, 0)


def test_an_index_that_cannot_be_opened_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "articles.db").mkdir()
    with pytest.raises(sqlite3.OperationalError):
        ArticleIndex.open(tmp_path / "articles.db")
    assert (tmp_path / "articles.db").is_dir()


def test_a_connection_is_for_its_own_thread(index: ArticleIndex) -> None:
    refused: list[Exception] = []

    def search() -> None:
        try:
            index.search("тариф")
        except sqlite3.ProgrammingError as error:
            refused.append(error)

    thread = threading.Thread(target=search)
    thread.start()
    thread.join()
    assert len(refused) == 1
