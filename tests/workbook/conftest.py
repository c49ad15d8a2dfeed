"""Workbooks made on the spot: a small shop whose rows are all right, for each test to spoil or change."""

from copy import deepcopy
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from workbook.schema import BY_NAME

SHOP = {
    "staff": [
        {"staff_no": "T01", "name": "丁", "roles": "technician", "in_station": "yes", "active_from": date(2024, 4, 1)},
        {"staff_no": "C01", "name": "陈二", "roles": "counter,technician", "in_station": "yes"},
        {"staff_no": "W01", "name": "王三", "roles": "warehouse", "in_station": "no"},
    ],
    "customers": [
        {"customer_no": "K0001", "name": "恒信电脑", "tier": "agent", "agent_kind": "county", "phone": "13900000001"},
        {"customer_no": "K0002", "name": "本地数码公司", "tier": "agent", "agent_kind": "local", "contact": "周先生"},
        {"customer_no": "K0003", "name": "第一中学", "tier": "industry", "address": "学院路1", "in_urban_area": "yes"},
        {"customer_no": "K0004", "name": "李雷", "tier": "other", "in_urban_area": "no"},
    ],
    "machines": [
        {
            "machine_no": "J0001", "customer_no": "K0003", "category": "desktop_host", "brand_class": "brand",
            "model": "锐翔 A5", "serial": "SN-100-1", "purchased_on": date(2025, 5, 4), "sale_price": 4299,
            "cost": "3800.50",
        },
        {
            "machine_no": "J0002", "customer_no": "K0004", "category": "laptop", "brand_class": "compatible",
            "serial": "SN1002",
        },
        {"machine_no": "J0003", "customer_no": "K0004", "category": "monitor"},
    ],
    "jobs": [
        {
            "job_no": "G0001", "customer_no": "K0003", "machine_no": "J0001", "domain": "hardware", "severity": "major",
            "purpose": "work", "repeat": "no", "fault": "不开机", "opened_at": datetime(2026, 10, 10, 11, 19),
        },
        {
            "job_no": "G0002", "customer_no": "K0004", "machine_no": "J0002", "domain": "software",
            "severity": "ordinary", "purpose": "entertainment", "repeat": "yes", "fault": "蓝屏",
            "opened_at": datetime(2026, 10, 1, 9, 0), "closed_at": datetime(2026, 10, 2, 17, 30),
        },
        {
            "job_no": "G0003", "customer_no": "K0001", "domain": "hardware", "severity": "ordinary", "purpose": "work",
            "brand_class": "brand", "fault": "硬盘异响", "opened_at": datetime(2026, 10, 12, 8, 30),
            "expedite_reason": "明早开会要用",
        },
    ],
    "visits": [
        {
            "receipt_no": "S0001", "technician": "T01", "customer_no": "K0003", "machine_no": "J0001",
            "site_kind": "office_single", "domain": "hardware", "contact": "周老师", "address": "学院路1",
            "agreed_at": datetime(2026, 10, 8, 9, 0), "delay_explained_at": datetime(2026, 10, 8, 8, 50),
            "departure_reported_at": datetime(2026, 10, 8, 8, 40), "arrived_at": datetime(2026, 10, 8, 9, 20),
            "left_at": datetime(2026, 10, 8, 10, 5), "fault": "不开机", "work_done": "换电源", "result": "solved",
            "verdict": "satisfied", "signed": "yes", "shoe_covers": "na", "ate": "no", "drank": "no", "smoked": "no",
            "fare_out": 4, "fare_back": "4.50", "revenue": 80, "revenue_handed_in_at": datetime(2026, 10, 8, 17, 0),
        },
        {
            "receipt_no": "S0002", "technician": "C01", "customer_no": "K0004", "machine_count": 3,
            "site_kind": "net_cafe", "arrived_at": datetime(2026, 10, 9, 9, 0), "result": "not_solved",
            "reported_at": datetime(2026, 10, 9, 12, 0), "signed": "no",
        },
    ],
    "returned_goods": [
        {
            "item_no": "F0001", "customer_no": "K0004", "product": "笔记本", "spec": "14 寸", "serial": "sn1002",
            "category": "laptop", "purchased_on": date(2026, 3, 1), "sale_price": 605, "cost": 550,
            "price_today": 599.5, "fault": "屏线接触不良", "condition": "faulty", "packaging_complete": "no",
            "received_at": datetime(2026, 10, 5, 14, 8), "received_by": "C01", "holder": "T01", "remedy": "repair",
            "voucher_no": "PZ0001", "sent_to_supplier_on": date(2026, 10, 6), "supplier": "省城售后",
            "supplier_received_on": date(2026, 10, 8), "back_from_supplier_on": date(2026, 10, 7),
            "explained_at": datetime(2026, 10, 9, 10, 0), "reported_at": datetime(2026, 10, 8, 10, 0),
            "estimate": date(2026, 10, 30), "delivered_at": datetime(2026, 10, 16, 9, 0),
            "delivery_kind": "collected", "signed": "yes",
        },
        {
            "item_no": "F0002", "customer_no": "K0004", "product": "鼠标", "category": "mouse", "condition": "intact",
            "received_at": datetime(2026, 10, 5, 14, 8), "voucher_no": "PZ0001",
        },
    ],
    "revenue": [
        {
            "revenue_no": "R0001", "staff_no": "T01", "on": date(2026, 10, 6), "amount": "360.25",
            "handed_in_on": date(2026, 10, 7), "note": "系统安装",
        },
    ],
    "incidents": [
        {"incident_no": "E0001", "on": date(2026, 10, 9), "staff_no": "T01", "kind": "S-V7"},
        {"incident_no": "E0002", "on": date(2026, 10, 9), "kind": "S-R2", "amount": 100, "note": "丢失返修品"},
    ],
}  # fmt: skip


@pytest.fixture
def shop() -> dict[str, list[dict]]:
    """A small shop's workbook as rows, all of them right on 15 October 2026."""
    return deepcopy(SHOP)


def columns_of(sheet: str, rows: list[dict]) -> list[str]:
    """All known columns in the order of the formats, then whatever else the rows have."""
    known = [column.name for column in BY_NAME[sheet].columns] if sheet in BY_NAME else []
    return known + [name for name in dict.fromkeys(key for row in rows for key in row) if name not in known]


def as_file(sheets: dict[str, list[dict]], *, change=None) -> BytesIO:
    """An .xlsx of these sheets; `change(workbook)` may spoil it before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        columns = columns_of(name, rows)
        sheet.append(columns)
        for row in rows:
            sheet.append([row.get(column) for column in columns])
    if change:
        change(book)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


@pytest.fixture
def take(db, now):
    """take(sheets or file) -> Report, as an import at `now`."""
    from workbook.services import take_in

    def make(source, *, change=None, by=None, at=None):
        file = as_file(source, change=change) if isinstance(source, dict) else source
        return take_in(file, file_name="shop.xlsx", by=by, now=at or now)

    return make


@pytest.fixture
def contents(db):
    """contents() -> every row of every table that an import could touch, to see that nothing changed."""
    from django.apps import apps

    names = ("records", "staff", "customers", "tickets", "returns", "field_visits", "settlement")

    def look() -> dict:
        models = [model for name in names for model in apps.get_app_config(name).get_models()]
        return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}

    return look


def told(report) -> list[tuple]:
    """The faults as (sheet, row, column, code)."""
    return [(fault.sheet, fault.row, fault.column, fault.code) for fault in report.faults]
