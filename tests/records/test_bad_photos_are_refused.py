"""What is no photo, is cut off, or would fill the memory is refused with a code and words, whatever it is called."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from records import pictures
from records.pictures import MOST_BYTES, prepare
from servicedesk.errors import DomainError
from tests.support.pictures import encoded, photo, photo_bytes


def refused(content: bytes) -> str:
    """The code; the words are there and say no number of the code's own."""
    with pytest.raises(DomainError) as caught:
        prepare(photo("IMG_0001.jpg", content))
    assert "%(" not in str(caught.value)
    return caught.value.code


def test_a_text_called_jpg():
    assert refused("这不是照片".encode() * 200) == "picture.not_picture"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PDF"])
def test_other_kinds_even_those_that_the_library_opens(kind):
    assert refused(encoded(Image.new("RGB", (40, 40)), kind)) == "picture.not_picture"


def test_svg_with_a_script():
    assert refused(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>") == "picture.not_picture"


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_heic_is_told_what_to_do(brand):
    assert refused(b"\0\0\0\x18ftyp" + brand + b"\0" * 200) == "picture.heic"


def test_an_empty_file():
    assert refused(b"") == "picture.empty"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_was_cut_off(kind, share):
    whole = encoded(Image.effect_noise((300, 300), 80).convert("RGB"), kind)
    assert refused(whole[: int(len(whole) * share)]) == "picture.damaged"


def test_more_than_20_mb(monkeypatch):
    assert refused(photo_bytes() + b"\0" * MOST_BYTES) == "picture.too_big"
    monkeypatch.setattr(pictures, "MOST_BYTES", 100 * 1024)
    assert prepare(photo("a.jpg", photo_bytes() + b"\0" * 1000)).width == 640  # what is hung on alone does no harm


def bomb(side: int) -> bytes:
    """A PNG of a few KB that says it has side × side pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    body = zlib.compress(b"\0" * 10**6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("side", "code"), [(8_000, "too_many_pixels"), (60_000, "bomb"), (2**31 - 1, "bomb")])
def test_a_bomb_is_refused_by_its_head(side, code, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was unpacked"))
    assert refused(bomb(side)) == f"picture.{code}"


def test_a_jpeg_that_must_be_unpacked_whole_has_a_lower_limit(monkeypatch):
    sent = encoded(Image.new("L", (300, 300)), progressive=True)
    monkeypatch.setattr(pictures, "MOST_PROGRESSIVE", 80_000)
    assert refused(sent) == "picture.too_many_pixels"
    assert prepare(BytesIO(encoded(Image.new("L", (300, 300))))).width == 300
