"""Whatever a phone or a computer sends as a picture comes out as a small JPEG, within a bounded memory."""

from io import BytesIO

import pytest
from PIL import Image

from records.pictures import LONG_SIDE, MOST_BYTES, THUMB_SIDE, prepare
from tests.support.pictures import encoded, photo_bytes


def kept_of(content: bytes) -> Image.Image:
    """The kept picture, decoded; also looks at the small one."""
    kept = prepare(BytesIO(content))
    image, thumb = Image.open(BytesIO(kept.content)), Image.open(BytesIO(kept.thumb))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (kept.width, kept.height))
    assert (thumb.format, thumb.mode) == ("JPEG", "RGB")
    assert max(thumb.size) <= THUMB_SIDE
    return image


def test_a_phones_48_megapixels_of_15_mb_are_reduced():
    noise = Image.effect_noise((2000, 1500), 90).convert("RGB").resize((8000, 6000))
    sent = encoded(noise, quality=88)
    assert 12 * 1024**2 < len(sent) < MOST_BYTES
    assert kept_of(sent).size == (2000, 1500)


def test_a_large_jpeg_is_never_decoded_whole(monkeypatch):
    decoded = []
    for name in ("resize", "reduce", "convert"):
        monkeypatch.setattr(Image.Image, name, _noting(decoded, getattr(Image.Image, name)))
    prepare(BytesIO(photo_bytes((8000, 6000))))
    assert decoded
    assert max(width for width, _height in decoded) <= 2 * LONG_SIDE


def _noting(sizes, method):
    def noted(image, *args, **kwargs):
        sizes.append(image.size)
        return method(image, *args, **kwargs)

    return noted


def test_a_small_photo_keeps_its_size():
    assert kept_of(photo_bytes((320, 200))).size == (320, 200)


def test_a_panorama_is_reduced_by_its_long_side():
    assert kept_of(photo_bytes((12_000, 600))).size == (2000, 100)


@pytest.mark.parametrize(
    ("image", "kind", "expected"),
    [
        (Image.new("CMYK", (60, 40), (0, 0, 0, 0)), "JPEG", (255, 255, 255)),
        (Image.new("L", (60, 40), 77), "JPEG", (77, 77, 77)),
        (Image.new("I;16", (60, 40), 0x8000), "PNG", (128, 128, 128)),
        (Image.new("RGBA", (60, 40), (255, 0, 0, 0)), "PNG", (255, 255, 255)),
        (Image.new("LA", (60, 40), (0, 255)), "PNG", (0, 0, 0)),
        (Image.new("1", (60, 40), 1), "PNG", (255, 255, 255)),
        (Image.new("RGB", (60, 40), "white").quantize(4), "PNG", (255, 255, 255)),
        (Image.new("RGBA", (60, 40), (0, 0, 0, 0)), "WEBP", (255, 255, 255)),
    ],
    ids=["cmyk", "grey", "16 bit", "transparent png", "transparent grey", "black and white", "palette", "webp"],
)
def test_every_kind_of_colour_is_taken(image, kind, expected):
    found = kept_of(encoded(image, kind)).getpixel((30, 20))
    assert all(abs(one - other) <= 2 for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_moving_pictures_the_first_is_kept(kind):
    first, second = (Image.new("RGB", (60, 40), colour) for colour in ("red", "blue"))
    red, _green, blue = kept_of(encoded(first, kind, save_all=True, append_images=[second])).getpixel((30, 20))
    assert red > 200 > 50 > blue


def test_of_a_phones_double_picture_the_first_is_kept():
    first, second = (Image.new("RGB", (60, 40), colour) for colour in ("red", "blue"))
    assert kept_of(encoded(first, "MPO", save_all=True, append_images=[second])).getpixel((30, 20))[0] > 200


def test_a_huge_png_that_is_allowed_comes_through():
    assert kept_of(encoded(Image.new("1", (7000, 7000), 1), "PNG")).size == (2000, 2000)
