"""What a file is by its content, and how large a picture says it is: whatever it is called."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import limits
from protocol.file_kinds import HEAD_BYTES, PICTURES, REFUSED, FileKind, media_type
from protocol.picture_sizes import is_too_large, kind_of
from tests.support.pieces import png_saying

_JPEG_NOTES = b"\xff\xe1" + struct.pack(">H", 60_000) + bytes(59_998)
_JPEG_FRAME = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 480, 640) + bytes(10)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (png_saying(640, 480), FileKind("image/png", 640, 480)),
        (b"\xff\xd8" + _JPEG_NOTES * 3 + _JPEG_FRAME, FileKind("image/jpeg", 640, 480)),
        (b"\xff\xd8\xff\xff" + _JPEG_FRAME[1:], FileKind("image/jpeg", 640, 480)),
        (b"GIF89a" + struct.pack("<HH", 640, 480), FileKind("image/gif", 640, 480)),
        (
            b"BM" + bytes(12) + struct.pack("<Iii", 40, 640, -480) + bytes(8),
            FileKind("image/bmp", 640, 480),
        ),
        (
            b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x7f\x02\x00\xdf\x01\x00",
            FileKind("image/webp", 640, 480),
        ),
        (
            b"RIFF\0\0\0\0WEBPVP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 639 | 479 << 14),
            FileKind("image/webp", 640, 480),
        ),
        (
            b"RIFF\0\0\0\0WEBPVP8 " + bytes(7) + b"\x9d\x01\x2a" + struct.pack("<HH", 640, 480),
            FileKind("image/webp", 640, 480),
        ),
    ],
)
def test_a_picture_tells_its_size_by_its_header_alone(head: bytes, kind: FileKind) -> None:
    assert kind_of(head, "a.exe.png") == kind
    assert kind.is_picture
    assert not is_too_large(kind)


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.4", "счёт.pdf", "application/pdf"),
        ("Здравствуйте".encode(), "письмо.txt", "text/plain"),
        ("Здравствуйте".encode()[:-1], "письмо.txt", "text/plain"),
        ("Здравствуйте".encode("cp1251"), "старое.txt", "text/plain"),
        (b"PK\x03\x04", "заявление.docx", media_type(b"PK\x03\x04", "b.docx")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "заявление.doc", "application/msword"),
        (b"OggS", "voice.ogg", "audio/ogg"),
    ],
)
def test_papers_and_voices_are_accepted(head: bytes, name: str, kind: str) -> None:
    found = kind_of(head, name)
    assert found == FileKind(kind)
    assert kind not in REFUSED
    assert kind not in PICTURES


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"MZ\x90", "photo.png"),
        (b"\x7fELF", "photo"),
        (b"#!/bin/sh", "readme.txt"),
        (b"PK\x03\x04", "photos.zip"),
        (b"PK\x03\x04", "macro.docm"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "setup"),
        (b"  \n<!-- x --><SVG onload=", "logo.svg"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML>", "page.txt"),
        (b"<?xml version='1.0'?><a/>", "data.xml"),
        (b"echo off", "run.bat. "),
        (b"x", "photo.jpg.LNK"),
        (b"\0\1\2\3", "what"),
        (b"", "empty.txt"),
    ],
)
def test_what_could_run_or_nobody_knows_is_refused(head: bytes, name: str) -> None:
    assert media_type(head, name) in REFUSED


@pytest.mark.parametrize("size", [(1, limits.PICTURE_SIDE + 1), (10_000, 2_501)])
def test_strips_and_giants_are_too_large(size: tuple[int, int]) -> None:
    kind = kind_of(png_saying(*size), "a.png")
    assert kind is not None
    assert is_too_large(kind)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"BM", b"GIF89a", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBPVP8L"]),
)
def test_no_bytes_trouble_it(rest: bytes, start: bytes) -> None:
    kind_of(start + rest, "a.png")


@given(
    st.sampled_from(
        [
            png_saying(8, 8),
            b"\xff\xd8" + _JPEG_NOTES + _JPEG_FRAME,
            b"GIF89a\1\0\1\0",
            b"BM" + bytes(24),
            b"RIFF\0\0\0\0WEBPVP8X" + bytes(14),
        ]
    ),
    st.data(),
)
def test_a_cut_header_is_no_picture_or_the_same(head: bytes, data: st.DataObject) -> None:
    cut = head[: data.draw(st.integers(0, len(head)))]
    found = kind_of(cut[:HEAD_BYTES], "a.png")
    assert found is None or not found.is_picture or found == kind_of(head, "a.png")
