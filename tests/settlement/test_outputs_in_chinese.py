"""What leaves the desk in Chinese: names of files, of pages and of columns."""

from urllib.parse import quote

import pytest

from settlement.services import month_close
from tests.settlement.facts import AFTER, OCTOBER

pytestmark = pytest.mark.usefixtures("october")


def test_the_workbook_and_its_name(exported):
    book = exported("zh-hans")
    assert quote("月度结算-2026-10.xlsx") in book.called
    assert book["汇总"]["A1"].value == "月度结算 2026-10"
    assert [cell.value for cell in book.worksheets[1][3]] == [
        "日期", "规则", "项目", "依据", "细目", "金额（元）", "合计的组成",
    ]  # fmt: skip


def test_the_payroll_list_and_its_name(client_of, finance, technician, other_technician, decide, company_manager):
    decide(technician)
    decide(other_technician)
    month_close(month=OCTOBER, by=company_manager, now=AFTER)
    answer = client_of(finance, "zh-hans").get("/settlement/2026-10/payroll.csv")
    assert quote("工资清单-2026-10.csv") in answer["Content-Disposition"]
    head = answer.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert head[:8] == ["月份", "工号", "姓名", "路费", "补助", "奖励", "扣款", "合计"]
