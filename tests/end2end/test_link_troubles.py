"""What keeps a console from its server is told apart, on real sockets, and in words of its own."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from console.core.errors import HandshakeReason
from console.core.link_state import LinkPhase, LinkState
from tests.support.desk_server import PASSWORD, DeskServer, serving
from tests.support.desks import console_on
from tests.unit.console.world import World
from ui.desk import refusals

_DAY = timedelta(days=1)


@asynccontextmanager
async def answering(head: bytes) -> AsyncIterator[int]:
    """A port that answers whatever is asked as a web server would."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


def _certificate(folder: Path, *, address: str, begins: timedelta, ends: timedelta) -> Path:
    """With its key in one file."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    key = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "desk.pem"
    file.write_bytes(key + made.public_bytes(serialization.Encoding.PEM))
    return file


async def _trouble(folder: Path, port: int, *, trust: ssl.SSLContext | None = None) -> LinkState:
    """Where a console that signs in at this port ends up."""
    async with console_on(folder, port, trust=trust) as console:
        store = console.session.store
        signing_in = asyncio.ensure_future(console.session.sign_in("anna", PASSWORD))  # noqa: TID251 - cancelled below
        await console.until(lambda: store.link.reason is not None)
        signing_in.cancel()
        return store.link


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHello",
        b"HTTP/1.1 302 Found\r\nLocation: http://portal.example/\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 0\r\n\r\n",
    ],
    ids=["page", "redirect", "other", "511"],
)
async def test_a_web_page_in_place_of_the_server_is_told(tmp_path: Path, head: bytes) -> None:
    async with answering(head) as port:
        link = await _trouble(tmp_path, port)
    assert (link.phase, link.reason) == (LinkPhase.VERSION_REFUSED, HandshakeReason.NOT_A_SERVER)
    assert "web page" in refusals.phase_sentence(link.phase, link.reason)


async def test_another_version_is_told(tmp_path: Path) -> None:
    server = DeskServer(World())
    server.speaks = ()
    async with serving(server):
        link = await _trouble(tmp_path, server.port)
    assert (link.phase, link.reason) == (LinkPhase.VERSION_REFUSED, HandshakeReason.VERSION)
    assert "incompatible" in refusals.phase_sentence(link.phase, link.reason)


@pytest.mark.parametrize(
    ("address", "begins", "ends", "trusted", "reason", "words"),
    [
        ("127.0.0.1", _DAY, 2 * _DAY, True, HandshakeReason.CERTIFICATE_EARLY, "date and time"),
        ("127.0.0.1", -2 * _DAY, -_DAY, True, HandshakeReason.CERTIFICATE_EXPIRED, "expired"),
        ("127.0.0.2", -_DAY, _DAY, True, HandshakeReason.CERTIFICATE_NAME, "another server"),
        ("127.0.0.1", -_DAY, _DAY, False, HandshakeReason.CERTIFICATE, "not trusted"),
    ],
    ids=["early", "expired", "name", "nobody"],
)
async def test_what_is_wrong_with_a_certificate_is_told(
    tmp_path: Path,
    address: str,
    begins: timedelta,
    ends: timedelta,
    trusted: bool,
    reason: HandshakeReason,
    words: str,
) -> None:
    file = _certificate(tmp_path, address=address, begins=begins, ends=ends)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(file)
    trust = ssl.create_default_context(cafile=file if trusted else None)
    async with serving(DeskServer(World()), tls=ours) as listening:
        port = listening.sockets[0].getsockname()[1]
        link = await _trouble(tmp_path / "console", port, trust=trust)
    assert (link.phase, link.reason) == (LinkPhase.CERTIFICATE_ERROR, reason)
    assert words in refusals.phase_sentence(link.phase, link.reason)
