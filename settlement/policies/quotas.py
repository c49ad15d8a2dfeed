"""Which receipts earn the subsidy: S2, S3 and the shares of S4."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal

from field_visits.policies import SiteKind, Verdict
from settlement.policies.facts import Numbers, Receipt
from settlement.policies.lines import PERCENT, Line
from settlement.policies.rules import Reason, Record, Rule
from tickets.policies import Domain


@dataclass
class Quota:
    """How many receipts of a kind may earn the subsidy, and how many do so far."""

    most: int
    used: int = 0

    @property
    def left(self) -> int:
        return self.most - self.used


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A receipt that earns no subsidy, and the first reason that applies."""

    source: str
    reason: Reason


@dataclass
class Subsidies:
    """What became of one person's receipts of a month."""

    filed: int
    home: Quota
    software: Quota
    settled: int = 0
    lines: list[Line] = field(default_factory=list)
    unpaid: list[Unpaid] = field(default_factory=list)


def unsettled(receipt: Receipt, *, falsified: Collection[str], beyond: Collection[str]) -> Reason | None:
    """S3, S-V5 and S-V6: why a receipt is not settled; None when it is."""
    if receipt.number in falsified:
        return Reason.FALSIFIED
    if receipt.number in beyond:
        return Reason.AUTHORITY
    if not receipt.complete:
        return Reason.INCOMPLETE
    if not receipt.verdict:
        return Reason.BLANK
    return Reason.DISSATISFIED if receipt.verdict == Verdict.DISSATISFIED else None


def quota(receipts: Iterable[Receipt], number: str, numbers: Numbers) -> Quota:
    """S4: the share of all the receipts, rounded down. Each receipt brings in the share that holds on its day, so a
    share that changes within the month counts for the receipts after it."""
    percent = sum((getattr(numbers.on(receipt.day), number) for receipt in receipts), Decimal(0))
    return Quota(int((percent / PERCENT).to_integral_value(ROUND_FLOOR)))


def subsidies(
    receipts: Iterable[Receipt], *, numbers: Numbers, falsified: Collection[str], beyond: Collection[str]
) -> Subsidies:
    """One person's filed receipts of one month, in the order of the visits' ends: which earn the subsidy (S2), which
    do not and why. A falsified one does not even count as filed; one that finds a quota used up uses none (S4)."""
    in_order = sorted(receipts, key=lambda receipt: (receipt.ended_at, receipt.number))
    counted = [receipt for receipt in in_order if receipt.number not in falsified]
    found = Subsidies(
        filed=len(counted),
        home=quota(counted, "home_share_percent", numbers),
        software=quota(counted, "software_share_percent", numbers),
    )
    for receipt in in_order:
        reason = unsettled(receipt, falsified=falsified, beyond=beyond)
        if reason is None:
            found.settled += 1
            reason = _use(receipt, found)
        if reason is None:
            found.lines.append(_subsidy(receipt, numbers))
        else:
            found.unpaid.append(Unpaid(receipt.number, reason))
    found.unpaid.sort(key=lambda unpaid: unpaid.source)
    return found


def _use(receipt: Receipt, found: Subsidies) -> Reason | None:
    """Takes a settled receipt's place in the quotas it needs, or says which one is used up."""
    needed = []
    if receipt.site_kind == SiteKind.HOME_SINGLE:
        needed.append((found.home, Reason.HOME))
    if receipt.domain == Domain.SOFTWARE:
        needed.append((found.software, Reason.SOFTWARE))
    for needs, reason in needed:
        if not needs.left:
            return reason
    for needs, _reason in needed:
        needs.used += 1
    return None


def _subsidy(receipt: Receipt, numbers: Numbers) -> Line:
    number = "subsidy_net_cafe" if receipt.site_kind == SiteKind.NET_CAFE else "subsidy_ordinary"
    amount = getattr(numbers.on(receipt.day), number)
    return Line(
        receipt.person, Rule.SUBSIDY, receipt.number, receipt.day, amount, Record.VISIT,
        number=number, site=receipt.site_kind,
    )  # fmt: skip
