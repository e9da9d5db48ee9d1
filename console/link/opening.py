"""Opens the websocket of a desk, and tells apart what keeps it from opening."""

import socket
import ssl
from http import HTTPStatus
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import (
    InvalidHandshake,
    InvalidMessage,
    InvalidProxy,
    InvalidProxyMessage,
    InvalidProxyStatus,
    InvalidStatus,
    NegotiationError,
)
from websockets.proxy import get_proxy
from websockets.typing import Subprotocol
from websockets.uri import parse_uri

from console.core.errors import HandshakeReason, HandshakeRefused, LinkLost
from console.link.address import ServerAddress
from protocol import limits
from protocol.version import SUBPROTOCOLS

OPEN_SECONDS = 5.0
"""A TCP and a TLS handshake across a continent, three times over."""
CLOSE_SECONDS = 1.0
"""A peer that does not say good-bye by then is gone."""

_SERVER_ERRORS = 500
# X509_V_ERR_… of OpenSSL.
_CERTIFICATE_REASONS = {
    9: HandshakeReason.CERTIFICATE_EARLY,
    10: HandshakeReason.CERTIFICATE_EXPIRED,
    62: HandshakeReason.CERTIFICATE_NAME,
    64: HandshakeReason.CERTIFICATE_NAME,
}
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})
"""How OpenSSL calls an answer that is not TLS at all."""


async def open_socket(
    address: ServerAddress, certificates: ssl.SSLContext | None
) -> ClientConnection:
    """A websocket whose handshake is done. Raises `HandshakeRefused`, `LinkLost`.

    Safe to cancel.
    """
    try:
        return await _Opening(
            address.url,
            subprotocols=[Subprotocol(version) for version in SUBPROTOCOLS],
            create_connection=_Socket,
            open_timeout=OPEN_SECONDS,
            close_timeout=CLOSE_SECONDS,
            ping_interval=None,  # the server's beat tells more
            max_size=limits.FRAME_BYTES,
            compression=None,
            proxy=None if address.loopback else _proxy(address.url),
            ssl=(certificates or True) if address.secure else None,
        )
    except (InvalidProxy, InvalidProxyStatus, InvalidProxyMessage) as error:
        raise _of_proxy(error) from None
    except (InvalidStatus, InvalidHandshake) as error:
        raise _of_answer(error) from None
    except ssl.SSLError as error:
        raise _of_encryption(error) from None
    except socket.gaierror:
        raise HandshakeRefused(HandshakeReason.NO_NAME) from None
    except (OSError, EOFError):
        raise LinkLost from None


class _Opening(connect):
    """Goes where it was told and nowhere else: whoever sends us on would get the password."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class _Socket(ClientConnection):
    """WORKAROUND: where TLS fails behind a proxy, websockets 17 tells a connection that was never
    made that it is lost, which fails in the event loop."""

    def connection_lost(self, exc: Exception | None) -> None:
        if hasattr(self, "transport"):
            super().connection_lost(exc)


def _proxy(url: str) -> str | None:
    """The proxy that this computer's settings name; as curl, with or without `http://`.

    Raises `HandshakeRefused` for a kind that cannot be used.
    """
    proxy = get_proxy(parse_uri(url))
    if proxy is None:
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if urlsplit(proxy).scheme not in ("http", "https"):
        raise HandshakeRefused(HandshakeReason.PROXY_UNUSABLE)
    return proxy


def _of_proxy(error: InvalidProxy | InvalidProxyStatus | InvalidProxyMessage) -> Exception:
    match error:
        case InvalidProxyStatus():
            return _of_status(error.response.status_code, HandshakeReason.PROXY)
        case InvalidProxyMessage() if isinstance(error.__cause__, EOFError):
            return LinkLost()
        case _:
            return HandshakeRefused(HandshakeReason.PROXY_UNUSABLE)


def _of_answer(error: InvalidHandshake) -> Exception:
    match error:
        case InvalidStatus():
            return _of_status(error.response.status_code, HandshakeReason.NOT_A_SERVER)
        case InvalidMessage() if isinstance(error.__cause__, EOFError):  # it has gone meanwhile
            return LinkLost()
        case NegotiationError():
            return HandshakeRefused(HandshakeReason.VERSION)
        case _:
            return HandshakeRefused(HandshakeReason.OTHER_SERVICE)


def _of_status(status: int, otherwise: HandshakeReason) -> Exception:
    if status == HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED:
        return HandshakeRefused(HandshakeReason.NOT_A_SERVER)
    if status >= _SERVER_ERRORS or status == HTTPStatus.TOO_MANY_REQUESTS:
        return LinkLost()
    return HandshakeRefused(otherwise)


def _of_encryption(error: ssl.SSLError) -> Exception:
    if isinstance(error, ssl.SSLCertVerificationError):
        known = HandshakeReason.CERTIFICATE
        return HandshakeRefused(_CERTIFICATE_REASONS.get(error.verify_code, known))
    if error.reason in _NO_TLS:
        return HandshakeRefused(HandshakeReason.OTHER_SERVICE)
    return LinkLost()
