"""The sheets and columns of the workbook, in one table: names in English and Chinese, types, codes and labels.

Everything else follows it: the reader, the checks, the empty workbook and the words about what is accepted.
"""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"  # the number by which the record itself is known
    REFERENCE = "reference"  # the number of another record
    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    WHOLE = "whole"


def folded(name) -> str:
    """A name or code as it is compared: any case and width, without blanks around it."""
    return unicodedata.normalize("NFKC", str(name)).strip().casefold()


@dataclass(frozen=True)
class Column:
    """A column: its English name, its Chinese label, and what its cells may hold."""

    name: str
    label: str
    kind: Kind
    required: bool = False
    codes: dict[str, str] = field(default_factory=dict)
    most: int = 0  # characters of text
    refers: str = ""  # the sheet whose records it names
    past: bool = False  # a day that cannot lie ahead

    @cached_property
    def meant(self) -> dict[str, str]:
        """The code of every accepted spelling."""
        return {folded(word): code for code, label in self.codes.items() for word in (code, label)}


@dataclass(frozen=True)
class Sheet:
    """A sheet: one row a record, known by the column `number`."""

    name: str
    label: str
    columns: tuple[Column, ...]

    @property
    def number(self) -> Column:
        return self.columns[0]

    @cached_property
    def column_of(self) -> dict[str, Column]:
        """The column of every accepted heading."""
        return {folded(word): column for column in self.columns for word in (column.name, column.label)}

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}


ROLES = {
    "counter": "前台",
    "technician": "技术员",
    "service_manager": "技术服务经理",
    "company_manager": "公司经理",
    "finance": "财务",
    "warehouse": "库管",
    "purchasing": "商务",
}
TIERS = {
    "agent": "代理商",
    "industry": "行业客户",
    "network": "网络客户",
    "quasi_industry": "准行业客户",
    "other": "其他客户",
}
AGENT_KINDS = {"county": "县市", "local": "本地"}
CATEGORIES = {
    "desktop_host": "主机",
    "laptop": "笔记本",
    "tablet": "平板",
    "monitor": "显示器",
    "keyboard": "键盘",
    "mouse": "鼠标",
    "case": "机箱",
    "speaker": "音箱",
    "board": "主板",
    "cpu": "CPU",
    "memory": "内存",
    "disk": "硬盘",
    "graphics_card": "显卡",
    "power_supply": "电源",
    "printer": "打印机",
    "network": "网络设备",
    "other": "其他",
}
BRAND_CLASSES = {"brand": "品牌机", "compatible": "兼容机"}
DOMAINS = {"hardware": "硬件", "software": "软件"}
SEVERITIES = {"major": "严重", "ordinary": "一般"}
PURPOSES = {"work": "工作", "entertainment": "娱乐"}
SITE_KINDS = {"home_single": "家庭单机", "office_single": "机关单机", "network": "普通网络", "net_cafe": "网吧"}
RESULTS = {"solved": "已解决", "taken_back": "带回", "second_visit": "二次上门", "not_solved": "未解决"}
VERDICTS = {"satisfied": "满意", "dissatisfied": "不满意"}
SHOE_COVERS = {"yes": "是", "no": "否", "na": "不适用"}
CONDITIONS = {"intact": "完好", "faulty": "故障"}
REMEDIES = {"refund": "退货", "exchange": "调货", "swap": "换新", "repair": "返修"}
DELIVERY_KINDS = {"delivered": "送货", "collected": "自取", "shipped": "发货"}
INCIDENT_RULES = ("S-V5", "S-V6", "S-V7", "S-R1", "S-R2", "S-R5", "S-R6", "S-O1", "S-O2", "S13")
YES_NO = {"yes": "是", "no": "否"}


def _number(name: str, label: str) -> Column:
    return Column(name, label, Kind.NUMBER, required=True, most=20)


def _refers(name: str, label: str, sheet: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.REFERENCE, required=required, most=20, refers=sheet)


def _text(name: str, label: str, most: int, *, required: bool = False) -> Column:
    return Column(name, label, Kind.TEXT, required=required, most=most)


def _code(name: str, label: str, codes: dict[str, str], *, required: bool = False) -> Column:
    return Column(name, label, Kind.CODE, required=required, codes=codes)


def _yes_no(name: str, label: str) -> Column:
    return Column(name, label, Kind.YES_NO, codes=YES_NO)


def _date(name: str, label: str, *, required: bool = False, past: bool = False) -> Column:
    return Column(name, label, Kind.DATE, required=required, past=past)


def _time(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.TIME, required=required)


def _money(name: str, label: str, *, required: bool = False) -> Column:
    return Column(name, label, Kind.MONEY, required=required)


STAFF = Sheet(
    "staff",
    "人员",
    (
        _number("staff_no", "工号"),
        _text("name", "姓名", 60, required=True),
        Column("roles", "角色", Kind.CODES, required=True, codes=ROLES),
        _yes_no("in_station", "服务站"),
        _date("active_from", "入职"),
        _date("active_to", "离职"),
    ),
)
CUSTOMERS = Sheet(
    "customers",
    "客户",
    (
        _number("customer_no", "客户号"),
        _text("name", "名称", 100, required=True),
        _code("tier", "类别", TIERS, required=True),
        _code("agent_kind", "代理类型", AGENT_KINDS),
        _text("contact", "联系人", 60),
        _text("phone", "电话", 40),
        _text("address", "地址", 200),
        _yes_no("in_urban_area", "市区"),
    ),
)
MACHINES = Sheet(
    "machines",
    "机器",
    (
        _number("machine_no", "机器号"),
        _refers("customer_no", "客户号", "customers", required=True),
        _code("category", "品类", CATEGORIES, required=True),
        _code("brand_class", "品牌", BRAND_CLASSES),
        _text("model", "型号", 100),
        _text("serial", "序列号", 60),
        _date("purchased_on", "购买日期", past=True),
        _money("sale_price", "售价"),
        _money("cost", "成本"),
    ),
)
JOBS = Sheet(
    "jobs",
    "工单",
    (
        _number("job_no", "工单号"),
        _refers("customer_no", "客户号", "customers", required=True),
        _refers("machine_no", "机器号", "machines"),
        _code("domain", "软硬件", DOMAINS, required=True),
        _code("severity", "故障程度", SEVERITIES, required=True),
        _code("purpose", "用途", PURPOSES, required=True),
        _yes_no("repeat", "多次未解决"),
        _code("brand_class", "品牌", BRAND_CLASSES),
        _text("fault", "故障", 500, required=True),
        _time("opened_at", "登记时间", required=True),
        _time("closed_at", "完成时间"),
        _text("expedite_reason", "加急原因", 300),
    ),
)
VISITS = Sheet(
    "visits",
    "上门",
    (
        _number("receipt_no", "回执号"),
        _refers("technician", "技术员", "staff", required=True),
        _refers("customer_no", "客户号", "customers"),
        _refers("machine_no", "机器号", "machines"),
        Column("machine_count", "台数", Kind.WHOLE),
        _code("site_kind", "场所", SITE_KINDS),
        _code("domain", "软硬件", DOMAINS),
        _text("contact", "联系人", 60),
        _text("address", "地址", 200),
        _time("agreed_at", "约定时间"),
        _time("delay_explained_at", "说明时间"),
        _time("departure_reported_at", "外出报告"),
        _time("arrived_at", "到达"),
        _time("left_at", "离开"),
        _text("fault", "故障", 500),
        _text("work_done", "处理", 1000),
        _code("result", "结果", RESULTS),
        _time("reported_at", "汇报时间"),
        _code("verdict", "满意度", VERDICTS),
        _yes_no("signed", "签字"),
        _code("shoe_covers", "鞋套", SHOE_COVERS),
        _yes_no("ate", "吃"),
        _yes_no("drank", "喝"),
        _yes_no("smoked", "抽"),
        _money("fare_out", "去程"),
        _money("fare_back", "回程"),
        _money("revenue", "收款"),
        _time("revenue_handed_in_at", "交款时间"),
    ),
)
RETURNED_GOODS = Sheet(
    "returned_goods",
    "返货",
    (
        _number("item_no", "返货号"),
        _refers("customer_no", "客户号", "customers", required=True),
        _text("product", "品名", 100, required=True),
        _text("spec", "规格", 100),
        _text("serial", "序列号", 60),
        _code("category", "品类", CATEGORIES, required=True),
        _date("purchased_on", "购买日期", past=True),
        _money("sale_price", "售价"),
        _money("cost", "成本"),
        _money("price_today", "现价"),
        _text("fault", "故障", 500),
        _code("condition", "状态", CONDITIONS, required=True),
        _yes_no("packaging_complete", "包装齐全"),
        _time("received_at", "收货时间", required=True),
        _refers("received_by", "收货人", "staff"),
        _refers("holder", "经手人", "staff"),
        _code("remedy", "处理方式", REMEDIES),
        Column("voucher_no", "凭证号", Kind.REFERENCE, most=20),
        _date("sent_to_supplier_on", "返厂日期"),
        _text("supplier", "供应商", 100),
        _date("supplier_received_on", "供应商收货"),
        _date("back_from_supplier_on", "返回日期"),
        _time("explained_at", "说明时间"),
        _time("reported_at", "汇报时间"),
        _date("estimate", "预计日期"),
        _time("delivered_at", "交还时间"),
        _code("delivery_kind", "交还方式", DELIVERY_KINDS),
        _yes_no("signed", "签字"),
    ),
)
REVENUE = Sheet(
    "revenue",
    "收入",
    (
        _number("revenue_no", "收入号"),
        _refers("staff_no", "工号", "staff", required=True),
        _date("on", "日期", required=True),
        _money("amount", "金额", required=True),
        _date("handed_in_on", "交款日期"),
        _text("note", "备注", 500),
    ),
)
INCIDENTS = Sheet(
    "incidents",
    "事项",
    (
        _number("incident_no", "事项号"),
        _date("on", "日期", required=True),
        _refers("staff_no", "工号", "staff"),
        _code("kind", "条款", {rule: rule for rule in INCIDENT_RULES}, required=True),
        _money("amount", "金额"),
        _refers("receipt_no", "回执号", "visits"),
        _refers("item_no", "返货号", "returned_goods"),
        _text("note", "备注", 500),
    ),
)

# In the order in which records build on each other.
SHEETS = (STAFF, CUSTOMERS, MACHINES, JOBS, VISITS, RETURNED_GOODS, REVENUE, INCIDENTS)
SHEET_OF = {folded(word): sheet for sheet in SHEETS for word in (sheet.name, sheet.label)}
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

# The sheet of the empty workbook that explains the others.
GUIDE = {"en": "instructions", "zh-hans": "说明"}
GUIDE_NAMES = frozenset(folded(name) for name in GUIDE.values())
