"""Working at the desk without a mouse."""

import re

import pytest

AT = "() => document.activeElement.name || document.activeElement.id"
ELSEWHERE = "(before) => (document.activeElement.name || document.activeElement.id) !== before"
MOST_PRESSES = 12


class Keys:
    """Hands on the keyboard: types into what has the focus and goes on with Enter; the mouse is not there."""

    def __init__(self, page):
        self.page, self.presses = page, 0

    def at(self) -> str:
        """The field that has the focus, without its item's number."""
        return re.sub(r"^items-\d+-", "", self.page.evaluate(AT))

    def press(self, key: str):
        self.presses += 1
        self.page.keyboard.press(key)

    def scan(self, serial: str):
        """A scanner types fast and ends with Enter; what the desk knows of the number is there soon after."""
        self.page.keyboard.type(serial)
        with self.page.expect_response("**/returns/lookup/**"):
            self.page.keyboard.press("Enter")

    def enter(self, what: str):
        """Types a text, or presses the arrow key that is named."""
        if what.startswith("Arrow"):
            self.page.keyboard.press(what)
        else:
            self.page.keyboard.type(what)

    def fill(self, **values: str):
        """Enter by Enter through the form, in its own order, typing where there is something to say."""
        for _i in range(MOST_PRESSES + len(values)):
            if (name := self.at()) in values:
                self.enter(values.pop(name))
            if not values:
                return
            before = self.page.evaluate(AT)
            self.press("Enter")
            self.page.wait_for_function(ELSEWHERE, arg=before)  # a lookup that goes on holds the Enter back
        pytest.fail(f"Enter does not lead to {', '.join(values)}; the focus is on {self.at()}")

    def choose(self, words: str):
        """Types into the customer field and takes the first that is found."""
        self.fill(customer="")
        with self.page.expect_response("**/customers/lookup/**"):
            self.page.keyboard.type(words)
        self.press("Enter")

    def save(self, url: str):
        with self.page.expect_navigation(url=url):
            self.press("Control+Enter")
