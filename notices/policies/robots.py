"""How the three group robots want to be asked: address, body, signature, and what their answer means. Pure.

WeCom: the key in the address is all. DingTalk: time in milliseconds and signature go into the address. Feishu: time in
seconds and signature go into the body, and the signature's key is what others sign.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from notices.policies import Channel, shortened

MOST_BYTES = {Channel.WECOM: 2048, Channel.DINGTALK: 18_000, Channel.FEISHU: 18_000}
HOSTS = {
    Channel.WECOM: "qyapi.weixin.qq.com",
    Channel.DINGTALK: "oapi.dingtalk.com",
    Channel.FEISHU: "open.feishu.cn",
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


def is_web_address(url: str) -> bool:
    """Whether it is an http(s) address with a host."""
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
