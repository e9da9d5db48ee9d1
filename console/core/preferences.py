"""What a person has set up for himself: sections of values, forgiving of what was kept."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta


class Section(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the preferences; what another version has written beside it is ignored."""


class ThemeChoice(StrEnum):
    """Which theme is wanted. SYSTEM follows the desktop where it tells, else it is light."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Accent(StrEnum):
    """The one colour that marks focus, choice and the first thing to do."""

    TEAL = "teal"
    BLUE = "blue"
    VIOLET = "violet"
    PLUM = "plum"
    GRAPHITE = "graphite"


class Density(StrEnum):
    """How much room is left around what is read."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"


class Motion(StrEnum):
    """Whether anything may move by itself. SYSTEM follows the desktop where it tells."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


TEXT_PERCENTS = (90, 100, 110, 125, 150)
"""Sizes of text one can choose."""


class Appearance(Section, frozen=True):
    """How the windows look."""

    theme: ThemeChoice | None = None
    """None: as it was chosen on this machine before signing in."""
    accent: Accent = Accent.TEAL
    density: Density = Density.COMFORTABLE
    text_percent: Annotated[int, Meta(ge=TEXT_PERCENTS[0], le=TEXT_PERCENTS[-1])] = 100
    motion: Motion = Motion.SYSTEM


class AlertKind(StrEnum):
    """What may call for a person."""

    OFFER = "offer"
    """A conversation is offered to him."""
    LATE = "late"
    """A subscriber of his has waited too long."""
    HELP = "help"
    """A colleague has asked him into a conversation, or about a message of one."""
    MESSAGE = "message"
    """A subscriber of his has written, and he has not seen it."""
    COLLEAGUE = "colleague"
    """A colleague has written, and he has not seen it."""
    LINK = "link"
    """There is no server."""
    BOARD = "board"
    """A threshold of a lead's board is passed, and he has not seen that."""


class Sound(StrEnum):
    """The sounds there are."""

    NONE = "none"
    CHIME = "chime"
    DROP = "drop"
    KNOCK = "knock"
    BELL = "bell"
    HORN = "horn"


class AlertRule(Section, frozen=True):
    """How one kind of alert is told."""

    sound: Sound = Sound.NONE
    repeat_s: Annotated[int, Meta(ge=0, le=600)] = 0
    """Rings again after as many seconds while nobody acts; 0: once."""
    only_behind: bool = False
    """Silent while a window of ours is in front."""
    card: bool = False
    """A card over all windows stays until someone acts, while ours are behind."""

    @property
    def sounds(self) -> bool:
        """Whether it is heard at all."""
        return self.sound is not Sound.NONE


class Alerts(Section, frozen=True):
    """How a person is called."""

    offer: AlertRule = AlertRule(sound=Sound.CHIME, repeat_s=5, card=True)
    late: AlertRule = AlertRule(sound=Sound.KNOCK, repeat_s=30, card=True)
    help: AlertRule = AlertRule(sound=Sound.BELL, repeat_s=30, card=True)
    """A subscriber waits behind the colleague."""
    message: AlertRule = AlertRule(sound=Sound.DROP, only_behind=True, card=True)
    colleague: AlertRule = AlertRule(only_behind=True, card=True)
    """Nobody waits at the other end as a subscriber does: seen, not heard."""
    link: AlertRule = AlertRule(sound=Sound.HORN)
    board: AlertRule = AlertRule(sound=Sound.BELL)
    volume_percent: Annotated[int, Meta(ge=0, le=100)] = 70
    quiet_on_break: bool = True
    """Nothing rings while he is on a break; what is to be seen is shown all the same."""

    def rule(self, kind: AlertKind) -> AlertRule:
        """How this kind is told."""
        return _RULES[kind](self)

    def with_rule(self, kind: AlertKind, rule: AlertRule) -> "Alerts":
        """The same with another rule for this kind."""
        return msgspec.structs.replace(self, **{kind.value: rule})


_RULES: dict[AlertKind, Callable[[Alerts], AlertRule]] = {
    AlertKind.OFFER: lambda alerts: alerts.offer,
    AlertKind.LATE: lambda alerts: alerts.late,
    AlertKind.HELP: lambda alerts: alerts.help,
    AlertKind.MESSAGE: lambda alerts: alerts.message,
    AlertKind.COLLEAGUE: lambda alerts: alerts.colleague,
    AlertKind.LINK: lambda alerts: alerts.link,
    AlertKind.BOARD: lambda alerts: alerts.board,
}


class Privacy(Section, frozen=True):
    """What others near the screen may see."""

    hide_names: bool = False
    """No subscriber's name or words in window titles and cards outside the desk."""
    lock_after_min: Annotated[int, Meta(ge=0, le=240)] = 15
    """Minutes without a touch until the desk is locked; 0: never."""


class Absence(Section, frozen=True):
    """What is said for a person who has left his desk."""

    away_after_min: Annotated[int, Meta(ge=0, le=240)] = 10
    """Minutes without a touch until no new chats come to him; 0: only what he says himself."""


class Writing(Section, frozen=True):
    """How one writes."""

    undo_s: Annotated[int, Meta(ge=0, le=10)] = 5
    """A text can be taken back so many seconds after Enter; 0: it goes at once."""
    spelling: bool = True
    """What is misspelt is underlined."""
    own_words: tuple[str, ...] = ()
    """Words that are right though no dictionary has them."""
    layout: bool = True
    """What was typed in the wrong keyboard layout is noticed."""
    guarded: bool = True
    """What is doubtful about a text is said before it goes."""
    internal_words: tuple[str, ...] = ()
    """Words for colleagues only, besides those that everybody is warned of."""


class Keys(Section, frozen=True):
    """Which commands have other keys than we gave them."""

    changed: dict[str, str] = {}


class Preferences(msgspec.Struct, frozen=True):
    """Everything that can be set up, each with a default that suits most."""

    appearance: Appearance = Appearance()
    alerts: Alerts = Alerts()
    writing: Writing = Writing()
    privacy: Privacy = Privacy()
    absence: Absence = Absence()
    keys: Keys = Keys()


def encode(preferences: Preferences) -> str:
    """As one line to be kept; what stands at its default is left out."""
    sections = {
        field: value
        for field in Preferences.__struct_fields__
        if (value := getattr(preferences, field)) != getattr(_DEFAULTS, field)
    }
    return msgspec.json.encode(sections).decode()


def decode(kept: str) -> Preferences:
    """From what was kept, whoever wrote it: a section that cannot be read is at its default."""
    try:
        raw = msgspec.json.decode(kept, type=dict[str, Any])
    except msgspec.DecodeError:
        return _DEFAULTS
    return Preferences(**_readable(raw))


def _readable(raw: Mapping[str, Any]) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    for field in Preferences.__struct_fields__:
        kind = type(getattr(_DEFAULTS, field))
        try:
            sections[field] = msgspec.convert(raw.get(field, {}), kind)
        except msgspec.ValidationError:
            continue
    return sections


_DEFAULTS = Preferences()
