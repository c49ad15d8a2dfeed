"""How a month is settled (rules S1–S13 and all deductions): a pure function from facts to sheets of lines."""

from settlement.policies.covering import Covered, cover
from settlement.policies.facts import Facts, Incident, Item, Month, Numbers, Receipt, Revenue
from settlement.policies.lines import FORFEIT, Line, shares
from settlement.policies.quotas import Quota, Unpaid, subsidies
from settlement.policies.rules import BY_DECISION, DEDUCTIONS, ENTERED, RULES, SETTLED, Group, Reason, Record, Rule
from settlement.policies.sheets import Sheet, sheets

__all__ = [
    "BY_DECISION", "DEDUCTIONS", "ENTERED", "FORFEIT", "RULES", "SETTLED", "Covered", "Facts", "Group", "Incident",
    "Item", "Line", "Month", "Numbers", "Quota", "Reason", "Receipt", "Record", "Revenue", "Rule", "Sheet", "Unpaid",
    "cover", "shares", "sheets", "subsidies",
]  # fmt: skip
