"""The guard in front of the reader: refuses in a moment what is no workbook, or would fill the memory."""

import os
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from django.conf import settings

from servicedesk.errors import DomainError
from workbook.labels import REFUSALS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the box of .xls files and of all encrypted ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORKBOOK_TYPES = (b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")

MOST_ENTRIES = 2_000
MOST_UNPACKED = 320 * 1024 * 1024  # sheets are read in a stream
MOST_HELD = 128 * 1024 * 1024  # the table of texts and all else is held in memory
MOST_RATIO = 150  # real workbooks are packed 5 to 40 times
RATIO_FROM = 16 * 1024 * 1024  # below this size unpacked, any ratio is harmless


def size_of(file: BinaryIO) -> int:
    """The bytes of an open file."""
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size


def refusal(code: str) -> DomainError:
    """The error of a file that is not read at all."""
    code = f"workbook.{code}"
    return DomainError(code, refusal_words(code), field="file")


def refusal_words(code: str) -> str:
    """Why a file was not read, in the reader's language."""
    return str(REFUSALS[code]) % {"most": settings.UPLOAD_LIMIT // 1024**2}


def refuse_unreadable(file: BinaryIO):
    """Looks at the outside of an upload: size, kind, password, and what it would unpack to. Reads no sheet.

    Raises DomainError `workbook.too_large`, `.not_excel`, `.old_excel`, `.password`, `.damaged` or `.bomb`.
    """
    size = size_of(file)
    if size > settings.UPLOAD_LIMIT:
        raise refusal("too_large")
    if file.read(len(OLE)) == OLE:
        _refuse_ole(file)
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            _check_archive(archive, size)
    except BadZipFile:
        file.seek(0)
        raise refusal("damaged" if file.read(4) == b"PK\x03\x04" else "not_excel") from None
    finally:
        file.seek(0)


def _refuse_ole(file: BinaryIO):
    file.seek(0)
    if ENCRYPTED in file.read():
        raise refusal("password")
    raise refusal("old_excel")


def _check_archive(archive: ZipFile, size: int):
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("password")
    unpacked = sum(entry.file_size for entry in entries)
    held = sum(entry.file_size for entry in entries if not entry.filename.startswith("xl/worksheets/"))
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or held > MOST_HELD
        or unpacked > max(RATIO_FROM, size * MOST_RATIO)
    ):
        raise refusal("bomb")
    try:
        types = archive.read("[Content_Types].xml")
    except KeyError:
        raise refusal("not_excel") from None
    except Exception as error:  # whatever a broken archive makes zipfile and zlib say
        raise refusal("damaged") from error
    if not any(kind in types for kind in WORKBOOK_TYPES):
        raise refusal("not_excel")
