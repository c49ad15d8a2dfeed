"""Every address of the desk with every role and with a stranger: who comes in, who gets 403, what takes a POST.

A new address belongs into `addresses.TABLE`; without it these tests fail. What it names (`job_no` …) is filled from
`things`.
"""

from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from staff.policies import MAY, Action, Role
from tests.staff.addresses import EVERYONE, FORM, PUBLIC, READ, SEND, TABLE
from tests.support.pictures import photo


def addresses(resolver=None, spaces=()):
    """(name, pattern) of every address of the project."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        else:
            yield ":".join((*spaces, entry.name or f"nameless {entry.pattern}")), entry


ALL = list(addresses())
ADDRESSES = [(name, pattern) for name, pattern in ALL if name in TABLE]  # one test tells which are missing
COMES_IN = {200, 302, 503}  # 503: what watches the clock found it standing still
ANY_YEAR = {"rulebook:calendar_declare", "rulebook:calendar_reopen"}  # refused in words on the year's page
MISSING = {"pk": 987654, "supplier_id": 987654, "year": 99999, "token": "nobody-knows-this"}


def actions_of(name) -> tuple:
    return tuple(who for who in TABLE[name][1:] if who not in {PUBLIC, EVERYONE})


def roles_for(name) -> set[str]:
    """The roles that come in."""
    actions = actions_of(name)
    return set.union(*(set(MAY[Action(action)]) for action in actions)) if actions else set(Role)


@pytest.fixture
def things(cast, make_customer, make_machine, make_job, now):
    """One of everything that an address can name."""
    from complaints.services import complaint_log
    from deadlines.services import New, deadlines_open
    from notices.models import Message, Notice, Robot
    from records.picture_services import picture_add
    from records.pictures import prepare
    from returns.models import Consignment, HandOver, Paper, Parcel, Quote, RemedyChoice, ReturnedItem, Supplier
    from rulebook.models import Parameter
    from workbook.models import ImportRun

    customer = make_customer("agent", agent_kind="local", customer_no="K1")
    make_machine(customer, machine_no="J1")
    make_job(customer, job_no="G1")
    for person in cast.values():
        Notice.objects.create(person=person, key="12:warn", code="notice.digest", at=now, made_at=now)
    complaint = complaint_log(
        by=None, now=now, customer=customer, channel="phone", what="太慢", owner=cast["service_manager"]
    )
    robot = Robot.objects.create(name="群", channel="wecom", url="https://example.com/")
    message = Message.objects.create(
        person=cast["counter"], channel="wecom", robot=robot, heading="x", text="x", made_at=now, next_at=now
    )
    paper = Paper.objects.create(paper_no="PZ1", kind="voucher", customer=customer, issued_at=now)
    item = ReturnedItem.objects.create(
        item_no="F1", customer=customer, paper=paper, product="内存", category="memory", condition="faulty",
        received_at=now,
    )  # fmt: skip
    picture = picture_add(by=None, now=now, subject="item", subject_id=item.pk, kind="intake", image=prepare(photo()))
    deadline = deadlines_open([New("goods_back", item.pk, "F1", now)], by=None, now=now)[0]
    RemedyChoice.objects.create(item=item, remedy="repair", rule="W4", chosen_at=now, terms_version="rulebook")
    handover = HandOver.objects.create(item=item, kind="stock_in", role="warehouse", made_at=now, due_at=now)
    Quote.objects.create(
        item=item, quote_no="HJ1", state="accepted", made_at=now, answered_at=now, answered_by="李雷",
        answered_how="phone", settled_at=now, warranty_days=180,
    )  # fmt: skip
    supplier = Supplier.objects.create(name="华北板卡")
    Parcel.objects.create(parcel_no="FC1", supplier=supplier, shipped_at=now, carrier="顺丰", waybill="SF1")
    Consignment.objects.create(consignment_no="FX1", customer=customer, way="with_other_goods", made_at=now)
    number = Parameter.objects.create(
        key="return_days", value="12", valid_from=now.date() + timedelta(days=400), reason="x", at=now
    )
    run = ImportRun.objects.create(
        file_name="x.xlsx", state="refused", uploaded_by=cast["company_manager"], uploaded_at=now
    )
    visit, token = make_visit(cast["technician"], customer, now)
    face = picture_add(by=None, now=now, subject="visit", subject_id=visit.pk, kind="signature", image=prepare(photo()))
    month = make_month(cast, now)
    return {
        "unit_no": "BJ1", "loan_no": make_loan(cast["technician"], customer, now), "receipt_no": "HZ1",
        "visits:picture": {"stem": face.stem}, "visits:word": {"token": token},
        **month,
        "visits:feed": {"token": visit.technician.calendar_link.token},
        "customer_no": "K1", "machine_no": "J1", "job_no": "G1", "item_no": "F1", "paper_no": "PZ1",
        "quote_no": "HJ1", "staff_no": "T1", "parcel_no": "FC1", "supplier_id": supplier.pk,
        "token": paper.token, "key": "return_days", "year": 2027, "step": "explain",
        "stem": picture.stem, "consignment_no": "FX1", "else": run.pk, "cause": "12:warn",
        "pk": {
            **month["pk"],
            "deadlines:deadline": deadline.pk, "deadlines:pause": deadline.pk, "deadlines:resume": deadline.pk,
            "notices:robot_edit": robot.pk, "notices:robot_test": robot.pk, "notices:retry": message.pk,
            "rulebook:number_withdraw": number.pk, "returns:handover": handover.pk, "returns:handover_do": handover.pk,
        },
        "steps": {"returns:handover_do": "sign", "complaints:step": "answer"}, "complaint_no": complaint.complaint_no,
    }  # fmt: skip


def make_month(cast, now) -> dict:
    """A loss that the station shares, with evidence; money of the station, an objection and a preview."""
    from records.picture_services import picture_add
    from records.pictures import prepare
    from settlement.models import ClosedSheet, Closing, Incident, Objection, Payout, Revenue, Run

    day, boss = now.date(), cast["company_manager"]
    loss = Incident.objects.create(incident_no="XT1", on=day, rule="S-R2", amount=90, entered_at=now)
    proof = picture_add(
        by=None, now=now, subject="incident", subject_id=loss.pk, kind="evidence", image=prepare(photo())
    )
    Revenue.objects.create(revenue_no="RK1", person=cast["technician"], on=day, amount=80)
    objection = Objection.objects.create(
        person=cast["technician"], rule="S-R2", source="XT1", on=day, text="不在场", at=now
    )
    run = Run.objects.create(kind="preview", month=day.replace(day=1), state="done", asked_by=boss, asked_at=now)
    closing = Closing.objects.create(month="2026-10-01", scope="shop", by=boss, at=now)
    nothing = dict.fromkeys(("fares", "subsidy", "rewards", "deductions", "total"), 0)
    sheet = ClosedSheet.objects.create(
        closing=closing, person=boss, month="2026-10-01", filed=0, settled=0, subsidised=0, forfeited=False, **nothing
    )
    payout = Payout.objects.create(sheet=sheet, person=boss, brought=0, total=0, waits=0, later=0, paid=0, carried=0)
    written = Run.objects.create(kind="export", month=day.replace(day=1), state="done", asked_by=boss, asked_at=now)
    written.file.save("sheets.xlsx", ContentFile(b"x"))
    return {
        "incident_no": "XT1", "revenue_no": "RK1", "month": "2026-10", "settlement:picture": {"stem": proof.stem},
        "settlement:records": {"kind": "verdict"},
        "pk": {"settlement:answer": objection.pk, "settlement:run": run.pk, "settlement:run_progress": run.pk,
               "settlement:workbook": written.pk, "settlement:rest": payout.pk},
    }  # fmt: skip


def make_visit(technician, customer, now):
    """A visit that the technician is on, with a calendar link and a link for the customer."""
    from field_visits.models import CalendarLink, Visit
    from field_visits.word_services import link_make
    from servicedesk import clock

    present = clock.now()  # the link must hold while the addresses are asked
    visit = Visit.objects.create(
        receipt_no="HZ1", technician=technician, customer=customer, state="on_site", agreed_at=now, arrived_at=now,
        work_done="换电源", result="solved",
    )  # fmt: skip
    CalendarLink.objects.create(technician=technician, made_at=now)
    return visit, link_make(visit_id=visit.pk, by=technician, now=present)


def make_loan(technician, customer, now) -> str:
    """A spare unit that is out against a signature; gives the number of the loan."""
    from field_visits.models import SpareUnit
    from field_visits.spare_services import spare_lend
    from records import signatures
    from tests.support.pictures import signature

    unit = SpareUnit.objects.create(unit_no="BJ1", product="显示器", category="monitor", condition="良好")
    signed = {"borrower": "周老师", "signature": signatures.read(signature())}
    return spare_lend(unit_id=unit.pk, by=technician, now=now, customer=customer, due_on=now.date(), **signed).loan_no


def address_of(name: str, pattern: URLPattern, things: dict) -> str:
    known = {**things, "pk": things["pk"].get(name, things["else"]), **things.get(name, {})}
    known["step"] = things["steps"].get(name, things["step"])
    return reverse(name, kwargs={key: known[key] for key in pattern.pattern.converters})


@contextmanager
def undone():
    """What happens inside has not happened afterwards, so that one address leaves nothing for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, how: str, address: str):
    """As a browser would; a form is asked for, what only takes a POST is sent empty. The browser stays signed in."""
    cookies = deepcopy(client.cookies)
    try:
        with undone():
            return client.post(address) if how == SEND else client.get(address)
    finally:
        client.cookies = cookies


@pytest.fixture
def desks(cast, client_of):
    """A browser for each role."""
    return {role: client_of(person) for role, person in cast.items()}


def test_every_address_is_in_the_table():
    assert {name for name, _pattern in ALL} == set(TABLE)


def test_the_views_ask_for_what_the_table_says():
    for name, pattern in ADDRESSES:
        who = TABLE[name][1]
        assert getattr(pattern.callback, "public", False) == (who == PUBLIC), name
        if who != PUBLIC:
            assert pattern.callback.actions == actions_of(name), name


def test_every_role_comes_in_where_the_table_says_and_nowhere_else(things, desks):
    wrong = []
    for name, pattern in ADDRESSES:
        address = address_of(name, pattern, things)
        for role, desk in desks.items():
            expected = COMES_IN if role in roles_for(name) else {403}
            status = ask(desk, TABLE[name][0], address).status_code
            if status not in expected:
                wrong.append((name, role, status))
    assert wrong == []


def test_a_stranger_comes_in_nowhere_but_at_the_doors(things):
    stranger, wrong = Client(), []
    for name, pattern in ADDRESSES:
        answer = ask(stranger, TABLE[name][0], address_of(name, pattern, things))
        sent_away = answer.status_code == 302 and answer.url.startswith("/sign-in/?next=")
        if sent_away == (TABLE[name][1] == PUBLIC) or answer.status_code not in COMES_IN:
            wrong.append((name, answer.status_code))
    assert wrong == []


def test_what_writes_takes_only_a_post(things, desks):
    wrong = []
    for name, pattern in ADDRESSES:
        desk, address = desks[sorted(roles_for(name))[0]], address_of(name, pattern, things)
        status = ask(desk, READ if TABLE[name][0] == SEND else SEND, address).status_code
        expected = {SEND: {405}, FORM: {200, 302}, READ: {405, *COMES_IN}}[TABLE[name][0]]
        if status not in expected:
            wrong.append((name, status))
    assert wrong == []


def test_what_does_not_exist_is_not_found(things, desks):
    wrong = []
    for name, pattern in ADDRESSES:
        if not pattern.pattern.converters or name in ANY_YEAR:
            continue
        address = reverse(name, kwargs={key: MISSING.get(key, "NOPE") for key in pattern.pattern.converters})
        for role in sorted(roles_for(name)):
            answers = [ask(desks[role], TABLE[name][0], address)]
            if TABLE[name][0] == FORM:
                answers.append(ask(desks[role], SEND, address))
            wrong += [(name, role, answer.status_code) for answer in answers if answer.status_code != 404]
    assert wrong == []
