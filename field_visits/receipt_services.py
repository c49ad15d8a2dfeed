"""What is done at the customer's and the receipt of it: noted, filed and sealed, corrected, reported, handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from field_visits.following import follow_up
from field_visits.labels import NEED_LABELS
from field_visits.models import NOTED, ReceiptVersion, Visit
from field_visits.policies import Channel, Need, Result, State, Step, differing, missing, result_needs, seal_of
from field_visits.policies.timing import AHEAD, believed
from field_visits.word_services import Word, links_void, word_put
from field_visits.writing import check_step, needed, read, write
from records.models import Picture
from records.picture_services import pictures_add
from records.pictures import Prepared
from records.services import record
from servicedesk.errors import DomainError

TIMES = ("arrived_at", "left_at")
# What a version holds beside these.
KEPT = (
    "receipt_no", "agreed_at", "delay_explained_at", "departure_reported_at", "reported_at", "verdict", "opinion",
    "signed", "word_channel", "word_at", "in_urban_area", "incomplete_reason",
)  # fmt: skip

Photos = Mapping[str, Sequence[Prepared]]


@dataclass(frozen=True)
class Filing:
    """A receipt as it is sent in: what is noted on it, the word given on this screen, photos by kind, when the
    technician left, the reason where it is filed although something is missing, and the `wording` it started from."""

    noted: Mapping
    word: Word | None = None
    word_at: datetime | None = None
    photos: Photos | None = None
    left_at: datetime | None = None
    incomplete_reason: str = ""
    seen: str = ""


class Incomplete(DomainError):
    """A receipt from which something is missing (V2); `needs` are all of them."""

    def __init__(self, needs: list[Need]):
        named = [str(NEED_LABELS[need.value]) for need in needs]
        super().__init__("visit.incomplete", _("Still missing: %(what)s") % {"what": _(", ").join(named)})
        self.needs = needs


def content_of(visit: Visit) -> dict:
    """Everything that a version holds and its seal covers: the columns, people and things by their numbers, and the
    digests of the pictures."""
    columns = [name for name in (*NOTED, *TIMES, *KEPT) if name != "machine"]
    pictures = Picture.objects.of("visit", visit.pk).values_list("kind", "sha256")
    return {
        "technician": visit.technician.staff_no,
        "customer": visit.customer.customer_no if visit.customer else "",
        "machine": visit.machine.machine_no if visit.machine else "",
        "job": visit.job.job_no if visit.job else "",
        **{name: _plain(getattr(visit, name)) for name in columns},
        "pictures": [list(each) for each in pictures],
    }


def _plain(value):
    """A value as JSON keeps it, the same for ever: a moment typed by the shop's clock is the one that is read back."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return f"{value:.2f}" if isinstance(value, Decimal) else value


@transaction.atomic
def visit_note(
    *, visit_id: int, by, now: datetime, noted: Mapping, seen: str = "", photos: Photos | None = None
) -> Visit:
    """Keeps what is on the receipt so far. Raises `visit.noted_elsewhere` where another phone wrote since `seen`."""
    visit = read(visit_id)
    check_step(visit, Step.NOTE, by)
    _refuse_overwriting(visit, seen)
    _note(visit, noted)
    _keep_photos(visit, photos, by, now)
    return visit


def _refuse_overwriting(visit: Visit, seen: str):
    if seen and seen != visit.wording:
        raise DomainError(
            "visit.noted_elsewhere",
            _("Somebody wrote on this receipt from another phone. Open it, compare, and choose which one counts."),
        )


def _keep_photos(visit: Visit, photos: Photos | None, by, now: datetime):
    for kind, images in (photos or {}).items():
        pictures_add(by=by, now=now, subject="visit", subject_id=visit.pk, kind=kind, images=images)


def _note(visit: Visit, noted: Mapping):
    strange = set(noted) - set(NOTED)
    if strange:
        raise TypeError(f"not noted on a receipt: {', '.join(sorted(strange))}")
    machine = noted.get("machine")
    if machine is not None and machine.customer_id != visit.customer_id:
        raise DomainError("visit.machine_of_another", _("This machine is on another customer's name."), field="machine")
    for name, value in noted.items():
        setattr(visit, name, value)
    visit.clean_fields(exclude=["technician", "customer", "machine", "job", "agreed_by", "follows"])
    write(visit, **{name: getattr(visit, name) for name in noted})


@transaction.atomic
def visit_file(*, visit_id: int, by, now: datetime, filing: Filing) -> Visit:
    """Files the receipt of a visit under way: complete (V2), or with the reason why something cannot be had.

    It is sealed as its first version, the customer's links stop working, and what follows from the result happens in
    the same transaction (B3, H3, V4; `following.follow_up`). A result's own needs cannot be left open.
    Raises `Incomplete`, `visit.filed_already`, `visit.noted_elsewhere`, `visit.not_yours`,
    `visit.moved_meanwhile`.
    """
    visit = read(visit_id)
    if visit.state == State.FILED:
        raise DomainError(
            "visit.filed_already",
            _("This receipt is filed already. What is different on this phone can be put in by a correction."),
        )
    check_step(visit, Step.FILE, by)
    _refuse_overwriting(visit, filing.seen)
    left_at = max(believed(filing.left_at, now=now), visit.arrived_at)
    _note(visit, filing.noted)
    if filing.word is not None and not visit.signed:
        at = believed(filing.word_at, now=now)
        word_put(visit, filing.word, channel=Channel.THIS_SCREEN, by=by, now=now, at=at)
    _keep_photos(visit, filing.photos, by, now)
    visit.left_at = left_at
    reason = _reason_if_incomplete(visit, filing.incomplete_reason)
    _refuse_second(visit)
    reported = visit.result == Result.NOT_SOLVED and bool(visit.report)
    write(
        visit,
        state=State.FILED.value,
        left_at=left_at,
        filed_at=now,
        reported_at=now if reported else None,
        incomplete_reason=reason,
    )
    links_void(visit, now)
    _version(visit, by, now)
    _tell_filed(visit, by, now)
    follow_up(visit, by=by, now=now)
    return visit


def _reason_if_incomplete(visit: Visit, reason: str) -> str:
    """The reason where V2 misses something, "" where nothing is missing."""
    lacking = missing(visit.facts)
    owed = result_needs(result=visit.result, report=visit.report, next_at=visit.next_at, taken=visit.taken)
    reason = reason.strip()
    if owed or (lacking and not reason):
        raise Incomplete(lacking + owed)
    return reason[:300] if lacking else ""


def _refuse_second(visit: Visit):
    """A second visit comes after this one, by as much as any visit is agreed ahead; whether it is over by the time that
    a receipt without a signal arrives does not matter."""
    if visit.result == Result.SECOND_VISIT and not visit.left_at < visit.next_at <= visit.left_at + AHEAD:
        raise DomainError(
            "visit.time",
            _("The second visit comes after this one, at most three months ahead."),
            field="next_at",
        )


def _tell_filed(visit: Visit, by, now: datetime):
    code, data = "visit.filed", {"result": visit.result}
    if visit.incomplete_reason:
        code, data = "visit.filed_incomplete", {"reason": visit.incomplete_reason, "result": visit.result}
    record(subject="visit", subject_id=visit.pk, code=code, by=by, at=now, data=data)
    if visit.reported_at:
        data = {"report": visit.report}
        record(subject="visit", subject_id=visit.pk, code="visit.reported", by=by, at=now, data=data)


def _version(visit: Visit, by, now: datetime, reason: str = "") -> ReceiptVersion:
    """Seals the receipt as it stands, upon the seal of the version before."""
    last = visit.versions.order_by("-number").first()
    content = content_of(visit)
    return ReceiptVersion.objects.create(
        visit=visit,
        number=last.number + 1 if last else 1,
        content=content,
        seal=seal_of(content, previous=last.seal if last else ""),
        by=by,
        at=now,
        reason=reason,
    )


@transaction.atomic
def visit_correct(*, visit_id: int, by, now: datetime, changes: Mapping, reason: str, seen: int | None = None) -> Visit:
    """Corrects a filed receipt: a new version with author and reason beside the earlier ones. `changes` are of NOTED,
    for whoever steers visits also of TIMES; the customer's word is nobody's to correct.

    Raises `visit.nothing_changed`, `visit.money_handed_in`, `visit.times_not_yours`, `visit.reason_missing`, and what
    the columns refuse.
    """
    visit = read(visit_id)
    check_step(visit, Step.CORRECT, by, seen)
    reason = needed(reason, "reason", _("Give the reason."))
    changed = {name: value for name, value in changes.items() if value != getattr(visit, name)}
    if not changed:
        raise DomainError("visit.nothing_changed", _("Nothing is different from what is filed."))
    if "revenue" in changed and visit.revenue_handed_in_at:
        raise DomainError(
            "visit.money_handed_in", _("Finance has signed for this money: it is not changed here."), field="revenue"
        )
    if set(changed) & set(TIMES) and not by.may("steer_visits"):
        raise DomainError("visit.times_not_yours", _("Times of a filed receipt are corrected by a manager."))
    if not visit.versions.exists():
        _version(visit, None, visit.filed_at)  # history that was brought in: as it was, before anything changes
    times = {name: changed.pop(name) for name in TIMES if name in changed}
    _refuse_order(visit, times)
    _note(visit, changed)
    if times:
        write(visit, **times)
    version = _version(visit, by, now, reason)
    earlier = visit.versions.get(number=version.number - 1)
    columns = list(differing(earlier.content, version.content))
    data = {"number": version.number, "reason": reason, "columns": columns}
    record(subject="visit", subject_id=visit.pk, code="visit.corrected", by=by, at=now, data=data)
    return visit


def _refuse_order(visit: Visit, times: Mapping):
    arrived, left = (times.get(name, getattr(visit, name)) for name in TIMES)
    if arrived and left and left < arrived:
        raise DomainError("visit.before_arrival", _("A technician leaves after arriving."), field="left_at")


@transaction.atomic
def visit_report(*, visit_id: int, by, now: datetime, report: str) -> Visit:
    """Reports a visit that ended unsolved to the service manager afterwards (V4); within 24 hours it is in time."""
    visit = read(visit_id)
    check_step(visit, Step.REPORT, by)
    report = needed(report, "report", _("Say what is left to do."), most=1000)
    if visit.result != Result.NOT_SOLVED or visit.reported_at:
        raise DomainError("visit.nothing_to_report", _("There is nothing left to report here."))
    write(visit, report=report, reported_at=now)
    _version(visit, by, now, reason="V4")
    record(subject="visit", subject_id=visit.pk, code="visit.reported", by=by, at=now, data={"report": report})
    return visit


@transaction.atomic
def money_sign(*, visit_id: int, by, now: datetime) -> Visit:
    """Finance signs for the money that a technician took on a visit (V6); nobody signs for their own.

    Raises `visit.money_signed` when somebody signed before, `visit.own_money`, `visit.no_money`.
    """
    visit = read(visit_id)
    check_step(visit, Step.HAND_IN, by)
    if visit.technician_id == by.pk:
        raise DomainError("visit.own_money", _("Nobody signs for money that they took themselves."))
    if not visit.revenue:
        raise DomainError("visit.no_money", _("No money was taken on this visit."))
    if visit.revenue_handed_in_at:
        raise DomainError("visit.money_signed", _("Finance has signed for this money already."))
    write(visit, revenue_handed_in_at=now, revenue_signed_by=by)
    data = {"amount": f"¥{visit.revenue:.2f}"}
    record(subject="visit", subject_id=visit.pk, code="visit.money_signed", by=by, at=now, data=data)
    return visit
