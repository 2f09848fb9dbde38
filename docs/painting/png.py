"""Pictures as arrays, and their way into a small PNG.

A page of text and tables has few colours, so 32 of them are enough, and half the bytes.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""Height × width × 3 (RGB) or 4 (RGBA)."""
WHITE = 250
"""What is at least so light counts as paper."""
EDGE = (0xD0, 0xD7, 0xDE)
COLOURS = 32
CLEAR = np.array([(*EDGE, alpha) for alpha in (0, 85, 170)], np.uint8)
"""What the round corners fade out by; too rare to be among the frequent colours."""


def read_ppm(data: bytes) -> Pixels:
    """The pixels of a PPM file, as `pdftoppm` writes it."""
    kind, size, depth, pixels = data.split(b"\n", 3)
    if (kind, depth) != (b"P6", b"255"):
        raise ValueError(f"no PPM of 8 bits: {kind!r} {depth!r}")
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width, 3)


def trimmed(pixels: Pixels, margin: int) -> Pixels:
    """Without the paper around what is drawn, but for a margin."""
    rows, columns = (np.flatnonzero((pixels < WHITE).any(axis=(2, side))) for side in (1, 0))
    drawn = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    around = ((margin, margin), (margin, margin), (0, 0))
    return np.pad(drawn, around, constant_values=255)


def framed(pixels: Pixels, radius: int, edge: int) -> Pixels:
    """With round corners and a thin grey edge: white paper shows on white, and on black.

    How much of a pixel lies inside is told by its distance from the rounded rectangle.
    """
    depth = _depth(pixels.shape[0], pixels.shape[1], radius)
    line = np.clip(edge - depth + 0.5, 0, 1)[..., None]
    colours = pixels * (1 - line) + np.array(EDGE, float) * line
    inside = np.clip(depth + 0.5, 0, 1)[..., None] * 255
    return np.concatenate([colours, inside], axis=2).round().astype(np.uint8)


def _depth(height: int, width: int, radius: int) -> NDArray[np.float64]:
    """How deep in the rounded rectangle each pixel's middle lies; outside it is negative."""
    across = np.minimum(np.arange(width), np.arange(width)[::-1]) + 0.5
    down = np.minimum(np.arange(height), np.arange(height)[::-1])[:, None] + 0.5
    corner = radius - np.hypot(np.maximum(radius - across, 0), np.maximum(radius - down, 0))
    straight = np.minimum(across, down)
    return np.where((across < radius) & (down < radius), corner, straight)


def write_png(path: Path, pixels: Pixels) -> None:
    """Write RGBA pixels with a palette of few colours."""
    palette, numbers = _numbered(pixels)
    height, width = numbers.shape
    lines = np.pad(numbers, ((0, 0), (1, 0)))  # each line begins with its filter: 0, none
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        _chunk(b"IHDR", head),
        _chunk(b"PLTE", palette[:, :3].tobytes()),
        _chunk(b"tRNS", palette[:, 3].tobytes()),
        _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
        _chunk(b"IEND", b""),
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _numbered(pixels: Pixels) -> tuple[Pixels, NDArray[np.uint8]]:
    """The most frequent colours, and each pixel's number there: its own or the nearest one's."""
    flat = np.ascontiguousarray(pixels).view(np.uint32).ravel()
    packed, numbers, counts = np.unique(flat, return_inverse=True, return_counts=True)
    colours = packed.view(np.uint8).reshape(-1, 4)
    frequent = colours[np.argsort(-counts, kind="stable")[:COLOURS]]
    palette = np.concatenate([CLEAR, frequent])
    nearest = np.array([_nearest(palette, each) for each in colours], np.uint8)
    return palette, nearest[numbers].reshape(pixels.shape[:2])


def _nearest(palette: Pixels, colour: Pixels) -> int:
    apart = palette.astype(np.int64) - colour
    return int((apart * apart).sum(axis=1).argmin())
