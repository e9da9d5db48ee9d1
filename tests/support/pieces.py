"""Small files for tests: pictures that are whole, papers, and what is neither."""

import hashlib
import struct
import zlib


def png(width: int, height: int, *, pixel: bytes = b"\x2e\x7d\x6b") -> bytes:
    """A picture of one colour, whole."""
    return png_saying(width, height, zlib.compress((b"\0" + pixel * width) * height))


def png_saying(width: int, height: int, content: bytes = b"") -> bytes:
    """A picture whose header says these sizes, whatever is in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", content), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def paper(size: int = 3000) -> bytes:
    """A PDF as far as anybody looks at it."""
    return b"%PDF-1.7\n" + bytes(index % 251 for index in range(size - 9))


def digest(content: bytes) -> str:
    """What an announcement says of it."""
    return hashlib.sha256(content).hexdigest()
