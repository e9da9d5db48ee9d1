"""Ten thousand frames that no program of ours would send, through real sockets, in bulk."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from protocol import codec, commands, version
from protocol.answers import Answer, Desk, EnteredVisit, Refused, VisitPage
from protocol.errors import ErrorCode, ProtocolError
from protocol.ids import new_id
from protocol.people import Role
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import connected
from tests.support.wire_examples import COMMANDS, GOLDEN

FRAMES = 10_000
EXAMPLE = 250
BATCH = 125
DEADLINE = 120.0
FAST = {
    "commands_per_second": 1_000_000,
    "commands_burst": 1_000_000,
    "visit_commands_per_second": 1_000_000,
    "visit_commands_burst": 1_000_000,
}

Frame = bytes
_GOLDENS: list[dict[str, Any]] = [
    json.loads((GOLDEN / f"commands/{verb}.json").read_bytes()) for verb in sorted(COMMANDS)
]
_RAW = (
    b"NaN",
    b"-Infinity",
    b"1e400",
    b"9223372036854775808",
    b"-1",
    b"1" * 5000,
    b"0.5",
    b"true",
    b"null",
    b'""',
    b'"\\ud800"',
    b'"\\ud83d\\u0041"',
    b'"\\u0000"',
    b'"\xff\xfe"',
    b'"\xed\xa0\x80"',
    b'"__proto__"',
    b'"' + b"x" * 5000 + b'"',
    b"[" * 300 + b"]" * 300,
    b"[" * 20_000,
    b'{"a":' * 300 + b"1" + b"}" * 300,
    b"{}",
    b"[]",
)


def _text(command: dict[str, Any]) -> bytes:
    return json.dumps(command, ensure_ascii=False, separators=(",", ":")).encode()


def _pairs(fields: list[tuple[str, bytes]]) -> bytes:
    return b"{" + b",".join(json.dumps(key).encode() + b":" + raw for key, raw in fields) + b"}"


def _raw_fields(command: dict[str, Any]) -> list[tuple[str, bytes]]:
    return [(key, json.dumps(value).encode()) for key, value in command.items()]


def _replaced(command: dict[str, Any], random: Random) -> bytes:
    fields = _raw_fields(command)
    place = random.randrange(len(fields))
    fields[place] = (fields[place][0], random.choice(_RAW))
    return _pairs(fields)


def _without(command: dict[str, Any], random: Random) -> bytes:
    fields = _raw_fields(command)
    del fields[random.randrange(len(fields))]
    return _pairs(fields)


def _extra(command: dict[str, Any], random: Random) -> bytes:
    name = random.choice(["__proto__", "role", "constructor", "\ud800", "", "owner", "x" * 2000])
    return _pairs([*_raw_fields(command), (name, random.choice(_RAW))])


def _doubled(command: dict[str, Any], random: Random) -> bytes:
    fields = _raw_fields(command)
    key, raw = random.choice(fields)
    return _pairs([*fields, (key, random.choice([raw, *_RAW]))])


def _swapped(command: dict[str, Any], random: Random) -> bytes:
    other = random.choice(_GOLDENS)
    return _text({**command, "verb": random.choice([other["verb"], "admin", "Send", "sign_in "])})


def _broken(command: dict[str, Any], random: Random) -> bytes:
    text = bytearray(_text(command))
    for _ in range(random.randint(1, 4)):
        text[random.randrange(len(text))] = random.randrange(256)
    return bytes(text)


def _cut(command: dict[str, Any], random: Random) -> bytes:
    text = _text(command)
    return text[: random.randrange(len(text))]


def _same(command: dict[str, Any], random: Random) -> bytes:
    del random
    return _text(command)


_MUTATIONS: list[Callable[[dict[str, Any], Random], bytes]] = [
    _replaced,
    _replaced,
    _without,
    _extra,
    _doubled,
    _swapped,
    _broken,
    _cut,
    _same,
]
_mutated = st.builds(
    lambda golden, mutation, seed: mutation(golden, Random(seed)),
    st.sampled_from(_GOLDENS),
    st.sampled_from(_MUTATIONS),
    st.integers(0, 2**64),
)
_frames = st.one_of(_mutated, _mutated, _mutated, st.binary(max_size=200))


def corpus() -> list[Frame]:
    """The same frames at every run; drawn in lists, because drawing costs more than sending."""
    frames: list[Frame] = []

    @settings(
        max_examples=FRAMES // EXAMPLE * 2,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(_frames, min_size=EXAMPLE, max_size=EXAMPLE))
    def draw(drawn: list[Frame]) -> None:
        frames.extend(drawn)

    draw()
    return frames


def _ends_the_session(frame: Frame) -> bool:
    """Whether it is, after all, a proper wish to go."""
    try:
        return isinstance(codec.decode_desk_command(frame), commands.SignOut)
    except ProtocolError:
        return False


class Attacker:
    """A socket that sends whatever it is given and keeps every answer."""

    def __init__(
        self, socket: ClientConnection, barrier: Callable[[int], commands.Command]
    ) -> None:
        self._socket = socket
        self._barrier = barrier
        self.codes: Counter[ErrorCode] = Counter()
        self.answers = 0
        self.sent = 0

    async def say(self, command: commands.Command) -> Answer:
        await self._socket.send(codec.encode(command), text=True)  # type: ignore[arg-type]
        return await self._until(command.request)

    async def attack(self, frames: list[Frame], *, binary: bool) -> None:
        """In batches; each ends with an honest command, which must be answered."""
        for start in range(0, len(frames), BATCH):
            barrier = self._barrier(2**40 + start)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._send(frames[start : start + BATCH], barrier, binary=binary))
                answer = await self._until(barrier.request)
            assert not isinstance(answer, Refused), answer

    async def _send(self, batch: list[Frame], barrier: commands.Command, *, binary: bool) -> None:
        for number, frame in enumerate(batch):
            # A frame in eight is sent as bytes, whatever it holds.
            await self._socket.send(frame, text=not (binary and number % 8 == 0))
        self.sent += len(batch)
        await self._socket.send(codec.encode(barrier), text=True)  # type: ignore[arg-type]

    async def _until(self, request: int) -> Answer:
        async with asyncio.timeout(DEADLINE):
            while True:
                answer = codec.decode_answer(await self._socket.recv(decode=False))
                self.answers += 1
                if isinstance(answer, Refused):
                    self.codes[answer.code] += 1
                if getattr(answer, "request", None) == request:
                    return answer


def _raw(url: str) -> connect:
    return connect(
        url,
        subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
        proxy=None,
        compression=None,
        open_timeout=DEADLINE,
    )


async def test_ten_thousand_hostile_frames_are_each_refused_by_code_and_harm_nobody(
    tmp_path: Path,
) -> None:
    frames = [frame for frame in corpus() if not _ends_the_session(frame)][:FRAMES]
    assert len(frames) == FRAMES
    people = {"anna": Role.AGENT, "lead": Role.LEAD}
    async with node_in(tmp_path, people, **FAST) as node:
        url = f"ws://127.0.0.1:{node.port}"
        async with (
            _raw(f"{url}/desk") as desk_socket,
            _raw(f"{url}/visit") as visit_socket,
            connected(f"{url}/desk") as honest,
        ):
            await honest.sign_in("lead", PASSWORD)
            desk = Attacker(desk_socket, lambda number: commands.ReadDesk(request=number))
            visit = Attacker(
                visit_socket, lambda number: commands.VisitCatchUp(request=number, after_rev=0)
            )
            await desk.say(commands.SignIn(request=2**50, login="anna", password=PASSWORD))
            entered = await visit.say(
                commands.Enter(
                    request=2**50,
                    client_id=new_id(),
                    name="Анна",
                    phone="+7 975 000-41-17",
                    topic="services",
                )
            )
            assert isinstance(entered, EnteredVisit)
            served = 0
            async with asyncio.TaskGroup() as tasks:
                attacks = [
                    tasks.create_task(desk.attack(frames[: FRAMES * 3 // 5], binary=True)),
                    tasks.create_task(visit.attack(frames[FRAMES * 3 // 5 :], binary=False)),
                ]
                while not all(attack.done() for attack in attacks):
                    assert isinstance(await honest.desk(), Desk)
                    served += 1
            assert served > 1
            assert desk.sent + visit.sent == FRAMES
            codes = desk.codes + visit.codes
            assert codes[ErrorCode.INTERNAL] == 0
            assert {ErrorCode.MALFORMED, ErrorCode.INVALID, ErrorCode.UNKNOWN_VERB} <= set(codes)
            # Nothing but hints may go unanswered.
            assert desk.answers + visit.answers > FRAMES * 0.95
            page = await visit.say(commands.VisitCatchUp(request=2**51, after_rev=0))
            assert isinstance(page, VisitPage)
