"""S9: one cause, one deduction."""

from decimal import Decimal

from rulebook.policies import Terms
from settlement.policies import Numbers, Rule
from tests.settlement.facts import incident, item, of_t1, receipt, settle, told


def covered(sheet) -> list[tuple[str, str, str]]:
    return [(each.line.rule.value, each.line.source, each.by.source) for each in sheet.covered]


def charged(sheet) -> list[str]:
    return [line.rule.value for line in sheet.lines if line.amount < 0]


def test_an_upheld_complaint_covers_the_verdict_on_the_same_visit():
    sheet = of_t1(
        receipts=[receipt(verdict="dissatisfied"), receipt("S2", verdict="dissatisfied")],
        incidents=[incident(Rule.COMPLAINT, receipt="S1")],
    )
    assert charged(sheet) == ["S-V3", "S-V7"]
    assert covered(sheet) == [("S-V3", "S1", "E1")]


def test_each_upheld_complaint_counts():
    complaints = [incident(Rule.COMPLAINT, f"E{n}", receipt="S1") for n in range(2)]
    sheet = of_t1(receipts=[receipt(verdict="dissatisfied")], incidents=complaints)
    assert charged(sheet) == ["S-V7", "S-V7"]


def test_a_complaint_about_no_visit_covers_nothing():
    sheet = of_t1(receipts=[receipt(verdict="dissatisfied")], incidents=[incident(Rule.COMPLAINT)])
    assert charged(sheet) == ["S-V3", "S-V7"]


def test_a_late_item_covers_dragged_out_whoever_bears_which():
    sheets = settle(items=[item()], incidents=[incident(Rule.DRAGGING, item="F1", person="T2")])
    assert charged(sheets["T1"]) == ["S-R4", "S-R4"]
    assert (charged(sheets["T2"]), covered(sheets["T2"])) == ([], [("S-R6", "E1", "F1")])


def test_dragged_out_alone_is_charged():
    assert charged(of_t1(items=[], incidents=[incident(Rule.DRAGGING, item="F1")])) == ["S-R6"]


def test_the_higher_is_charged_when_numbers_change():
    dear = Numbers.always(Terms(dissatisfied_deduction=Decimal(80), dragging_deduction=Decimal(30)))
    sheet = of_t1(
        receipts=[receipt(verdict="dissatisfied")],
        items=[item()],
        incidents=[incident(Rule.COMPLAINT, "E1", receipt="S1"), incident(Rule.DRAGGING, "E2", item="F1")],
        numbers=dear,
    )
    assert charged(sheet) == ["S-V3", "S-R6"]
    assert covered(sheet) == [("S-V7", "E1", "S1"), ("S-R4", "F1", "E2"), ("S-R4", "F1", "E2")]


def test_what_is_waived_covers_nothing():
    facts = {
        "receipts": [receipt(verdict="dissatisfied")],
        "incidents": [incident(Rule.COMPLAINT, receipt="S1")],
        "waived": frozenset({("T1", "S-V7", "E1", "")}),
    }
    assert told(of_t1(**facts)) == [("S-V3", "S1", 8, "-50.00")]
