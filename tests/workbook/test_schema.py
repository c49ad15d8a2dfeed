"""The one table of sheets and columns agrees with the models it is written to and with itself."""

import pytest

from customers import policies as customers
from customers.models import Customer, Machine
from field_visits import policies as visits
from field_visits.models import Visit
from returns import policies as returns
from returns.models import Paper, ReturnedItem, Supplier
from settlement.models import Incident, Revenue
from settlement.policies import ENTERED, Rule
from staff.models import User
from staff.policies import Role
from tickets import policies as tickets
from tickets.models import Job
from workbook import schema
from workbook.schema import SHEETS, Kind

MODELS = {
    "staff": User,
    "customers": Customer,
    "machines": Machine,
    "jobs": Job,
    "visits": Visit,
    "returned_goods": ReturnedItem,
    "revenue": Revenue,
    "incidents": Incident,
}
ENTERED_AS_WRITTEN = [rule for rule in ENTERED if rule != Rule.SUGGESTION] + [Rule.SUGGESTION]
KEPT_ELSEWHERE = {("returned_goods", "supplier"): (Supplier, "name")}
TEXT = [(sheet.name, column) for sheet in SHEETS for column in sheet.columns if column.kind in {Kind.TEXT, Kind.NUMBER}]


@pytest.mark.parametrize(("sheet", "column"), TEXT, ids=lambda each: getattr(each, "name", each))
def test_what_a_column_takes_fits_the_database(sheet, column):
    model, name = KEPT_ELSEWHERE.get((sheet, column.name), (MODELS[sheet], column.name))
    assert column.most == model._meta.get_field(name).max_length


def test_voucher_numbers_fit():
    assert schema.RETURNED_GOODS.by_name["voucher_no"].most == Paper._meta.get_field("paper_no").max_length


@pytest.mark.parametrize(
    ("codes", "values"),
    [
        (schema.ROLES, Role),
        (schema.TIERS, customers.Tier),
        (schema.AGENT_KINDS, customers.AgentKind),
        (schema.CATEGORIES, customers.Category),
        (schema.BRAND_CLASSES, customers.BrandClass),
        (schema.DOMAINS, tickets.Domain),
        (schema.SEVERITIES, tickets.Severity),
        (schema.PURPOSES, tickets.Purpose),
        (schema.SITE_KINDS, visits.SiteKind),
        (schema.RESULTS, visits.Result),
        (schema.VERDICTS, visits.Verdict),
        (schema.SHOE_COVERS, visits.ShoeCovers),
        (schema.CONDITIONS, returns.Condition),
        (schema.REMEDIES, returns.Remedy),
        (schema.DELIVERY_KINDS, returns.DeliveryKind),
        (schema.INCIDENT_RULES, ENTERED_AS_WRITTEN),
    ],
)
def test_codes_are_those_of_the_policies(codes, values):
    assert list(codes) == [value.value for value in values]


def test_no_two_spellings_clash():
    for sheet in SHEETS:
        names = [schema.folded(word) for column in sheet.columns for word in {column.name, column.label}]
        assert len(names) == len(set(names))
        for column in sheet.columns:
            assert len(column.meant) == len({schema.folded(w) for pair in column.codes.items() for w in pair})
            assert set(column.meant.values()) == set(column.codes)


def test_the_first_column_is_the_number():
    assert all(sheet.number.kind == Kind.NUMBER for sheet in SHEETS)
