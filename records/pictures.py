"""Photographs as people send them, made into what the desk keeps: upright, small, and telling nothing but the picture.

Nothing here knows the database. What a file is, is read from its bytes; its name and the type that a browser declares
mean nothing.
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from servicedesk.errors import DomainError

MOST_BYTES = 20 * 1024**2
LONG_SIDE = 2000
THUMB_SIDE = 320
QUALITY = 82

# Pixels that are decoded at all. A phone's JPEG of 108 megapixels is read at a fraction of its size; every other kind
# lies in memory whole, and an animated WebP in two copies.
MOST_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000, "PNG": 50_000_000, "WEBP": 25_000_000}
MOST_PROGRESSIVE = 50_000_000  # such a JPEG is unpacked whole whatever size is asked for
MOST_PROFILE = 4 * 1024**2  # bytes of a colour profile; those of printing presses have two million
READ = ("JPEG", "PNG", "WEBP")  # a JPEG with further pictures behind the first is "MPO" to Pillow

Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())  # Pillow's own guard, which warns from here and refuses from twice

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

REFUSALS = {
    "picture.empty": _("This file is empty. Take the photo again."),
    "picture.too_big": _("This file is larger than %(most)d MB. Send the photo itself, not a film or a scan."),
    "picture.heic": _(
        "This is a HEIC photo, which the desk does not open. Set the phone's camera to JPEG (iPhone: Settings, Camera, "
        "Formats, Most Compatible), or take a screenshot of the photo and send that."
    ),
    "picture.not_picture": _("This is not a photo that the desk can open. It takes JPEG, PNG and WebP."),
    "picture.too_many_pixels": _("This picture has too many pixels (%(width)d × %(height)d). Send a smaller one."),
    "picture.bomb": _("This picture has too many pixels. Send a smaller one."),
    "picture.damaged": _("This photo is damaged or was cut off on its way. Send it again."),
}

_one_at_a_time = Lock()  # several large pictures at once would need the memory of all of them


@dataclass(frozen=True)
class Prepared:
    """A picture ready to be kept: its bytes, a small one for lists (empty where it is small itself), its size."""

    content: bytes
    thumb: bytes
    suffix: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """The fingerprint of what is kept, by which anybody can see that it was not changed since."""
        return sha256(self.content).hexdigest()


def refusal(code: str, **data) -> DomainError:
    """Why a file is not taken, in the reader's language."""
    return DomainError(code, REFUSALS[code] % data if data else REFUSALS[code])


def prepare(file: BinaryIO) -> Prepared:
    """The photograph in an open file: turned upright, without any metadata, in sRGB, at most 2,000 px long, as JPEG.

    Of moving pictures the first one is taken; what is transparent becomes white.
    Raises DomainError `picture.empty`, `.too_big`, `.heic`, `.not_picture`, `.too_many_pixels`, `.bomb`, `.damaged`.
    """
    _refuse_size(file)
    try:
        with _one_at_a_time, Image.open(file, formats=READ) as image:
            _refuse_pixels(image)
            plain = _plain(image)
    except DomainError:
        raise
    except UnidentifiedImageError as error:
        raise _no_picture(file) from error
    except Image.DecompressionBombError as error:
        raise refusal("picture.bomb") from error
    except Exception as error:  # whatever a broken picture makes the decoders say
        raise refusal("picture.damaged") from error
    content, (width, height) = _jpeg(plain), plain.size
    plain.thumbnail((THUMB_SIDE, THUMB_SIDE))
    return Prepared(content, _jpeg(plain), ".jpg", width, height)


def _refuse_size(file: BinaryIO):
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if not size:
        raise refusal("picture.empty")
    if size > MOST_BYTES:
        raise refusal("picture.too_big", most=MOST_BYTES // 1024**2)


def _refuse_pixels(image: Image.Image):
    """Looks at the head of the file only: nothing is unpacked yet."""
    most = MOST_PROGRESSIVE if image.info.get("progressive") else MOST_PIXELS[image.format]
    width, height = image.size
    if width * height > most:
        raise refusal("picture.too_many_pixels", width=width, height=height)


def _no_picture(file: BinaryIO) -> DomainError:
    """What to say of a file that is none of the kinds: phones' HEIC gets its own advice."""
    file.seek(0)
    head = file.read(12)
    is_heif = head[4:8] == b"ftyp" and head[8:12] in HEIF_BRANDS
    return refusal("picture.heic" if is_heif else "picture.not_picture")


def _plain(image: Image.Image) -> Image.Image:
    """The picture as bare RGB pixels, reduced first so that everything after works on little."""
    profile = image.info.get("icc_profile")
    if image.mode not in {"RGB", "L", "CMYK"}:
        image = _eight_bit(image)
    image.thumbnail(_target(*image.size), reducing_gap=2.0)  # a JPEG is decoded at a fraction of its size
    image = _on_white(_upright(image))
    image = _in_srgb(image, profile).convert("RGB")
    image.info = {}
    return image


def _target(width: int, height: int) -> tuple[int, int]:
    """The size to reduce to. In the picture's own proportions: for a square around it a JPEG is decoded too large."""
    share = min(1, LONG_SIDE / max(width, height))
    return max(1, round(width * share)), max(1, round(height * share))


def _eight_bit(image: Image.Image) -> Image.Image:
    """A palette, black and white or 16 bits a pixel as one of the kinds that can be reduced smoothly."""
    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # the picture is whole, only what the camera wrote about it is not
        return image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as they look under the picture's own profile; as they are where it has none that can be read."""
    if not profile or len(profile) > MOST_PROFILE:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _jpeg(image: Image.Image) -> bytes:
    kept = BytesIO()
    image.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return kept.getvalue()
