"""Knowledge search as one types: our index against plain FTS5 with bm25, 100,000 made-up articles.

Half Russian and half English, words put together of real prefixes, roots and endings, so that the
beginnings of words are as uneven as in life. Each query is two words of one article, typed letter
by letter; some are in another form, mistyped or in the wrong layout.
"""

import argparse
import itertools
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.machine import OtherCpu
from language.article_index import ArticleIndex
from language.articles import IndexedArticle
from language.keyboard_layout import turned
from language.word_forms import warm_up

# ruff: noqa: SIM905 - lists of words read better as text

_SEED = 20260
_TITLE_WORDS = 7
_BODY_WORDS = 120
_STEMS = 8_000
_LIMIT = 10
_QUERIES = 120
_CHANGED = 200
# Plain FTS5 takes hundreds of milliseconds for a letter: a part of the queries tells enough.
_PLAIN_QUERIES = 60

_RU_PREFIXES = [
    "",
    "",
    "",
    *"в вы до за из на не о об от пере по под при про пред раз рас с у без воз вос".split(),
]
_RU_ROOTS = (
    "тариф пакет связ номер баланс платеж плат карт интернет трафик скорост роуминг звон вызов"
    " абонент договор услуг подписк сообщен смс минут гигабайт лимит списан возврат счет чек долг"
    " устройств телефон аппарат симк сет покрыт сигнал антенн модем роутер настро ключ парол код"
    " кабинет приложен сайт заявк жалоб вопрос ответ оператор салон магазин адрес достав заказ"
    " товар скидк акци бонус балл подар срок дат врем час день недел месяц год рубл деньг банк"
    " перевод пополн оплат работ ход вод став лож крыт пис каз чит смотр слуш говор прос реш мен"
    " бор дел вид зн мог хот лов брос верн держ тян кин бег стро чист мест точ цен част стран"
    " город дом семь друг дет имен паспорт данн документ прав закон блок запрет опасн мошен"
).split()  # fmt: skip
_RU_SUFFIXES = ["", "", "", *"ник ени ани ость тель к н ов ск ива ова чик ств".split()]
_RU_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах", "ый", "ого", "ая", "ть", "ет")
_EN_PREFIXES = ["", "", "", *"re un pre over out sub inter dis mis".split()]
_EN_ROOTS = (
    "plan bundle connect number balance pay card network traffic speed roam call ring customer"
    " contract service subscribe message text minute limit charge refund account bill debt device"
    " phone handset sim cover signal antenna modem router set key pass code cabinet app site"
    " request claim question answer agent shop store address deliver order item discount offer"
    " bonus point gift term date time hour day week month year money bank transfer top work go"
    " carry put open write show read look listen speak ask solve change choose do see know catch"
    " throw turn hold draw run build clean place point price part country city home family friend"
    " child name document right law block forbid danger fraud port activate expire renew share"
).split()  # fmt: skip
_EN_SUFFIXES = ["", "", "", *"er ment ness able ion al ful less ize".split()]
_EN_ENDINGS = ("", "", "s", "ed", "ing", "ly")


_T = TypeVar("_T")


class _Took(NamedTuple):
    """How long something took by the clock and of the processor: others slow down the first."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Forms of words by how often they are used."""

    forms: Sequence[tuple[str, ...]]
    cumulative: Sequence[float]

    def draw(self, chance: random.Random, count: int) -> list[tuple[str, ...]]:
        return chance.choices(self.forms, cum_weights=self.cumulative, k=count)


def main(argv: list[str]) -> None:
    """Build both indexes, type the queries into both, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks search")
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    parser.add_argument("--articles", type=int, default=100_000)
    wanted = parser.parse_args(argv)

    def say(text: str) -> None:
        if not wanted.json:
            print(text, flush=True)

    chance = random.Random(_SEED)
    articles = list(_articles(chance, wanted.articles))
    queries = [_query(chance, chance.choice(articles)) for _ in range(_QUERIES)]
    warm_up()
    with tempfile.TemporaryDirectory() as folder, OtherCpu() as others:
        place = Path(folder)
        with ArticleIndex.open(place / "ours.db") as index:
            _, built = _timed(partial(index.replace, articles))
            say(f"ours: {len(articles):,} articles indexed in {built.clock:.0f} s")
            _, changed = _timed(partial(index.apply, _changed(articles)))
            say(f"ours: {_CHANGED} articles changed in {changed.clock:.1f} s")
            ours = partial(index.search, limit=_LIMIT)
            typed = [_times(ours, query) for query in queries]
        say(_told("ours", typed))
        with closing(sqlite3.connect(place / "plain.db")) as connection:
            _, plainly_built = _timed(partial(_index_plainly, connection, articles))
            say(f"plain FTS5: indexed in {plainly_built.clock:.0f} s")
            plain = partial(_search_plainly, connection)
            plainly_typed = [_times(plain, query) for query in queries[:_PLAIN_QUERIES]]
        say(_told("plain FTS5, bm25 of title and body", plainly_typed))
    our_p99, plain_p99 = _p99(typed[:_PLAIN_QUERIES]), _p99(plainly_typed)
    say(others.told())
    print(
        json.dumps(
            {
                "articles": len(articles),
                "keystroke_p99_ms": round(_p99(typed), 2),
                "plain_fts5_ratio": round(plain_p99 / our_p99, 1),
                "keystroke_cpu_p99_ms": round(_p99(typed, "processor"), 2),
                "build_s": round(built.clock),
                "build_cpu_s": round(built.processor),
                "changes_per_s": round(_CHANGED / changed.clock),
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )


def _changed(articles: list[IndexedArticle]) -> list[IndexedArticle]:
    """Some articles with a word more."""
    return [replace(article, body=f"{article.body} новое") for article in articles[:_CHANGED]]


def _index_plainly(connection: sqlite3.Connection, articles: list[IndexedArticle]) -> None:
    with connection:
        connection.execute("create virtual table plain using fts5(title, body)")
        connection.executemany(
            "insert into plain values (?, ?)",
            ((article.title, article.body) for article in articles),
        )
        connection.execute("insert into plain(plain) values ('optimize')")


def _search_plainly(connection: sqlite3.Connection, query: str) -> object:
    quoted = " ".join(f'"{word}"' for word in query.split())
    statement = "select title from plain where plain match ? order by rank limit ?"
    return connection.execute(statement, (f"{quoted}*", _LIMIT)).fetchall()


def _articles(chance: random.Random, count: int) -> Iterator[IndexedArticle]:
    russian = _vocabulary(chance, _RU_PREFIXES, _RU_ROOTS, _RU_SUFFIXES, _RU_ENDINGS)
    english = _vocabulary(chance, _EN_PREFIXES, _EN_ROOTS, _EN_SUFFIXES, _EN_ENDINGS)
    for number in range(count):
        language, vocabulary = (("ru", russian), ("en", english))[number % 2]
        title = vocabulary.draw(chance, _TITLE_WORDS)
        body = vocabulary.draw(chance, _BODY_WORDS)
        yield IndexedArticle(
            id=f"article-{number}",
            language=language,
            title=" ".join(chance.choice(forms) for forms in title).capitalize(),
            body=" ".join(forms[number % len(forms)] for forms in body).capitalize() + ".",
            popularity=int(chance.paretovariate(1)),
        )


def _vocabulary(chance: random.Random, *parts: Sequence[str]) -> _Vocabulary:
    """Words in all their forms, used as unevenly as words are (Zipf)."""
    *stem_parts, endings = parts
    stems = sorted({"".join(pieces) for pieces in itertools.product(*stem_parts)})
    chance.shuffle(stems)
    del stems[_STEMS:]
    forms = [tuple(stem + ending for ending in endings) for stem in stems]
    weights = (1 / (rank + 10) for rank in range(len(forms)))
    return _Vocabulary(forms, list(itertools.accumulate(weights)))


def _query(chance: random.Random, article: IndexedArticle) -> str:
    """Two words of the article as a person may type them."""
    words = [
        chance.choice(article.title.split()),
        chance.choice([*article.title.split(), *article.body.split()]),
    ]
    query = " ".join(word.strip(".").lower() for word in words)
    slip = chance.random()
    if slip < 0.1:
        at = chance.randrange(1, len(query) - 1)
        return query[:at] + query[at + 1 :]
    if slip < 0.2:
        return turned(query) or query
    if slip < 0.4:
        return query[:-1]  # another form: the ending differs
    return query


def _times(search: Callable[[str], object], query: str) -> list[_Took]:
    """Milliseconds of each keystroke of the query."""
    beginnings = (query[:length] for length in range(1, len(query) + 1))
    took = (_timed(partial(search, typed))[1] for typed in beginnings)
    return [_Took(clock * 1_000, processor * 1_000) for clock, processor in took]


def _timed(work: Callable[[], _T]) -> tuple[_T, _Took]:
    start, used = time.perf_counter(), time.thread_time()
    result = work()
    return result, _Took(time.perf_counter() - start, time.thread_time() - used)


def _p99(typed: list[list[_Took]], by: str = "clock") -> float:
    return _percentile([getattr(took, by) for query in typed for took in query], 0.99)


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def _told(name: str, typed: list[list[_Took]]) -> str:
    every = [took.clock for query in typed for took in query]
    first = [query[0].clock for query in typed]
    return (
        f"{name}: {len(every)} keystrokes, p50 {_percentile(every, 0.5):.2f},"
        f" p95 {_percentile(every, 0.95):.2f}, p99 {_percentile(every, 0.99):.2f},"
        f" worst {max(every):.1f} ms; first letter p50 {_percentile(first, 0.5):.2f} ms"
    )
