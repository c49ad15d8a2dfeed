"""What is kept of a photo is the picture: no place, no camera, no words, no colours of the phone's own."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from records.pictures import prepare
from tests.support.pictures import GPS, encoded, photo_bytes

PLANTED = (b"Secret Phone 9", b"taken at home", b"ICC_PROFILE")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_place_camera_and_comment_are_gone_from_the_photo_and_from_the_small_one():
    sent = photo_bytes(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert opened(sent).getexif().get_ifd(GPS)  # the place was in it
    assert all(word in sent for word in PLANTED)
    kept = prepare(BytesIO(sent))
    for content in (kept.content, kept.thumb):
        assert not opened(content).getexif()
        assert not {"comment", "exif", "icc_profile", "xmp"} & set(opened(content).info)
        assert not any(word in content for word in PLANTED)


def test_words_in_a_png_are_gone():
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Location", "GoogleMaps 31.2,121.4")
    told.add_itxt("XML:com.adobe.xmp", "<x>GPS</x>")
    kept = prepare(BytesIO(encoded(Image.new("RGB", (50, 40), "green"), "PNG", pnginfo=told)))
    assert b"GoogleMaps" not in kept.content
    assert b"GPS" not in kept.content


def test_what_is_hung_on_behind_the_picture_is_gone():
    kept = prepare(BytesIO(photo_bytes() + b"<script>alert(1)</script>" + b"\0" * 100))
    assert b"<script>" not in kept.content


@pytest.mark.parametrize(
    ("turned", "top_left"),
    [(1, "red"), (2, "blue"), (3, "blue"), (4, "red"), (5, "red"), (6, "red"), (7, "blue"), (8, "blue")],
)
def test_a_photo_is_turned_upright(turned, top_left):
    exif = Image.Exif()
    exif[0x0112] = turned
    kept = prepare(BytesIO(photo_bytes((400, 200), exif=exif)))
    assert (kept.width, kept.height) == ((400, 200) if turned < 5 else (200, 400))
    red, _green, blue = opened(kept.content).getpixel((5, 5))
    assert ("red" if red > blue else "blue") == top_left


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_a_broken_note_of_the_camera_does_not_cost_the_photo():
    assert prepare(BytesIO(photo_bytes(exif=b"Exif\0\0II*\0\xff\xff\xff\xff"))).width == 640


def swapped_profile() -> bytes:
    """The profile of a screen whose red and blue are wired the wrong way round."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    table = plain[:400].replace(b"rXYZ", b"\0tmp").replace(b"bXYZ", b"rXYZ").replace(b"\0tmp", b"bXYZ")
    return table + plain[400:]


def test_the_phones_own_colours_become_those_of_every_screen():
    kept = prepare(BytesIO(photo_bytes(left="red", icc_profile=swapped_profile())))
    red, _green, blue = opened(kept.content).getpixel((20, 20))
    assert blue > 200 > 60 > red


def test_a_broken_profile_does_not_cost_the_photo():
    kept = prepare(BytesIO(photo_bytes(left="red", icc_profile=b"no profile at all")))
    assert opened(kept.content).getpixel((20, 20))[0] > 240
