"""QR codes as pictures inside the page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """The text as a QR code in SVG without styles or scripts, sized by the class `qr`; it stands some dirt."""
    picture = segno.make(text, error="q", micro=False)
    return mark_safe(picture.svg_inline(svgclass="qr", lineclass=None, omitsize=True, border=2))
