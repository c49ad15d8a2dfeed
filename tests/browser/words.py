"""Words as people read them: a text of the desk in the page's language, and what of a Chinese page is not Chinese."""

import re
from collections.abc import Callable

from django.utils import translation

CODES = {"zh": "zh-hans", "en": "en"}

# What stays in Latin letters on a Chinese page: names of keys, units, kinds of file, what group robots call their
# addresses and secrets, a setting's name, and nothing else.
KEPT = {"Enter", "Ctrl", "Alt", "CPU", "Excel", "xlsx", "PDF", "RMA", "Webhook", "SEC", "MAIL", "URL"}

# Every text a person can meet: what is shown, what is folded away, what is read aloud, the title, waiting templates.
COLLECT = """() => {
  const texts = [document.title];
  const attributes = ["placeholder", "aria-label", "title", "alt", "data-label", "data-found-none", "data-found-some"];
  const walk = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(node.tagName) || node.lang === "en") continue;
      for (const name of attributes) if (node.hasAttribute(name)) texts.push(node.getAttribute(name));
      walk(node.tagName === "TEMPLATE" ? node.content : node);
    }
  };
  walk(document.body);
  return texts;
}"""


def say_in(language: str) -> Callable[..., str]:
    """say("Queue") -> the text of the desk in that language; say("Fault", "form") for one with a context."""

    def say(text: str, context: str = "", **values) -> str:
        with translation.override(CODES[language]):
            found = translation.pgettext(context, text) if context else translation.gettext(text)
        return found % values if values else found

    return say


def latin_words(texts: list[str], allowed: set[str] = frozenset()) -> set[str]:
    """Latin words of three letters or more, but for those `KEPT` or `allowed`, codes with digits and file names."""
    found = set()
    for text in texts:
        for piece in re.findall(r"[A-Za-z0-9_.:/@%-]+", text):
            if piece in allowed or re.search(r"\d|\.xlsx?$", piece):
                continue
            found |= {word for word in re.findall(r"[A-Za-z]{3,}", piece) if word not in KEPT | allowed}
    return found


def label(text: str) -> re.Pattern:
    """Matches a field's label, with or without the star of a required field."""
    return re.compile(rf"^\s*{re.escape(text)}\s*\*?\s*$")
