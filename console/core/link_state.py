"""Where the link to the server stands, as the status bar tells it."""

from dataclasses import dataclass
from enum import StrEnum

from console.core.errors import HandshakeReason
from protocol.scalars import Millis


class LinkPhase(StrEnum):
    """The stations between nothing and «caught up»."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    SIGNING_IN = "signing_in"
    CATCHING_UP = "catching_up"
    CAUGHT_UP = "caught_up"
    SESSION_ENDED = "session_ended"
    """The token is worth nothing: somebody must sign in again. Nothing typed is lost."""
    VERSION_REFUSED = "version_refused"
    CERTIFICATE_ERROR = "certificate_error"


FINAL = frozenset({LinkPhase.SESSION_ENDED, LinkPhase.VERSION_REFUSED, LinkPhase.CERTIFICATE_ERROR})
"""Stations that trying again does not leave."""


_NEVER = Millis(0)


@dataclass(frozen=True, slots=True)
class LinkState:
    """A station, since when, and since when the console has been without a server at all.

    `reason` says what stands in the way, where that is known: always at the stations that trying
    again does not leave.
    """

    phase: LinkPhase = LinkPhase.OFFLINE
    since: Millis = _NEVER
    offline_since: Millis | None = _NEVER
    retry_at: Millis | None = None
    reason: HandshakeReason | None = None

    @property
    def live(self) -> bool:
        """Whether commands can be sent."""
        return self.phase in (LinkPhase.CATCHING_UP, LinkPhase.CAUGHT_UP)
