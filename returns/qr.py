"""QR codes of papers and pages of goods, as every app draws them."""

from servicedesk.qr import qr_svg

__all__ = ["qr_svg"]
