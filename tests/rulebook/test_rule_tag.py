"""{% rule "T2" %} puts the words next to a rule's id, wherever a page names one."""

from django.template import Context, Template
from django.utils import translation


def rendered(rule_id):
    return Template("{% load rules %}{% rule id %}").render(Context({"id": rule_id}))


def test_a_rule_is_a_link_with_id_and_title():
    with translation.override("en"):
        assert rendered("T2") == '<a class="rule" href="/rules/#T2"><b>T2</b> Order of the queue</a>'
    with translation.override("zh-hans"):
        assert rendered("T2") == '<a class="rule" href="/rules/#T2"><b>T2</b> 排队次序</a>'


def test_an_unknown_id_is_shown_bare_and_escaped():
    assert rendered("<X9>") == '<span class="rule"><b>&lt;X9&gt;</b></span>'
