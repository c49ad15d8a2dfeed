"""What a supplier said stands in an item's history; what nobody said leaves no gap in it."""

import pytest
from django.utils.translation import override

from records.history import words


@pytest.mark.parametrize(
    ("serial", "note", "end"),
    [
        ("", "", ""),
        ("NV-889", "", " · 序列号 NV-889"),
        ("", "人为进水", " · 人为进水"),
        ("A1", "x", " · 序列号 A1 · x"),
    ],
)
def test_back_from_the_supplier(serial, note, end):
    data = {"supplier": "上家", "outcome": "refused", "serial": serial, "note": note}
    with override("zh-hans"):
        assert words("goods.back_from_supplier", data) == f"从上家返回：拒绝{end}"


@pytest.mark.parametrize(("word", "end"), [("", ""), ("明天发回", " · 明天发回")])
def test_asked_after_with_or_without_a_word(word, end):
    with override("zh-hans"):
        assert words("goods.supplier_asked", {"supplier": "上家", "word": word}) == f"已向上家催问（D2）{end}"
