"""Canned replies in words: whose they are, what is wrong with one, what variables are called."""

from PySide6.QtCore import QCoreApplication, QLocale

from console.core import canned
from console.core.reply_drafts import Fault, ReplyDraft
from console.viewmodels import formats
from console.viewmodels.reply_rows import Clash, ReplyRow
from protocol import limits
from protocol.knowledge import CannedReply, ReplyScope
from protocol.scalars import Millis
from protocol.workplace import Workplace
from ui.widgets import plain_text

translate = QCoreApplication.translate

_SHOWN = 40


def whose(reply: CannedReply | ReplyDraft, workplace: Workplace | None) -> str:
    """Whose a reply is."""
    match reply.scope:
        case ReplyScope.OWN:
            return translate("Replies", "mine")
        case ReplyScope.COMMON:
            return translate("Replies", "shared")
        case ReplyScope.GROUP:
            queues = workplace.queues if workplace else ()
            title = next((one.title for one in queues if one.id == reply.queue), reply.queue or "")
            return plain_text.plain_line(title, shown=_SHOWN)


def place_line(draft: ReplyDraft, workplace: Workplace | None) -> str:
    """Whose it is and in which language, where neither changes any more."""
    if draft.scope is ReplyScope.OWN:
        place = translate("Replies", "Your own template")
    elif draft.scope is ReplyScope.COMMON:
        place = translate("Replies", "Shared template")
    else:
        place = translate("Replies", "Template of the group “{name}”").format(
            name=whose(draft, workplace)
        )
    return f"{place} · {language_title(draft.language)}"


def scope_title(scope: ReplyScope) -> str:
    """A scope to choose."""
    match scope:
        case ReplyScope.OWN:
            return translate("Replies", "Only me")
        case ReplyScope.GROUP:
            return translate("Replies", "A group")
        case ReplyScope.COMMON:
            return translate("Replies", "All")


def keeper_line(scope: ReplyScope) -> str:
    """Who changes a reply that one cannot change oneself."""
    match scope:
        case ReplyScope.OWN:
            return ""
        case ReplyScope.GROUP:
            return translate(
                "Replies", "Only leads change group templates. Make a copy to change it."
            )
        case ReplyScope.COMMON:
            return translate(
                "Replies", "Only editors change shared templates. Make a copy to change it."
            )


def language_title(language: str) -> str:
    """The language of a reply, in its own words."""
    return {"ru": "Русский", "en": "English"}.get(language, language)


def variable_title(variable: str) -> str:
    """What a variable is called."""
    titles = {
        "greeting": translate("Replies", "greeting"),
        "subscriber.first_name": translate("Replies", "first name"),
        "subscriber.tariff": translate("Replies", "tariff"),
        "subscriber.balance": translate("Replies", "balance"),
        "subscriber.renewal_date": translate("Replies", "renewal day"),
        "agent.first_name": translate("Replies", "my name"),
    }
    return titles[variable]


def written(text: str) -> str:
    """A text as a person writes it: «{имя|здравствуйте}»."""
    return canned.renamed(text, {one: variable_title(one) for one in canned.VARIABLES})


def unwritten(text: str) -> str:
    """What a person wrote, as it is kept: its variables are called the same in each language."""
    return canned.renamed(text, {variable_title(one): one for one in canned.VARIABLES})


def readable(text: str) -> str:
    """A text with its variables called as people call them."""
    return canned.fill(text, {}, {one: variable_title(one) for one in canned.VARIABLES})


def fault_line(fault: Fault, draft: ReplyDraft) -> str:
    """What is wrong and what to do."""
    match fault:
        case Fault.TITLE_MISSING:
            return translate("Replies", "Give it a title: it is found by the words of its title.")
        case Fault.TITLE_LONG:
            return translate(
                "Replies", "The title is too long: {limit} characters at most."
            ).format(limit=limits.NAME_CHARACTERS)
        case Fault.SHORTCUT_ODD:
            return translate(
                "Replies", "A shortcut is one word of letters and digits, for example /thanks."
            )
        case Fault.TEXT_MISSING:
            return translate("Replies", "Write the text that will be inserted.")
        case Fault.TEXT_LONG:
            return translate(
                "Replies", "The text is too long by %n character(s).", "", _over(draft)
            )
        case Fault.VARIABLE_UNKNOWN:
            unknown = canned.unknown_variables(draft.text)[0]
            words = translate(
                "Replies",
                "There is no variable “{name}”: take one under the text, or leave the braces out.",
            )
            return words.format(name=plain_text.plain_line(unknown, shown=_SHOWN))
        case Fault.BRACE_STRAY:
            return translate(
                "Replies", "A brace stands alone: a variable is written as {name}."
            ).replace("{name}", f"{{{variable_title('subscriber.tariff')}}}")


def clash_line(clash: Clash) -> str:
    """What has happened to it meanwhile."""
    match clash:
        case Clash.NONE:
            return ""
        case Clash.CHANGED:
            return translate("Replies", "Somebody has changed this template since you began.")
        case Clash.GONE:
            return translate("Replies", "Somebody has deleted this template since you began.")


def uses_line(row: ReplyRow) -> str:
    """How often it was used."""
    if row.mine:
        mine = translate("Replies", "You have sent it %n time(s)", "", row.mine)
        if row.last:
            day = formats.day(Millis(row.last))
            mine = translate("Replies", "{times}, last on {day}").format(times=mine, day=day)
    else:
        mine = translate("Replies", "You have not sent it yet")
    if row.everybody is None or row.draft.scope is ReplyScope.OWN:
        return mine
    everybody = translate("Replies", "whole team: {count}").format(
        count=QLocale().toString(row.everybody)
    )
    return f"{mine} · {everybody}"


def _over(draft: ReplyDraft) -> int:
    return len(draft.text) - limits.TEXT_CHARACTERS
