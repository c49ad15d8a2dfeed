"""What the coded values of settlements are called."""

from rulebook.catalogue import RULES as CATALOGUE
from settlement.policies import Rule

RULE_LABELS = {rule: CATALOGUE[rule.value].title for rule in Rule}
