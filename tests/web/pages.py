"""Pages as tests read them: every element with its attributes, text and ancestors, and what a browser would post."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attrs.get(name, "")

    @property
    def classes(self) -> set[str]:
        return set(self["class"].split())

    def all_links(self) -> list[Element]:
        """The links inside it, in order."""
        own = [self] if self.tag == "a" else []
        return own + [link for child in self.children for link in child.all_links()]

    def inside(self, tag: str) -> Element | None:
        """The nearest ancestor with that tag."""
        above = self.parent
        while above and above.tag != tag:
            above = above.parent
        return above


class Page(HTMLParser):
    """A parsed page; elements that are left open or closed out of turn fail the test."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {[each.tag for each in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag} {attrs}>"
        element = Element(tag, {name: value or "" for name, value in attrs}, self._open[-1] if self._open else None)
        self.elements.append(element)
        if element.parent:
            element.parent.children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Words of a drawing are no words of the page around it, which must say the same without it."""
        for element in reversed(self._open):
            element.text += data
            if element.tag == "svg":
                return

    def all(self, tag: str = "", class_: str = "", **attrs: str) -> list[Element]:
        """The elements with that tag, class and attributes."""
        return [
            e
            for e in self.elements
            if (not tag or e.tag == tag)
            and (not class_ or class_ in e.classes)
            and all(e.attrs.get(name.rstrip("_")) == value for name, value in attrs.items())
        ]

    def one(self, tag: str = "", class_: str = "", **attrs: str) -> Element:
        """The only such element."""
        found = self.all(tag, class_, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} class={class_} {attrs}>"
        return found[0]

    @property
    def title(self) -> str:
        return next(e for e in self.all("title") if e.inside("head")).text.strip()

    @property
    def text(self) -> str:
        return self.one("body").text

    def fields(self, action: str) -> dict[str, list[str]]:
        """What a browser would post with the form of that action, before anybody types."""
        form = self.all("form", action=action)[0]
        sent: dict[str, list[str]] = {}
        for element in self.all("input"):
            silent = element["type"] in ("radio", "checkbox") and "checked" not in element.attrs
            if element.inside("form") is form and not silent:
                sent.setdefault(element["name"], []).append(element["value"])
        return sent

    def complaint(self, question: str) -> str:
        """What is said at a question's field."""
        return "".join(e.text for e in self.all("p", "error", id=f"e-{question}")).strip()

    def asked(self) -> list[str]:
        """The questions on the page."""
        return [e["id"].removeprefix("question-") for e in self.all("div", "question")]


def faults(page: Page) -> list[str]:
    """What is wrong with the markup for people who use assistive technology."""
    ids = [e["id"] for e in page.elements if "id" in e.attrs]
    found = [f"id {id_} twice" for id_ in sorted(set(ids)) if ids.count(id_) > 1]
    for e in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            found += [f"{name} {id_} leads nowhere" for id_ in e[name].split() if id_ not in ids]
        if e["href"].startswith("#") and e["href"][1:] not in ids:
            found.append(f"link {e['href']} leads nowhere")
        if "style" in e.attrs or any(name.startswith("on") for name in e.attrs) or e.tag == "style":
            found.append(f"<{e.tag}> has style or script inline")
        if e.tag == "script" and (e.text.strip() or not e["src"].startswith("/static/") or "defer" not in e.attrs):
            found.append("a script stands in the page, comes from elsewhere or holds it up")
    return found + _unlabelled(page) + _headings(page)


def _unlabelled(page: Page) -> list[str]:
    labelled = {e["for"] for e in page.all("label")}
    controls = [e for e in page.all("input") if e["type"] != "hidden"]
    wordy = [e for tag in ("button", "a", "summary", "label", "legend") for e in page.all(tag)]
    drawings = [e for e in page.all("svg", "drawing") if [c.tag for c in e.children[:2]] != ["title", "desc"]]
    named = [e for tag in ("meter", "progress", "nav", "table") for e in page.all(tag)]
    return [
        *(f"<input name={e['name']}> has no label" for e in controls if e["id"] not in labelled),
        *(f"<input name={e['name']}> is in no fieldset with a legend" for e in controls if not _grouped(e)),
        *(f"<{e.tag} {e.attrs}> has no words" for e in wordy if not e.text.strip()),
        *(f"a drawing has no name: {e.attrs}" for e in drawings),
        *(f"<{e.tag}> has no name" for e in named if not (e["aria-label"] or e["aria-labelledby"])),
    ]


def _grouped(control: Element) -> bool:
    group = control.inside("fieldset")
    return control["type"] == "text" or bool(group and group.children[0].tag == "legend")


def _headings(page: Page) -> list[str]:
    levels = [int(e.tag[1]) for e in page.elements if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    summary = page.all("h2", id="errors-title")
    main = [int(e.tag[1]) for e in page.elements if e.tag in ("h1", "h2", "h3", "h4") and e not in summary]
    return found + [f"h{a} then h{b}" for a, b in pairwise(main) if b > a + 1]
