"""Photographs and signatures for the tests, made on the spot."""

import base64
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

GPS, CAMERA = 0x8825, 0x0110


def encoded(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    """The picture as a file of that kind."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def photo_bytes(size=(640, 480), *, left="red", right="blue", place=True, **options) -> bytes:
    """A JPEG as a phone makes it: two colours, so that one sees which way up it is, camera and place told in it."""
    image = Image.new("RGB", size, left)
    image.paste(right, (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[CAMERA] = "Secret Phone 9"
    if place:
        exif.get_ifd(GPS).update({1: "N", 2: (31.0, 13.0, 49.0), 3: "E", 4: (121.0, 28.0, 25.0)})
    return encoded(image, **{"quality": 90, "exif": exif, "comment": "taken at home", **options})


def photo(name: str = "IMG_0001.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, photo_bytes() if content is None else content, content_type="image/jpeg")


def drawing(*, size=(700, 350), ink=True, width=5) -> Image.Image:
    """What a canvas holds after somebody signed: transparent but for the strokes."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    if ink:
        wave = [(size[0] // 8 + step * size[0] // 40, size[1] // 2 + (-1) ** step * size[1] // 6) for step in range(30)]
        ImageDraw.Draw(image).line(wave, fill=(16, 20, 24, 255), width=width, joint="curve")
    return image


def data_url(image: Image.Image) -> str:
    """As a canvas hands it over."""
    return "data:image/png;base64," + base64.b64encode(encoded(image, "PNG")).decode()


def signature() -> str:
    """What the signature field of a form sends."""
    return data_url(drawing())
