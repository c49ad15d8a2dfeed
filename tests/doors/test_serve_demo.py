"""bin/serve --demo fills an empty desk, prints one sign-in per role, and prints the same on later starts."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from staff.policies import Role

SIGN_IN = re.compile(r"^  (\S+)  (\S+)  (\w+) \(", re.MULTILINE)


class Browser:
    """Fills in forms with a session of its own."""

    def __init__(self, desk):
        self.base = f"http://127.0.0.1:{desk.port}"
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
        )

    def fill(self, path: str, **fields: str) -> str:
        """The page that comes after the form at the path was sent."""
        with self._opener.open(self.base + path) as answer:
            address, form = answer.url, answer.read().decode()
        fields["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
        with self._opener.open(address, urllib.parse.urlencode(fields).encode()) as answer:
            assert answer.url != address, "the form came back"
            return answer.read().decode()


def test_a_demo_desk_prints_one_sign_in_per_role_and_each_works(serve):
    desk = serve("--demo").opened()
    people = {role: (number, password) for number, password, role in SIGN_IN.findall(desk.said)}
    assert set(people) == {role.value for role in Role}
    assert desk.said.index(people["counter"][1]) < desk.said.index("The desk is open")
    assert "Nobody is on the staff yet" not in desk.said
    for number, password in people.values():
        assert number in Browser(desk).fill("/", username=number, password=password)
    desk.end()
    again = serve("--demo").opened()
    assert SIGN_IN.findall(again.said) == SIGN_IN.findall(desk.said)


def test_the_printed_code_opens_the_desk_and_a_desk_in_use_is_no_demo(serve):
    desk = serve().opened()
    code = re.search(r"One-time code: +(\S+)", desk.said)[1]
    new = "lamp-river-2026"
    assert "M1" in Browser(desk).fill("/setup/", code=code, staff_no="M1", name="Ma", new=new, again=new)
    desk.end()
    assert "--demo: " in serve("--demo").refusal()
