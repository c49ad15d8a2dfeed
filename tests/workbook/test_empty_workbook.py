"""The empty workbook: every sheet and column in either language, and what comes back filled in is taken."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from customers.models import Customer
from workbook.schema import GUIDE, SHEETS, Kind
from workbook.services import take_in
from workbook.writer import empty_workbook

LANGUAGES = {"en": lambda thing: thing.name, "zh-hans": lambda thing: thing.label}


@pytest.fixture(params=list(LANGUAGES))
def language(request):
    return request.param


@pytest.fixture
def book(language):
    return load_workbook(BytesIO(empty_workbook(language)))


def test_all_sheets_and_columns_are_there(book, language):
    called = LANGUAGES[language]
    assert book.sheetnames == [GUIDE[language], *(called(sheet) for sheet in SHEETS)]
    for sheet in SHEETS:
        page = book[called(sheet)]
        assert [cell.value for cell in page[1]] == [called(column) for column in sheet.columns]
        assert page.max_row == 1
        assert page.freeze_panes == "B2"


def test_every_heading_says_what_it_accepts(book, language):
    called = LANGUAGES[language]
    for sheet in SHEETS:
        assert all(cell.comment.text.strip() for cell in book[called(sheet)][1])


def test_coded_columns_offer_their_codes(book, language):
    called = LANGUAGES[language]
    for sheet in SHEETS:
        offered = {
            str(rule.sqref).split("2:")[0]: rule.formula1
            for rule in book[called(sheet)].data_validations.dataValidation
        }
        coded = [column for column in sheet.columns if column.kind in {Kind.CODE, Kind.YES_NO}]
        assert len(offered) == len(coded)
        for column in coded:
            words = column.codes.keys() if language == "en" else column.codes.values()
            assert f'"{",".join(words)}"' in offered.values()
        assert all(len(formula) <= 257 for formula in offered.values())  # Excel's limit


def test_phone_numbers_stay_text_and_dates_are_dates(book, language):
    called = LANGUAGES[language]
    customers, machines = (book[called(sheet)] for sheet in SHEETS[1:3])
    assert customers.column_dimensions["F"].number_format == "@"
    assert machines.column_dimensions["G"].number_format == "yyyy-mm-dd"


@pytest.mark.django_db
def test_it_comes_back_empty_without_a_fault(language, now):
    report = take_in(BytesIO(empty_workbook(language)), file_name="x.xlsx", by=None, now=now)
    assert (report.faults, report.notes, report.new) == ([], [], 0)


@pytest.mark.django_db
def test_it_comes_back_filled_in(book, language, now):
    page = book[LANGUAGES[language](SHEETS[1])]
    page.append(["K1", "甲公司", "agent" if language == "en" else "代理商", "local" if language == "en" else "本地"])
    file = BytesIO()
    book.save(file)
    report = take_in(file, file_name="x.xlsx", by=None, now=now)
    assert report.faults == []
    assert Customer.objects.get().agent_kind == "local"


@pytest.mark.parametrize(
    ("query", "name"), [("?lang=en", "empty-workbook.xlsx"), ("?lang=zh", "%E5%AF%BC"), ("", "%E5%AF%BC")]
)
def test_the_download(service_manager, client_of, query, name):
    response = client_of(service_manager).get(f"/import/empty-workbook.xlsx{query}")
    assert name in response["Content-Disposition"]
    assert load_workbook(BytesIO(response.content)).sheetnames
