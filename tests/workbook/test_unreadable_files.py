"""Files that are no workbook are refused at once, each with one clear sentence."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from servicedesk.errors import DomainError
from tests.workbook.conftest import as_file
from workbook import archive
from workbook.archive import ENCRYPTED, OLE, refuse_unreadable

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
TYPES = f'<Types xmlns="x"><Override ContentType="{KIND}"/></Types>'


def packed(**parts: bytes | str) -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("types", "[Content_Types].xml"), content)
    file.seek(0)
    return file


def encrypted_zip() -> BytesIO:
    """A zip whose one entry claims to be encrypted."""
    data = bytearray(packed(types=TYPES).getvalue())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return BytesIO(bytes(data))


def cut_short(shop) -> BytesIO:
    whole = as_file(shop).getvalue()
    return BytesIO(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("not_excel", lambda shop: BytesIO(b"")),
        ("not_excel", lambda shop: BytesIO(b"hello, this is text")),
        ("not_excel", lambda shop: BytesIO("工号,姓名\nT1,丁一\n".encode("gb18030"))),
        ("not_excel", lambda shop: BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(500))),
        ("not_excel", lambda shop: packed(word__document="<x/>", types="<Types/>")),
        ("not_excel", lambda shop: packed(mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("old_excel", lambda shop: BytesIO(OLE + bytes(2000))),
        ("password", lambda shop: BytesIO(OLE + bytes(600) + ENCRYPTED + bytes(600))),
        ("password", lambda shop: encrypted_zip()),
        ("damaged", cut_short),
        ("bomb", lambda shop: packed(types=TYPES, xl__worksheets__sheet1=b"0" * 40_000_000)),
    ],
)
def test_refused_from_the_outside(shop, code, make):
    with pytest.raises(DomainError) as error:
        refuse_unreadable(make(shop))
    assert error.value.code == f"workbook.{code}"
    assert str(error.value).count("\n") == 0


def test_too_many_parts_are_a_bomb(monkeypatch):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 10)
    with pytest.raises(DomainError, match="unpack|解"):
        refuse_unreadable(packed(types=TYPES, **{f"part{place}": "x" for place in range(10)}))


def test_larger_than_the_limit(settings, shop):
    settings.UPLOAD_LIMIT = 2000
    with pytest.raises(DomainError) as error:
        refuse_unreadable(as_file(shop))
    assert error.value.code == "workbook.too_large"


@pytest.mark.parametrize(
    "parts",
    [
        {"types": TYPES},
        {"types": TYPES, "xl__workbook.xml": "<workbook>"},
        {"types": TYPES, "xl__workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><workbook>&b;</workbook>"},
    ],
)
def test_broken_inside(take, contents, parts):
    before = contents()
    with pytest.raises(DomainError) as error:
        take(packed(**parts))
    assert error.value.code == "workbook.damaged"
    assert contents() == before


def test_a_sheet_that_breaks_off_in_the_middle(take, shop, contents):
    whole = ZipFile(as_file(shop))
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in whole.namelist():
            content = whole.read(name)
            target.writestr(name, content[: len(content) // 2] if name.endswith("sheet4.xml") else content)
    made.seek(0)
    before = contents()
    with pytest.raises(DomainError) as error:
        take(made)
    assert error.value.code == "workbook.damaged"
    assert contents() == before
