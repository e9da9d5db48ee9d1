"""A translator beside the console: a program, or an address of this machine, that speaks JSON.

It is given `{"text": "…", "into": "ru"}` and answers `{"text": "…"}`: a program on its standard
input and output, started anew for each text; an address by HTTP POST. Both block, so they work on
threads, and what waits there is ended when nobody waits for it any more.
"""

import asyncio
import contextlib
import http.client
import ipaddress
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from console.core.errors import SettingsError, SettingsReason, TranslatorError, TranslatorReason

PATIENCE_SECONDS = 30.0
"""A model on an ordinary processor needs some seconds for a long message."""
_AT_ONCE = 2
"""More would take the machine from whoever types on it."""
_MOST_BYTES = 262_144
"""Of an answer: some sixteen times the longest message."""


class _Question(msgspec.Struct):
    text: str
    into: str


class _Answer(msgspec.Struct):
    text: str


class _Call(Protocol):
    """One question, asked once."""

    def ask_blocking(self, question: bytes) -> bytes:
        """The answer, or as much of it as is too much. Raises `OSError`, `HTTPException`."""

    def end(self) -> None:
        """Nobody waits for it any more. From any thread; idempotent."""


def translator_at(place: str, *, patience_s: float = PATIENCE_SECONDS) -> "TranslatorBeside":
    """The translator at an `http://` address of this machine, or a program by its path or name.

    Raises `SettingsError`: what subscribers write goes to no other machine.
    """
    if "://" in place:
        try:
            address = urlsplit(place)
            host, port = _loopback(address.hostname or ""), address.port or http.client.HTTP_PORT
        except ValueError:
            raise SettingsError(SettingsReason.TRANSLATOR) from None
        if address.scheme != "http" or address.username is not None:
            raise SettingsError(SettingsReason.TRANSLATOR)
        path = address.path or "/"
        path = f"{path}?{address.query}" if address.query else path
        return TranslatorBeside(partial(_AddressCall, host, port, path), patience_s=patience_s)
    program = shutil.which(place)
    if program is None:
        raise SettingsError(SettingsReason.TRANSLATOR)
    return TranslatorBeside(partial(_ProgramCall, os.path.abspath(program)), patience_s=patience_s)


class TranslatorBeside:
    """A `Translator`; each text is a call of its own."""

    def __init__(self, call: Callable[[], _Call], *, patience_s: float) -> None:
        self._call = call
        self._patience_s = patience_s
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def translate(self, text: str, *, into: str) -> str:
        """The text in another language. Raises `TranslatorError`. Safe to cancel."""
        question = msgspec.json.encode(_Question(text, into))
        async with self._turns:
            call = self._call()
            try:
                async with asyncio.timeout(self._patience_s):
                    answer = await asyncio.to_thread(call.ask_blocking, question)
            except TimeoutError:
                raise TranslatorError(TranslatorReason.SLOW) from None
            except (OSError, http.client.HTTPException) as error:
                raise TranslatorError(TranslatorReason.UNREACHABLE) from error
            finally:
                call.end()
        return _read(answer)


class _ProgramCall:
    """A process of its own group: a script's children end with it."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def ask_blocking(self, question: bytes) -> bytes:
        with self._lock:
            if self._ended:
                raise ConnectionAbortedError
            self._process = process = subprocess.Popen(
                [self._program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        with process:
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                process.stdin.write(question)
                process.stdin.close()
                return process.stdout.read(_MOST_BYTES + 1)
            finally:
                self.end()

    def end(self) -> None:
        """Only while nobody has waited for the process: its number is surely its own then."""
        with self._lock:
            self._ended = True
            process, self._process = self._process, None
        if process is None:
            return
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


class _AddressCall:
    """A connection of its own, past every proxy; it follows nobody to another address."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
        self._path = path
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._ended = False

    def ask_blocking(self, question: bytes) -> bytes:
        with contextlib.closing(self._connection) as connection:
            connection.connect()
            with self._lock:
                if self._ended:
                    raise ConnectionAbortedError
                self._socket = connection.sock
            headers = {"Content-Type": "application/json"}
            connection.request("POST", self._path, body=question, headers=headers)
            response = connection.getresponse()
            if response.status != HTTPStatus.OK:
                raise ConnectionRefusedError(response.status)
            return response.read(_MOST_BYTES + 1)

    def end(self) -> None:
        with self._lock:
            self._ended = True
            one, self._socket = self._socket, None
        if one is not None:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


def _loopback(host: str) -> str:
    """The host itself. Raises `ValueError` for another machine; a name could become one."""
    if host == "localhost":
        return "127.0.0.1"
    if not ipaddress.ip_address(host).is_loopback:
        raise ValueError
    return host


def _read(answer: bytes) -> str:
    if len(answer) <= _MOST_BYTES:
        with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
            text = msgspec.json.decode(answer, type=_Answer).text.strip()
            if text:
                return text
    raise TranslatorError(TranslatorReason.ANSWER)
