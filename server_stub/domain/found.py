"""A flaw in a configuration: where something does not fit, and why. Pure."""

from collections.abc import Collection, Iterable, Iterator

import msgspec

from protocol.configuration import Flaw
from server_stub.domain.errors import ConfigurationRefused


class Found(msgspec.Struct, frozen=True):
    """Where something does not fit, and why."""

    field: str
    reason: Flaw

    def refusal(self) -> ConfigurationRefused:
        """What says so to who wanted it."""
        return ConfigurationRefused(field=self.field, reason=self.reason.value)


def repeated(ids: Iterable[str], *, at: str) -> Iterator[Found]:
    """Those that come again."""
    seen = set()
    for one in ids:
        if one in seen:
            yield Found(f"{at}.{one}", Flaw.REPEATED)
        seen.add(one)


def unknown(
    ids: Iterable[str], known: Collection[str], *, at: str, whole: bool = False
) -> Iterator[Found]:
    """Those that are not known; `whole` where the field holds but one."""
    for one in ids:
        if one not in known:
            yield Found(at if whole else f"{at}.{one}", Flaw.UNKNOWN)
