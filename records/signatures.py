"""Signatures drawn on the screen: the canvas's PNG made into a small grey picture, or refused where nobody signed."""

import base64
import binascii
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from records.pictures import Prepared
from servicedesk.errors import DomainError

HEAD = "data:image/png;base64,"
MOST_TEXT = 600_000  # characters; a full pad on a phone with fine pixels has 60,000
MOST_PIXELS = 8_000_000
WIDEST, HIGHEST = 600, 300
MARGIN = 8
DARK = 128
LEAST_INK = 40  # dark pixels of the kept picture; a dot or a slip of the finger has fewer
LEAST_SHARE = 25  # the longer side of the ink is at least a 25th of the pad's
MOST_INK = 0.3  # of the pad; more is a blot

REFUSALS = {
    "signature.blank": _("Nobody has signed yet."),
    "signature.too_little": _("This is too little for a signature. Clear it and sign again."),
    "signature.blot": _("This is a blot, not a signature. Clear it and sign again."),
    "signature.too_big": _("This drawing is too large. Clear it and sign again."),
    "signature.not_png": _("The signature was damaged on its way. Clear it and sign again."),
}


def refusal(code: str) -> DomainError:
    """Why a drawing is not taken."""
    return DomainError(code, REFUSALS[code])


def read(text: str) -> Prepared:
    """The signature in a canvas's data URL, cut to its ink, grey on white, at most 600 × 300, without metadata.

    Raises DomainError `signature.blank`, `.too_little`, `.blot`, `.too_big` or `.not_png`.
    """
    drawn = _on_white(_opened(text))
    ink = _ink(drawn)
    box = ink.getbbox()
    if box is None:
        raise refusal("signature.blank")
    if ink.histogram()[255] > MOST_INK * ink.width * ink.height:
        raise refusal("signature.blot")
    kept = drawn.crop(box)
    kept.thumbnail((WIDEST - 2 * MARGIN, HIGHEST - 2 * MARGIN))
    if _is_too_little(kept, longer=max(box[2] - box[0], box[3] - box[1]), pad=max(drawn.size)):
        raise refusal("signature.too_little")
    kept = ImageOps.expand(kept, border=MARGIN, fill=255)
    content = BytesIO()
    kept.save(content, "PNG", optimize=True)
    return Prepared(content.getvalue(), b"", ".png", *kept.size)


def _opened(text: str) -> Image.Image:
    if len(text) > MOST_TEXT:
        raise refusal("signature.too_big")
    if not text.startswith(HEAD):
        raise refusal("signature.not_png")
    try:
        content = base64.b64decode(text.removeprefix(HEAD), validate=True)
        image = Image.open(BytesIO(content), formats=["PNG"])
        if image.width * image.height > MOST_PIXELS:
            raise refusal("signature.too_big")
        image.load()
    except DomainError:
        raise
    except (binascii.Error, Exception) as error:  # whatever a broken picture makes the decoder say
        raise refusal("signature.not_png") from error
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """The drawing in grey: what nobody drew on is transparent and becomes white."""
    drawn = image.convert("RGBA")
    ground = Image.new("L", drawn.size, 255)
    ground.paste(drawn.convert("L"), mask=drawn.getchannel("A"))
    return ground


def _ink(drawn: Image.Image) -> Image.Image:
    """White where somebody drew, else black."""
    return drawn.point(lambda value: 255 if value < DARK else 0)


def _is_too_little(kept: Image.Image, *, longer: int, pad: int) -> bool:
    """A dot or a slip of the finger. A single stroke is enough: some people sign so."""
    return _ink(kept).histogram()[255] < LEAST_INK or longer * LEAST_SHARE < pad
