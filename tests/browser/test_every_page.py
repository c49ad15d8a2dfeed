"""Every page of the desk in both languages and sizes: complete in its language, 360 px wide, WCAG 2.2 AA, no errors."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from openpyxl import Workbook

from records.picture_services import picture_withdraw, pictures_add
from records.pictures import prepare
from servicedesk import clock
from staff.policies import Role
from tests.browser.looks import faults_of
from tests.support.goods import made_ready, settled_quote
from tests.support.pictures import photo_bytes
from workbook.tasks import run_waiting_imports

pytestmark = pytest.mark.browser

# Names of addresses that are no pages: parts of pages, files, and steps that are only sent.
NO_PAGES = {
    "returns:chase_asked", "returns:chase_confirm", "returns:parcel_back",
    "notices:count", "notices:read_all", "notices:open", "notices:robot_test", "notices:retry",
    "deadlines:pause", "deadlines:resume", "complaints:step",
    "favicon", "healthz", "healthz_beat", "set_language", "returns:remedies", "returns:step", "staff:sign_out",
    "staff:first_password", "returns:handovers_sign", "returns:handover_do",
    "customers:lookup", "customers:similar", "customers:same_serial", "returns:lookup", "returns:picture",
    "tickets:take", "tickets:known", "tickets:answer", "tickets:close", "tickets:assign", "tickets:hand_over",
    "tickets:put_back", "tickets:expedite", "tickets:end_expedite", "tickets:repeat", "tickets:reopen",
    "rulebook:number_change", "rulebook:number_withdraw", "rulebook:calendar_mark", "rulebook:calendar_declare",
    "visits:withdraw", "visits:loan_signature", "visits:take_back",
    "visits:advice", "visits:feed", "visits:service_worker", "visits:token", "visits:picture", "visits:hand_in",
    "visits:move", "visits:cancel", "visits:turn_back", "visits:report", "visits:explain", "visits:depart",
    "visits:arrive", "visits:save", "visits:link", "visits:word_state", "visits:file",
    "settlement:current", "settlement:object", "settlement:withdraw", "settlement:picture", "settlement:sign",
    "settlement:run_progress", "settlement:reports", "settlement:export", "settlement:workbook", "settlement:payroll",
    "settlement:decide", "settlement:decide_anew", "settlement:mine_in",
    "settlement:rest", "settlement:answer", "settlement:ask", "settlement:wage",
    "rulebook:calendar_reopen", "workbook:progress", "workbook:faults", "workbook:template",
}  # fmt: skip
COLUMNS = {"customers", "name"}  # of the workbook whose faults are listed
each_language = pytest.mark.parametrize("language", ["zh", "en"])
WALKED_ELSEWHERE = {"staff:setup", "visits:word"}  # an empty desk, in test_sign_in; a stranger's page, in test_visit
OPEN_ALL = '() => document.querySelectorAll("details").forEach((each) => { each.name = ""; each.open = true; })'


@pytest.fixture
def boss(make_staff):
    """Somebody who may see everything: a small shop has such a person."""
    return make_staff("M1", "马经理", roles=set(Role))


@pytest.fixture
def jobs(boss, make_customer, make_machine, make_job, ago):
    """Jobs in every state, of customers and machines whose words are as long as a form lets them be."""
    county = make_customer("agent", name="临河县恒信电脑", contact="孙先生", phone="13900000001")
    school = make_customer("industry", name="第一中学" * 25, address="学院路" * 60, in_urban_area=True)
    laptop = make_machine(
        school, category="laptop", brand_class="brand", model="锐翔 A5", serial="SN" + "0123456789" * 5
    )
    reason, until = "明早开会要用", ago(days=-1)
    return {
        "expedited": make_job(
            county, fault="异响", expedite_reason=reason, expedite_until=until, opened_at=ago(hours=30)
        ),
        "late": make_job(school, fault="主板不通电" * 100, opened_at=ago(hours=29)),
        "mine": make_job(school, machine=laptop, fault="蓝屏", technician=boss, opened_at=ago(hours=2)),
        "closed": make_job(
            school, machine=laptop, fault="不开机", opened_at=ago(days=3), closed_at=ago(days=2), outcome="solved"
        ),
    }


@pytest.fixture
def papers(boss, jobs, present):
    """A voucher and a list, with two items each, and a void list."""
    from returns.services import NewItem, goods_receive, paper_void

    def receive(owner, serial):
        memory = {"product": "内存", "category": "memory", "condition": "faulty", "fault": "蓝屏" * 100}
        screen = {"product": "显示器" * 20, "category": "monitor", "condition": "intact", "serial": serial}
        items = [NewItem(**memory, packaging_complete=True), NewItem(**screen, packaging_complete=False)]
        return goods_receive(by=boss, now=present, customer=owner, items=items)

    void = receive(jobs["expedited"].customer, "XS1")
    return {
        "voucher": receive(jobs["mine"].customer, "XS" + "0" * 50),
        "list": paper_void(paper_id=void.pk, by=boss, now=present, reason="打印错位" * 50),
        "void": void,
    }


@pytest.fixture
def handovers(boss, papers, present, ago):
    """Hand-overs by kind: of an order, late, refused, and one that was signed."""
    from returns.models import HandOver
    from returns.policies import Circumstances
    from returns.services import Signature, handover_refuse, handover_sign, remedy_choose
    from returns.services.choosing import Wish

    faulty, intact = papers["list"].items.order_by("pk")
    facts = Circumstances(consumer=False)
    agreed = {"told": facts, "agreed_by": "孙先生", "overrule": "老客户" * 100}
    for item in (faulty, intact):
        item.purchased_on, item.sale_price, item.price_today = present.date(), 500, 400
        item.save()
    remedy_choose(item_id=faulty.pk, by=boss, now=present, wish=Wish("swap", in_stock=False, **agreed))
    remedy_choose(item_id=intact.pk, by=boss, now=present, wish=Wish("refund", **agreed))
    made = {each.kind: each for each in HandOver.objects.all()}
    signature = Signature(reference="CG1", expected_on=present.date() + timedelta(days=3))
    handover_sign(handover_id=made["order_new"].pk, by=boss, now=present, signature=signature)
    handover_refuse(handover_id=made["book_faulty"].pk, by=boss, now=present, reason="缺内部凭证" * 50)
    HandOver.objects.filter(kind="stock_in").update(due_at=ago(days=2))
    return {each.kind: each for each in HandOver.objects.all()}


@pytest.fixture
def parcel(boss, jobs, ago):
    """A parcel that is late, and a basket; what was told of the goods leads to their customer."""
    from returns.services import NewItem, Shipment, goods_receive, into_basket, parcel_ship, supplier_create

    told = {"product": "主板", "category": "board", "condition": "faulty", "packaging_complete": True}
    fault = {"fault": "花屏，孙先生 13900000001" * 10, "serial": "ZB" + "7" * 50, "remedy": "repair"}
    boards = [NewItem(**told, **fault, again=True), NewItem(**told, **fault | {"serial": ""})]
    paper = goods_receive(by=boss, now=ago(days=9), customer=jobs["mine"].customer, items=boards)
    name = "华北板卡售后" * 8
    supplier = supplier_create(by=boss, now=ago(days=9), name=name, contact="丁经理", phone="010-88886666")
    put = {"by": boss, "now": ago(days=8), "supplier": supplier, "wanted": "repair", "accessories": "数据线" * 20}
    sent, _stays = [into_basket(item_id=item.pk, **put) for item in paper.items.order_by("pk")]
    how = {"carrier": "顺丰", "waybill": "SF1234567890", "pieces": 2, "rma_no": "RMA" + "7" * 40}
    shipment = Shipment(supplier_id=supplier.pk, **how)
    return parcel_ship(trip_ids=[sent.pk], by=boss, now=ago(days=7), shipment=shipment)


@pytest.fixture
def way_back(boss, jobs, ago, present):
    """Goods of a county agent on their way back, one each: to be told, to be shipped, in the warehouse's inbox, sent
    off; and a machine that was swapped. Gives the packing list of what was sent."""
    from returns.models import SerialLink
    from returns.services import NewItem, Transport, goods_receive, goods_ship, goods_tell_ready

    county, machine = jobs["expedited"].customer, jobs["mine"].machine
    cards = {"product": "显卡" * 20, "category": "graphics_card", "condition": "faulty", "fault": "花屏"}
    serials = ["XK" + digit * 50 for digit in "1234"]
    cards = [NewItem(**cards, packaging_complete=True, serial=serial) for serial in serials]
    paper = goods_receive(by=boss, now=ago(days=5), customer=county, items=cards)
    _untold, shipped, waits, sent = [made_ready(item, ago(days=2)) for item in paper.items.order_by("pk")]
    told = {"by": boss, "now": present, "told_whom": "孙先生" * 10, "told_how": "phone"}
    goods_tell_ready(item_ids=[shipped.pk, sent.pk], way="ship_now", **told)
    goods_tell_ready(item_ids=[waits.pk], way="with_other_goods", **told)
    SerialLink.objects.create(
        item=sent, kind="swap", at=present, old_serial=machine.serial, new_serial=sent.serial, old_machine=machine
    )
    lorry = Transport("顺达货运" * 10, "浙D" + "1" * 50, "13900000009")
    return goods_ship(item_ids=[sent.pk], by=boss, now=present, transport=lorry)


@pytest.fixture
def desk_in_use(boss, jobs, papers, make_staff, today, present):
    """The rest of a desk in use: somebody who leaves, a number that changes, an import that found faults."""
    from rulebook.services import number_change
    from workbook.services import run_add

    soon = today + timedelta(days=9)
    make_staff("T2", "技术员小田", roles={"technician", "finance", "warehouse"}, active_to=soon)
    number_change(key="repeat_days", value="120", valid_from=soon, reason="够用", by=boss, now=present)
    book = Workbook()
    book.active.title = "customers"
    book.active.append(["customer_no", "name", "tier"])
    book.active.append(["K0001", None, "other"])
    book.save(file := BytesIO())
    run = run_add(by=boss, now=present, file=ContentFile(file.getvalue(), "十月.xlsx"), file_name="十月.xlsx")
    run_waiting_imports()
    return run


def told_of_deadlines(boss, job, present) -> dict:
    """Deadlines in every part of the board, an inbox with a digest, a robot and a message that was given up."""
    from complaints.services import complaint_log
    from deadlines.models import Deadline
    from deadlines.services import New, deadline_pause, deadline_resume, deadlines_open, sweep
    from notices.models import Message, Notice
    from notices.services import robot_save

    about = {"number": job.job_no, "customer_id": job.customer_id, "owner_id": boss.pk}
    for hours in (100, 30, 23, 12, 1):
        start = present - timedelta(hours=hours)
        deadlines_open([New("answer", job.pk, start=start, **about)], by=boss, now=start)
    sweep(now=present)
    row = Deadline.objects.filter(state="running", kind="answer", owner=boss).latest("due_at")
    for _round in range(2):
        deadline_pause(deadline_id=row.pk, by=boss, now=present, reason="客户出差，等他回话")
        deadline_resume(deadline_id=row.pk, by=boss, now=present + timedelta(hours=2))
    waits = Deadline.objects.filter(state="running", kind="answer", owner=boss).order_by("due_at").first()
    deadline_pause(deadline_id=waits.pk, by=boss, now=present, reason="等客户寄来发票")
    robot = robot_save(
        robot_id=None, by=boss, now=present, name="售后群", channel="dingtalk", url="https://oapi.dingtalk.com/robot/send",
        secret="", is_on=True,
    )  # fmt: skip
    Message.objects.create(
        channel="dingtalk", robot=robot, person=boss, heading="测试", text="测试", made_at=present, state="dead",
        tries=8, fault="310000 sign not match",
    )  # fmt: skip
    complaint = complaint_log(
        by=boss,
        now=present,
        customer=job.customer,
        channel="phone",
        what="上门迟到，也没有打电话" * 20,
        owner=boss,
        job=job,
    )
    return {
        "deadline": row,
        "robot": robot,
        "complaint": complaint,
        "digest": Notice.objects.filter(code="notice.digest").first(),
    }


@pytest.fixture
def visits(boss, jobs, ago, present):
    """Visits in every state, one of them filed with everything, money and a correction."""
    from field_visits.receipt_services import Filing, visit_correct, visit_file
    from field_visits.services import Appointment, visit_agree, visit_arrive, visit_cancel, visit_depart
    from field_visits.spare_services import spare_add, spare_lend
    from field_visits.word_services import Word
    from records import signatures
    from servicedesk.clock import local_date
    from tests.support.pictures import signature

    school = jobs["mine"].customer

    def agreed():
        known = {"customer": school, "technician": boss, "agreed_at": present, "fits": True, "job": jobs["mine"]}
        asked = Appointment(**known, contact="周老师", in_urban_area=False, note="三楼" * 50)
        return visit_agree(by=boss, now=present, asked=asked)

    def there():
        visit = agreed()
        visit_depart(visit_id=visit.pk, by=boss, now=ago(minutes=50))
        return visit_arrive(visit_id=visit.pk, by=boss, now=ago(minutes=30))

    noted = {"machine_count": 3, "site_kind": "net_cafe", "domain": "hardware", "fault": "蓝屏" * 200, "revenue": 80}
    noted |= {"work_done": "换电源" * 200, "result": "not_solved", "report": "缺件", "ate": True, "fare_out": 4}
    noted |= {"parts": [{"name": "电源", "old": "1" * 60, "new": "2" * 60}], "shoe_covers": "no"}
    word = Word("dissatisfied", signatures.read(signature()), "太慢")
    filed = visit_file(visit_id=there().pk, by=boss, now=present, filing=Filing(noted=noted, word=word))
    visit_correct(visit_id=filed.pk, by=boss, now=present, changes={"fault": "不开机"}, reason="写错了")
    unit = spare_add(by=boss, now=present, product="显示器", category="monitor", condition="良好", serial="1" * 60)
    lent = {"due_on": local_date(present), "borrower": "周老师", "signature": word.signature, "job": jobs["mine"]}
    loan = spare_lend(unit_id=unit.pk, by=boss, now=present, customer=school, **lent)
    here = spare_add(by=boss, now=present, product="主机", category="desktop_host", condition="旧")
    cancelled = visit_cancel(visit_id=agreed().pk, by=boss, now=present, reason="客户改期")
    return {"agreed": agreed(), "here": there(), "filed": filed, "cancelled": cancelled, "loan": loan, "unit": here}


@pytest.fixture
def month(boss, visits, make_staff, present):
    """A month with a shared loss, an incident with evidence, an objection, money of the station and a preview."""
    from settlement.policies import Month
    from settlement.services import incident_add, objection_add, revenue_add, run_add, run_next

    day = clock.local_date(present)
    entered = {"on": day, "by": boss, "now": present, "note": "丢失返修品，责任不清"}
    person = make_staff("T8", "技术员" * 10, roles={"technician"})
    incident_add(rule="S-R2", amount=Decimal("90.01"), **entered)
    image = prepare(BytesIO(photo_bytes()))
    incident = incident_add(rule="S-R5", person=person, evidence=[image], **entered)
    key = (person.staff_no, "S-R5", incident.incident_no, "")
    objection_add(month=Month.of(day), key=key, text="手续齐全" * 20, by=person, now=present)
    revenue_add(person=person, on=day, amount=Decimal(80), note="装系统", by=boss, now=present)
    run = run_add(kind="preview", month=Month.of(day), by=boss, now=present)
    run_next(now=present)
    return {"month": str(Month.of(day)), "before": str(Month.of(day).before), "incident": incident, "run": run}


@pytest.fixture
def addresses(
    jobs, papers, visits, handovers, parcel, way_back, month, desk_in_use, boss, present
) -> list[tuple[str, str]]:
    """Every page by name, with an address that shows it full."""
    job, voucher = jobs["mine"], papers["voucher"]
    item = voucher.items.first()
    image = prepare(BytesIO(photo_bytes()))
    photos = {"by": boss, "now": present, "subject": "item", "subject_id": item.pk, "kind": "intake"}
    gone, picture = pictures_add(**photos, images=[image, image])
    picture_withdraw(picture_id=gone.pk, by=boss, now=present, reason="拍错了")
    quote = settled_quote(voucher.items.last(), boss, present)
    told = told_of_deadlines(boss, job, present)
    customer, machine = [job.customer.customer_no], [job.machine.machine_no]
    wanted = {
        "staff:person": ["T2"], "staff:edit": ["T2"], "customers:detail": customer, "customers:edit": customer,
        "customers:machine_new": customer, "customers:machine": machine, "customers:machine_edit": machine,
        "tickets:job": [job.job_no], "tickets:edit": [job.job_no], "returns:item": [item.item_no],
        "returns:pictures": [item.item_no], "returns:picture_withdraw": [picture.stem],
        "returns:paper": [voucher.paper_no], "returns:status": [voucher.token], "rulebook:number": ["repeat_days"],
        "visits:visit": [visits["filed"].receipt_no], "visits:paper": [visits["filed"].receipt_no],
        "visits:spare": [visits["loan"].unit.unit_no], "visits:lend": [visits["unit"].unit_no],
        "visits:loan_paper": [visits["loan"].loan_no],
        "visits:correct": [visits["filed"].receipt_no], "visits:go": [visits["here"].receipt_no],
        "returns:handover": [handovers["release_new"].pk], "returns:void": [voucher.paper_no],
        "workbook:run": [desk_in_use.pk],
        "notices:digest": [told["digest"].key], "notices:robot_edit": [told["robot"].pk],
        "deadlines:deadline": [told["deadline"].pk], "complaints:complaint": [told["complaint"].complaint_no],
        "returns:quote": [quote.quote_no], "returns:settlement": [quote.quote_no],
        "returns:choose": [item.item_no], "returns:remedy_form": [quote.item.item_no],
        "returns:parcel": [parcel.parcel_no], "returns:packing_list": [parcel.parcel_no],
        "settlement:close": [month["before"]],
        "settlement:month": [month["month"]], "settlement:report": [month["month"]],
        "settlement:records": [month["month"], "verdict"], "settlement:lines": [month["month"]],
        "settlement:print": [month["month"]],
        "settlement:sheet": [month["month"], boss.staff_no],
        "settlement:incident": [month["incident"].incident_no], "settlement:run": [month["run"].pk],
        "returns:consignment": [way_back.consignment_no], "returns:consignment_print": [way_back.consignment_no],
        "returns:supplier": [parcel.supplier_id], "returns:supplier_edit": [parcel.supplier_id],
    }  # fmt: skip
    of_agent = f"?customer={way_back.customer.customer_no}"
    internal = reverse("returns:paper", args=[handovers["release_new"].paper.paper_no])
    pages = [(name, reverse(name, args=wanted.get(name, []))) for name in sorted(names() - NO_PAGES - WALKED_ELSEWHERE)]
    return [
        *pages,
        ("a list", reverse("returns:paper", args=[papers["list"].paper_no])),
        ("a void list", reverse("returns:paper", args=[papers["void"].paper_no])),
        ("the page of a void list", reverse("returns:status", args=[papers["void"].token])),
        ("an internal voucher", internal),
        ("an internal voucher on A4", internal + "?paper=a4"),
        ("a roll", reverse("returns:paper", args=[voucher.paper_no]) + "?paper=80mm"),
        ("a quote on a roll", reverse("returns:quote", args=[quote.quote_no]) + "?paper=80mm"),
        ("a settlement list on A4", reverse("returns:settlement", args=[quote.quote_no]) + "?paper=a4"),
        ("a settled repair", reverse("returns:item", args=[quote.item.item_no])),
        ("an item at a supplier", reverse("returns:item", args=[parcel.trips.get().item.item_no])),
        *((f"{step} goods", reverse(f"returns:{step}") + of_agent) for step in ("tell", "give_back", "ship")),
        ("goods that were shipped", reverse("returns:item", args=[way_back.give_backs.get().item.item_no])),
        ("what is to be told", "/returns/ready/?show=untold"),
        ("a packing list on A4", reverse("returns:packing_list", args=[parcel.parcel_no]) + "?paper=a4"),
        ("one supplier's list", f"/suppliers/today/?supplier={parcel.supplier_id}"),
        ("a waiting job", reverse("tickets:job", args=[jobs["late"].job_no])),
        ("a closed job", reverse("tickets:job", args=[jobs["closed"].job_no])),
        ("a visit agreed", reverse("visits:visit", args=[visits["agreed"].receipt_no])),
        ("a visit not begun", reverse("visits:go", args=[visits["agreed"].receipt_no])),
        ("a visit cancelled", reverse("visits:visit", args=[visits["cancelled"].receipt_no])),
        ("a search", "/search/?q=第一中学"),
        ("a job for", f"/jobs/new/?customer={customer[0]}"),
    ]


def names() -> set[str]:
    """The names of all addresses of the desk."""
    found = set()
    for pattern in get_resolver().url_patterns:
        if hasattr(pattern, "url_patterns"):
            found |= {f"{pattern.app_name}:{each.name}" for each in pattern.url_patterns}
        else:
            found.add(pattern.name)
    return found


@each_language
def test_every_page_is_sound(page, sign_in, boss, addresses, language):
    desk = page(language)
    sign_in(desk, boss)
    faults = []
    for name, address in addresses:
        answer = desk.goto(address)
        desk.evaluate(OPEN_ALL)
        faults += [f"{name}: {answer.status}"] if answer.status != 200 else []
        faults += [f"{name}: {fault}" for fault in faults_of(desk, language, allowed=COLUMNS, sizes=("desk", "phone"))]
    assert not faults, "\n".join(faults)


@each_language
def test_pages_for_strangers_and_mistakes_are_sound(page, sign_in, counter, language):
    desk = page(language, strict=False)  # the console reports 404 and 403
    desk.goto("/sign-in/")
    faults = faults_of(desk, language, sizes=("desk", "phone"))
    sign_in(desk, counter)
    for address, status in (("/jobs/G0000/", 404), ("/import/", 403), ("/no/such/page/", 404)):
        assert desk.goto(address).status == status
        faults += faults_of(desk, language, sizes=("desk", "phone"))
    assert not faults, "\n".join(faults)
