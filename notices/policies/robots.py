"""How the three group robots want to be asked: address, body, signature, and what their answer means. Pure.

WeCom: the key in the address is all. DingTalk: time in milliseconds and signature go into the address. Feishu: time in
seconds and signature go into the body, and the signature's key is what others sign.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from notices.policies import Channel, shortened

MOST_BYTES = {Channel.WECOM: 2048, Channel.DINGTALK: 18_000, Channel.FEISHU: 18_000}
HOSTS = {  # where the robots of each service live, the usual one first
    Channel.WECOM: ("qyapi.weixin.qq.com",),
    Channel.DINGTALK: ("oapi.dingtalk.com",),
    Channel.FEISHU: ("open.feishu.cn", "open.larksuite.com"),
}


@dataclass(frozen=True)
class Call:
    """One POST."""

    url: str
    body: bytes


def _signature(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


def call_for(channel: str, *, url: str, secret: str, text: str, now: datetime) -> Call:
    """What is sent to a robot's address so that the group reads the text."""
    text = shortened(text, most=MOST_BYTES[Channel(channel)])
    if channel == Channel.FEISHU:
        body = {"msg_type": "text", "content": {"text": text}}
        if secret:
            stamp = str(int(now.timestamp()))
            body |= {"timestamp": stamp, "sign": _signature(f"{stamp}\n{secret}", "")}
        return Call(url, json.dumps(body, ensure_ascii=False).encode())
    body = {"msgtype": "text", "text": {"content": text}}
    if channel == Channel.DINGTALK and secret:
        stamp = str(int(now.timestamp() * 1000))
        sign = _signature(secret, f"{stamp}\n{secret}")
        url += ("&" if "?" in url else "?") + urlencode({"timestamp": stamp, "sign": sign})
    return Call(url, json.dumps(body, ensure_ascii=False).encode())


def fault_in(answer: bytes) -> str:
    """What the robot says is wrong, "" when it has taken the message. An answer without a code counts as taken."""
    try:
        told = json.loads(answer)
    except ValueError:
        return ""
    if not isinstance(told, dict):
        return ""
    code = next((told[name] for name in ("errcode", "code", "StatusCode") if name in told), 0)
    return "" if code == 0 else f"{code} {told.get('errmsg') or told.get('msg') or ''}".strip()[:200]


def is_address_of(channel: str, url: str, *, others: Collection[str] = ()) -> bool:
    """Whether a robot of the service can live at the address: https on one of the service's own hosts, so that nobody
    makes the desk ask machines of the shop's network; or any web address on one of the `others`, which whoever runs
    the desk has named."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    if not (url.isascii() and url.isprintable()) or " " in url:
        return False
    if parts.hostname in others:
        return parts.scheme in {"http", "https"}
    return parts.scheme == "https" and parts.hostname in HOSTS[Channel(channel)]
