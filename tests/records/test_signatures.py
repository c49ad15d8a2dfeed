"""A signature is ink that somebody drew: small, grey, cut to its strokes. All else is refused."""

import base64
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from records.signatures import HEAD, HIGHEST, MOST_TEXT, WIDEST, read
from servicedesk.errors import DomainError
from tests.support.pictures import data_url, drawing, encoded


def code_of(text: str) -> str:
    with pytest.raises(DomainError) as caught:
        read(text)
    return caught.value.code


@pytest.mark.parametrize("size", [(358, 176), (716, 352), (1280, 352), (2560, 704)])
def test_what_is_kept_is_small_grey_and_cut_to_the_ink(size):
    kept = read(data_url(drawing(size=size, width=size[0] // 120)))
    image = Image.open(BytesIO(kept.content))
    assert (image.format, image.mode, image.size) == ("PNG", "L", (kept.width, kept.height))
    assert image.width <= WIDEST
    assert image.height <= HIGHEST
    assert len(kept.content) < 30_000
    assert image.getpixel((0, 0)) == 255
    assert image.getextrema()[0] < 60
    assert not image.info


def test_words_in_the_png_are_gone():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Author", "somebody")
    text = HEAD + base64.b64encode(encoded(drawing(), "PNG", pnginfo=told)).decode()
    assert b"somebody" not in read(text).content


def test_ink_on_white_counts_as_ink_on_nothing():
    white = Image.new("RGB", (700, 350), "white")
    white.paste(drawing(), mask=drawing())
    assert read(data_url(white)).width == read(data_url(drawing())).width


@pytest.mark.parametrize("ground", [(0, 0, 0, 0), (255, 255, 255, 255)])
def test_a_blank_pad(ground):
    assert code_of(data_url(Image.new("RGBA", (700, 350), ground))) == "signature.blank"


def test_a_dot_is_too_little():
    pad = drawing(ink=False)
    ImageDraw.Draw(pad).ellipse((300, 150, 312, 162), fill="black")
    assert code_of(data_url(pad)) == "signature.too_little"


def test_a_single_stroke_is_enough():
    pad = drawing(ink=False)
    ImageDraw.Draw(pad).line((200, 150, 420, 150), fill="black", width=5)
    assert read(data_url(pad)).width > 200


def test_a_pad_painted_black_is_a_blot():
    assert code_of(data_url(Image.new("RGBA", (700, 350), "black"))) == "signature.blot"


@pytest.mark.parametrize(
    "text",
    [
        "garbage",
        HEAD,
        HEAD + "%%%",
        HEAD + base64.b64encode(b"no picture").decode(),
        HEAD + base64.b64encode(encoded(Image.new("RGB", (700, 350)), "JPEG")).decode(),
        HEAD + base64.b64encode(encoded(drawing(), "PNG")[:900]).decode(),
        data_url(drawing()).replace("image/png", "image/svg+xml"),
        "https://elsewhere.invalid/signature.png",
    ],
)
def test_what_no_pad_sends(text):
    assert code_of(text) == "signature.not_png"


def test_too_much_text_and_too_many_pixels():
    assert code_of(HEAD + "A" * MOST_TEXT) == "signature.too_big"
    assert code_of(data_url(Image.new("1", (9000, 9000)))) == "signature.too_big"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_words(content):
    assert code_of(HEAD + base64.b64encode(content).decode()).startswith("signature.")
