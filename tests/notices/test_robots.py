"""How WeCom, DingTalk and Feishu want to be asked; their signatures, worked out by hand from their documents."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from notices.policies.robots import call_for, fault_in, is_address_of

NOW = datetime(2026, 10, 15, 2, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())


def signed(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode()


def test_dingtalk_signs_in_the_address_with_milliseconds():
    call = call_for("dingtalk", url="https://d/send?access_token=1", secret="SECx", text="你好", now=NOW)
    query = parse_qs(urlsplit(call.url).query)
    assert query["timestamp"] == [f"{STAMP}000"]
    assert query["sign"] == [signed(b"SECx", f"{STAMP}000\nSECx".encode())]
    assert json.loads(call.body) == {"msgtype": "text", "text": {"content": "你好"}}


def test_feishu_signs_in_the_body_with_seconds_and_an_empty_text():
    call = call_for("feishu", url="https://f/hook/1", secret="x", text="你好", now=NOW)
    body = json.loads(call.body)
    assert call.url == "https://f/hook/1"
    assert (body["timestamp"], body["sign"]) == (str(STAMP), signed(f"{STAMP}\nx".encode(), b""))
    assert (body["msg_type"], body["content"]) == ("text", {"text": "你好"})


def test_wecom_has_its_key_in_the_address_and_takes_two_thousand_bytes():
    call = call_for("wecom", url="https://w/send?key=1", secret="", text="字" * 2000, now=NOW)
    assert call.url == "https://w/send?key=1"
    assert len(json.loads(call.body)["text"]["content"].encode()) <= 2048


@pytest.mark.parametrize("channel", ["dingtalk", "feishu"])
def test_without_a_secret_nothing_is_signed(channel):
    call = call_for(channel, url="https://x/y", secret="", text="x", now=NOW)
    assert call.url == "https://x/y"
    assert b"sign" not in call.body


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (b'{"errcode": 0, "errmsg": "ok"}', ""),
        (b'{"errcode": 93000, "errmsg": "invalid webhook url"}', "93000 invalid webhook url"),
        (b'{"code": 0, "msg": "success"}', ""),
        (b'{"code": 19021, "msg": "sign match fail"}', "19021 sign match fail"),
        (b'{"StatusCode": 0}', ""),
        (b"", ""),
        (b"<html>", ""),
        (b"[1]", ""),
    ],
)
def test_what_an_answer_means(answer, fault):
    assert fault_in(answer) == fault


@pytest.mark.parametrize(
    ("channel", "url"),
    [
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=1"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/1"),
        ("feishu", "https://open.larksuite.com/open-apis/bot/v2/hook/1"),
    ],
)
def test_a_robot_lives_with_its_service(channel, url):
    assert is_address_of(channel, url)
    assert not is_address_of(channel, url.replace("https:", "http:"))
    assert not is_address_of("wecom" if channel != "wecom" else "feishu", url)


@pytest.mark.parametrize(
    "url",
    [
        "", "ftp://x/", "file:///etc/passwd", "https://", "https://oapi.dingtalk.com:port/", "javascript:1",
        "http://localhost:6379/", "http://127.0.0.1/", "http://169.254.169.254/latest", "https://[::1]/",
        "https://oapi.dingtalk.com@10.0.0.1/", "https://oapi.dingtalk.com.example.com/",
        "https://oapi.dingtalk.com/robot/send?access_token=😀", "https://oapi.dingtalk.com/robot send",
    ],
)  # fmt: skip
def test_the_desk_knocks_nowhere_else(url):
    assert not is_address_of("dingtalk", url)


def test_hosts_that_whoever_runs_the_desk_has_named_count_too():
    assert is_address_of("feishu", "http://feishu.shop.lan/hook/1", others=["feishu.shop.lan"])
    assert not is_address_of("feishu", "ftp://feishu.shop.lan/hook/1", others=["feishu.shop.lan"])
