"""The rules that make lines: which part of the total each belongs to, its number, and what follows from it."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """The rules whose lines stand on a sheet (part S of the rulebook)."""

    FARES = "S1"
    SUBSIDY = "S2"
    REVENUE = "S5"
    SUGGESTION = "S13"
    DISSATISFIED = "S-V3"
    UNREPORTED = "S-V4"
    AUTHORITY = "S-V5"
    FALSIFIED = "S-V6"
    COMPLAINT = "S-V7"
    CONDUCT = "S-V8"
    LATE_VISIT = "S-V9"
    UNREGISTERED = "S-R1"
    LOST = "S-R2"
    UNSIGNED = "S-R3"
    RETURN_LATE = "S-R4"
    PAPERS = "S-R5"
    DRAGGING = "S-R6"
    PRIVATE_JOB = "S-O1"
    FINANCIAL = "S-O2"


class Group(StrEnum):
    """The four parts of a total (S6)."""

    FARES = "fares"
    SUBSIDY = "subsidy"
    REWARDS = "rewards"
    DEDUCTIONS = "deductions"


class Record(StrEnum):
    """What a line's source is."""

    VISIT = "visit"
    ITEM = "item"
    REVENUE = "revenue"
    INCIDENT = "incident"
    COMPLAINT = "complaint"


@dataclass(frozen=True)
class Meta:
    """What a rule's lines are. `number` is the key of its amount in the rulebook, empty where the amount is decided
    case by case; `forfeits` says that the month's subsidy is lost; `entered` that a manager enters it as an incident;
    `names` what such an incident may name."""

    group: Group
    number: str = ""
    forfeits: bool = False
    entered: bool = False
    names: Record | None = None


_D = Group.DEDUCTIONS

RULES: dict[Rule, Meta] = {
    Rule.FARES: Meta(Group.FARES),
    Rule.SUBSIDY: Meta(Group.SUBSIDY),
    Rule.REVENUE: Meta(Group.REWARDS, "revenue_share_percent"),
    Rule.SUGGESTION: Meta(Group.REWARDS, entered=True),
    Rule.DISSATISFIED: Meta(_D, "dissatisfied_deduction"),
    Rule.UNREPORTED: Meta(_D, "unreported_deduction", forfeits=True),
    Rule.AUTHORITY: Meta(_D, entered=True, names=Record.VISIT),
    Rule.FALSIFIED: Meta(_D, "falsified_deduction", forfeits=True, entered=True, names=Record.VISIT),
    Rule.COMPLAINT: Meta(_D, "complaint_deduction", entered=True, names=Record.VISIT),
    Rule.CONDUCT: Meta(_D, "conduct_deduction"),
    Rule.LATE_VISIT: Meta(_D, "late_visit_deduction"),
    Rule.UNREGISTERED: Meta(_D, "unregistered_deduction", entered=True),
    Rule.LOST: Meta(_D, entered=True),
    Rule.UNSIGNED: Meta(_D, "unsigned_deduction"),
    Rule.RETURN_LATE: Meta(_D, "return_late_deduction"),
    Rule.PAPERS: Meta(_D, "papers_deduction", entered=True),
    Rule.DRAGGING: Meta(_D, "dragging_deduction", entered=True, names=Record.ITEM),
    Rule.PRIVATE_JOB: Meta(_D, "private_job_deduction", forfeits=True, entered=True),
    Rule.FINANCIAL: Meta(_D, entered=True),
}

# What a manager enters, in the order of the rulebook; and those whose amount is decided case by case.
ENTERED = tuple(rule for rule, meta in RULES.items() if meta.entered)
BY_DECISION = tuple(rule for rule in ENTERED if not RULES[rule].number)
DEDUCTIONS = frozenset(rule for rule, meta in RULES.items() if meta.group == _D)


class Reason(StrEnum):
    """Why a receipt earns no subsidy, in the order in which the first that applies is told (S3, S4)."""

    FALSIFIED = "S-V6"
    AUTHORITY = "S-V5"
    INCOMPLETE = "S3-incomplete"
    BLANK = "S3-blank"
    DISSATISFIED = "S3-dissatisfied"
    HOME = "S4-home"
    SOFTWARE = "S4-software"

    @property
    def rule(self) -> str:
        """The rule behind it: S3 of S3-blank."""
        return self.value if self.value.startswith("S-") else self.value.partition("-")[0]


SETTLED = frozenset({Reason.HOME, Reason.SOFTWARE})  # unpaid, but settled: only the quota is used up
