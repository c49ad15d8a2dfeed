"""Facts of the month that no other app keeps, decisions and objections, closed months, pay-outs, and long work."""

from settlement.models.closing import ClosedLine, ClosedSheet, Closing
from settlement.models.decisions import Decision, Objection
from settlement.models.facts import Incident, Revenue, Wage
from settlement.models.payouts import LaterWithheld, Payout, RestDecision
from settlement.models.runs import PreviewSheet, Run

__all__ = [
    "ClosedLine", "ClosedSheet", "Closing", "Decision", "Incident", "LaterWithheld", "Objection", "Payout",
    "PreviewSheet", "RestDecision", "Revenue", "Run", "Wage",
]  # fmt: skip
