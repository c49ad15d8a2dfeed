"""Paying closed sheets out, and deciding on what the wage guard leaves over (S6, S10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from records.services import record
from servicedesk.errors import DomainError
from settlement.labels import BAR_WORDS
from settlement.line_selectors import bar_of
from settlement.locks import hold_months
from settlement.models import ClosedSheet, LaterWithheld, Payout, RestDecision
from settlement.payout_selectors import Account, accounts_of, rest_bearers
from settlement.policies import Month, Sheet
from settlement.policies.decisions import Guard
from settlement.policies.payout import RestVerdict, pay_out, rest_bar
from staff.models import User


@dataclass(frozen=True)
class Frozen:
    """A sheet, the row that keeps it, and its wage guard."""

    sheet: Sheet
    row: ClosedSheet
    guard: Guard | None


def payouts_freeze(frozen: Sequence[Frozen], *, people: Sequence[User]) -> list[str]:
    """Writes the pay-outs of sheets that were just frozen, in the closing's transaction; gives what its seal says of
    them."""
    accounts, rows, later = accounts_of(people), [], []
    for each in frozen:
        account = accounts.get(each.row.person_id, Account())
        limit = each.guard.limit if each.guard else None
        found = pay_out(each.sheet, limit=limit, brought=account.brought, rests=account.rests)
        row = Payout(
            sheet=each.row,
            person_id=each.row.person_id,
            brought=found.brought,
            total=found.total,
            waits=found.waits,
            later=found.withheld_later,
            paid=found.paid,
            carried=found.carried,
        )
        rows.append(row)
        later += [(row, account.keys[month], amount) for month, amount in found.later]
    Payout.objects.bulk_create(rows)
    LaterWithheld.objects.bulk_create(
        LaterWithheld(payout=row, of_id=of, amount=amount) for row, of, amount in later
    )  # their pay-outs have keys by now
    return [f"{row.paid:.2f} {row.carried:.2f}" for row in rows]


@transaction.atomic
def rest_decide(*, payout_id: int, verdict: str, reason: str, by: User, now: datetime) -> RestDecision:
    """S10: a manager's word on a rest of a closed month: withhold it from the next pay-outs, or let it go. What is to
    be withheld may still be let go as long as something is left; what was let go stays so.

    Raises `rest.no_reason`, `rest.gone`, `rest.barred` (R2), `rest.decided` (also to the second of two at once).
    """
    verdict, reason = RestVerdict(verdict), reason.strip()
    if not reason:
        raise DomainError("rest.no_reason", _("Say why."), field="reason")
    hold_months()
    payout = Payout.objects.with_rest().select_related("person", "sheet").filter(pk=payout_id).first()
    if payout is None:
        raise DomainError("rest.gone", _("Nothing of this is left to decide on. Load the page again."))
    barred = bar_of(by, rest_bearers(payout.person), now=now)
    if barred:
        raise DomainError("rest.barred", BAR_WORDS[barred])
    told = {"verdict": verdict.value, "amount": payout.left, "reason": reason, "by": by, "at": now}
    decision = _decided(payout, verdict, told)
    month = str(Month.of(payout.sheet.month))
    data = {"person": str(payout.person), "month": month, "amount": f"{payout.left:.2f}", "reason": reason}
    record(subject="payout", subject_id=payout.pk, code=f"rest.{verdict.value}", by=by, at=now, data=data)
    return decision


def _decided(payout: Payout, verdict: RestVerdict, told: dict) -> RestDecision:
    before = RestDecision.objects.filter(payout=payout).first()
    if before is None:
        try:
            with transaction.atomic():
                return RestDecision.objects.create(payout=payout, **told)
        except IntegrityError as error:
            raise _decided_already() from error
    standing = RestDecision.objects.filter(pk=before.pk, verdict=before.verdict)
    if rest_bar(verdict, RestVerdict(before.verdict)) or not standing.update(**told):
        raise _decided_already()
    return before


def _decided_already() -> DomainError:
    return DomainError("rest.decided", _("Somebody has decided on this already. Load the page again."))
