"""What channels and the states of messages are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notices.policies import Channel, MessageState

CHANNEL_LABELS = {
    Channel.EMAIL.value: _("E-mail"),
    Channel.WECOM.value: _("WeCom"),
    Channel.DINGTALK.value: _("DingTalk"),
    Channel.FEISHU.value: _("Feishu"),
}
MESSAGE_STATE_LABELS = {
    MessageState.WAITING.value: pgettext_lazy("message", "Waiting"),
    MessageState.SENT.value: pgettext_lazy("message", "Sent"),
    MessageState.DEAD.value: pgettext_lazy("message", "Given up"),
}
