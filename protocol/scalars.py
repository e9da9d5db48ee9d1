"""The scalars of the wire with their limits, and what every value on it is made on.

Times are milliseconds since 1970, UTC (`Millis`); money is in kopecks; both are whole numbers.
"""

from typing import Annotated, NewType, dataclass_transform

import msgspec
from msgspec import Meta

from protocol import limits

Millis = NewType("Millis", int)
CLEAN = r"\A[^\x00]*\Z"
"""No NUL anywhere: PostgreSQL cannot store one, and nobody types one."""

Text = Annotated[str, Meta(min_length=1, max_length=limits.TEXT_CHARACTERS, pattern=CLEAN)]
Comment = Annotated[str, Meta(max_length=limits.COMMENT_CHARACTERS, pattern=CLEAN)]
Words = Annotated[str, Meta(max_length=limits.TEXT_CHARACTERS, pattern=CLEAN)]
"""A text that may be empty, because something else goes with it."""

FileName = Annotated[str, Meta(min_length=1, max_length=limits.FILE_NAME_CHARACTERS, pattern=CLEAN)]
Name = Annotated[str, Meta(min_length=1, max_length=limits.NAME_CHARACTERS, pattern=CLEAN)]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"\A[a-z0-9_.-]+\Z")]
"""A short identifier out of a catalogue: a queue, a topic, an outcome, a reason, a field."""

Id = Annotated[str, Meta(min_length=8, max_length=40, pattern=r"\A[a-z0-9-]+\Z")]
"""An identifier that one of the sides made."""

Secret = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""32 bytes in hex."""

Count = Annotated[int, Meta(ge=0, le=2**53)]
"""A sequence number, a revision, an epoch, a time: whole, and exact in every JSON reader."""


# Type checkers do not see that a Struct inherits `frozen`, unless told. A value holds other values
# and never itself: there are many, and who collects garbage need not look at any.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A value on the wire; unknown fields are ignored, so that a server may be newer."""
