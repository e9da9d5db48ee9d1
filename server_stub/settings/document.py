"""The configuration as a person writes it in TOML, to what the rules are made of. Pure.

Where people count otherwise than programs, the file says it as they do: rooms and weights in chats
(`2.5`), spans of a day as `"09:00-21:00"`, weekdays and skills by name, people by login. A mistake
is named by its line, its field and its reason, all of them at once.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from protocol.configuration import AgentRules, Configuration, Flaw, Title
from server_stub.domain.found import Found
from server_stub.domain.settings import AGENTS, KINDS
from server_stub.settings.lines import Lines

NAMES: Mapping[str, str] = {
    "queues": "queue",
    "topics": "topic",
    "channels": "channel",
    "skills": "skill",
    "hours": "hours",
    "marks": "mark",
    "outcomes": "outcome",
    "breaks": "break",
    "groups": "group",
    AGENTS: "agent",
}
"""What an item of a kind is headed by: `[[queue]]`."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")

_FIELD_WRONG = (
    (Flaw.MISSING, re.compile(r"Object missing required field `([^`]*)`")),
    (Flaw.UNKNOWN, re.compile(r"Object contains unknown field `([^`]*)`")),
)

_WHERE = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")


_Item = TypeVar("_Item")


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a file: where, why, and what a reader of it should see."""

    line: int
    """0 where no line says it."""
    field: str
    reason: Flaw
    detail: str = ""


class DocumentRefused(Exception):
    """A file that is no configuration; `mistakes` says why, in the order of its lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = sorted(mistakes, key=lambda one: (one.line, one.field))
        super().__init__(str(self.mistakes))


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says."""

    configuration: Configuration
    agents: tuple[AgentRules, ...] = ()
    lines: Lines
    logins: Mapping[str, str]
    """By account; in the file people stand by login."""


class _Wrong(Exception):
    """A value that is none of its kind."""

    def __init__(self, field: str, reason: Flaw, detail: str = "") -> None:
        super().__init__(field)
        self.field, self.reason, self.detail = field, reason, detail


def from_toml(text: str, *, accounts: Mapping[str, str]) -> Document:
    """Read a file; `accounts` are known by login. Raises `DocumentRefused`."""
    lines = Lines(text)
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DocumentRefused([_broken(str(error))]) from None
    mistakes: list[Mistake] = []
    read: dict[str, list[Any]] = {}
    known = {*NAMES.values(), "operator"}
    for name in tables.keys() - known:
        mistakes.append(Mistake(line=lines.of(name, 0, ""), field=name, reason=Flaw.UNKNOWN))
    for kind, name in NAMES.items():
        read[kind] = []
        made_of = KINDS.get(kind, AgentRules)
        for place, table in enumerate(_tables(tables.get(name, []), name, lines, mistakes)):
            try:
                read[kind].append(_item(made_of, kind, table, accounts))
            except _Wrong as wrong:
                key = wrong.field.partition(".")[0]
                mistakes.append(
                    Mistake(
                        line=lines.of(name, place, key),
                        field=f"{kind}.{_called(table, place)}.{wrong.field}",
                        reason=wrong.reason,
                        detail=wrong.detail,
                    )
                )
    operator = None
    try:
        operator = _item(Title, "operator", tables.get("operator", {}), accounts)
    except _Wrong as wrong:
        line = lines.of("operator", 0, wrong.field)
        mistakes.append(Mistake(line=line, field=f"operator.{wrong.field}", reason=wrong.reason))
    if mistakes or operator is None:
        raise DocumentRefused(mistakes)
    agents = tuple(read.pop(AGENTS))
    lists = {kind: tuple(items) for kind, items in read.items()}
    configuration = Configuration(operator=operator, **lists)
    return Document(
        configuration=configuration,
        agents=agents,
        lines=lines,
        logins={account: login for login, account in accounts.items()},
    )


def mistake_of(document: Document, found: Found) -> Mistake:
    """Where in the file something stands that does not fit with the rest of it."""
    kind, _, rest = found.field.partition(".")
    name = NAMES.get(kind, kind)
    items: Sequence[Any] = (
        document.agents if kind == AGENTS else getattr(document.configuration, kind, ())
    )
    for place, item in enumerate(items):
        identity = item.account if kind == AGENTS else item.id
        if rest == identity or rest.startswith(f"{identity}."):
            within = rest[len(identity) + 1 :]
            called = document.logins.get(identity, identity) if kind == AGENTS else identity
            return Mistake(
                line=document.lines.of(name, place, within.partition(".")[0]),
                field=".".join(one for one in (kind, called, within) if one),
                reason=found.reason,
            )
    return Mistake(line=0, field=found.field, reason=found.reason)


def _tables(
    found: object, name: str, lines: Lines, mistakes: list[Mistake]
) -> Sequence[dict[str, Any]]:
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    mistakes.append(Mistake(line=lines.of(name, 0, ""), field=name, reason=Flaw.INVALID))
    return []


def _called(table: Mapping[str, Any], place: int) -> str:
    """How an item is named to who wrote it: by its id, else by its number."""
    return str(table.get("id") or table.get("login") or place + 1)


def _broken(message: str) -> Mistake:
    """What the parser says, with its line."""
    where = re.search(r"\(at line (\d+), column \d+\)", message)
    return Mistake(
        line=int(where[1]) if where else 0, field="", reason=Flaw.INVALID, detail=message
    )


def _item(
    made_of: type[_Item], kind: str, table: Mapping[str, Any], accounts: Mapping[str, str]
) -> _Item:
    """An item of a table. Raises `_Wrong`."""
    plain = _meant(kind, table, accounts)
    try:
        return msgspec.convert(plain, made_of)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from None


def _meant(kind: str, table: Mapping[str, Any], accounts: Mapping[str, str]) -> dict[str, Any]:
    plain = dict(table)
    if kind == AGENTS:
        if "account" in plain:
            raise _Wrong("account", Flaw.UNKNOWN)
        if "login" in plain:
            plain["account"] = _account(plain.pop("login"), accounts, "login")
    if kind == "groups" and "leads" in plain:
        leads = _listed(plain["leads"], "leads")
        plain["leads"] = [_account(login, accounts, f"leads.{login}") for login in leads]
    for field in ("weight", "room"):
        if field in plain:
            plain[field] = _hundredths(plain[field], field)
    for field in ("needs", "skills"):
        if field in plain:
            levels = plain[field]
            if not isinstance(levels, dict):
                raise _Wrong(field, Flaw.INVALID)
            plain[field] = [{"skill": skill, "level": level} for skill, level in levels.items()]
    if kind == "hours":
        if "week" in plain:
            plain["week"] = _week(plain["week"])
        if "days" in plain:
            plain["days"] = [_day(one) for one in _listed(plain["days"], "days")]
    return plain


def _account(login: object, accounts: Mapping[str, str], field: str) -> str:
    if not isinstance(login, str):
        raise _Wrong(field, Flaw.INVALID)
    account = accounts.get(login.strip().casefold())
    if account is None:
        raise _Wrong(field, Flaw.UNKNOWN)
    return account


def _hundredths(value: object, field: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise _Wrong(field, Flaw.INVALID)
    whole = Decimal(value) * 100
    if not whole.is_finite() or whole != int(whole):
        raise _Wrong(field, Flaw.INVALID, detail="hundredths of a chat are the finest")
    return int(whole)


def _week(value: object) -> list[list[dict[str, int]]]:
    if not isinstance(value, dict):
        raise _Wrong("week", Flaw.INVALID)
    for name in value.keys() - set(WEEKDAYS):
        raise _Wrong(f"week.{name}", Flaw.UNKNOWN)
    return [_spans(value.get(name, []), f"week.{name}") for name in WEEKDAYS]


def _day(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Wrong("days", Flaw.INVALID)
    plain = dict(value)
    if isinstance(plain.get("day"), date):
        plain["day"] = plain["day"].isoformat()
    if "spans" in plain:
        plain["spans"] = _spans(plain["spans"], f"days.{plain.get('day', '')}")
    return plain


def _spans(value: object, field: str) -> list[dict[str, int]]:
    spans = []
    for text in _listed(value, field):
        parts = _SPAN.fullmatch(text) if isinstance(text, str) else None
        if parts is None:
            raise _Wrong(field, Flaw.INVALID, detail="spans are written 09:00-21:00")
        hour, minute, end_hour, end_minute = map(int, parts.groups())
        if minute > 59 or end_minute > 59:
            raise _Wrong(field, Flaw.INVALID, detail="an hour has sixty minutes")
        spans.append({"begins": hour * 60 + minute, "ends": end_hour * 60 + end_minute})
    return spans


def _listed(value: object, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise _Wrong(field, Flaw.INVALID)
    return value


def _explained(message: str) -> _Wrong:
    """What msgspec says, as a field and a reason."""
    where = _WHERE.search(message)
    path = where["path"].replace("[", ".").replace("]", "") if where else ""
    said = _WHERE.sub("", message)
    for reason, pattern in _FIELD_WRONG:
        found = pattern.match(said)
        if found is not None:
            field = "login" if found[1] == "account" else found[1]
            return _Wrong(f"{path}.{field}".lstrip("."), reason)
    return _Wrong(path.lstrip("."), Flaw.INVALID, detail=said)
