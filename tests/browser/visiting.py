"""Somebody at a browser, and what they can look at."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from schoolgate.frame import assets
from schoolgate.frame.actor import operator
from schoolgate.people.models import Account, School

EMAIL: Final = "head@robinhill.example"
PASSWORD: Final = "three plain words here"
DEMO: Final = assets.ROOT / "src/schoolgate/site/demo/online-safety-policy.md"
AXE: Final = assets.ROOT / "node_modules/axe-core/axe.min.js"
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
)
OPERATOR: Final = operator("test")


@dataclass
class Visitor:
    """Somebody at a browser. ``complaints`` is what the console said: refusals by the content policy, and errors."""

    site: str
    school: School
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def goes(self, address: str) -> Page:
        """To an address of the site; ``~`` stands for the school's own."""
        answer = self.page.goto(self.site + address.replace("~", f"/schools/{self.school.ref}", 1))
        assert answer is not None
        assert answer.status < 500, address
        return self.page

    def signs_in(self, email: str = EMAIL) -> None:
        """By the form, as a person does."""
        page = self.goes("/account/login/")
        page.locator("#id_login").fill(email)
        page.locator("#id_password").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("form.sg-form button[type=submit]").click()

    def is_still_there(self) -> None:
        """Gives the password again, so that what changes a sign-in is open for a while."""
        page = self.goes("/account/reauthenticate/?next=/leaves/")
        page.locator("#id_password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="It is me").click()

    def noted(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@dataclass
class Doors:
    """Opens browsers at the site, signed in or not."""

    site: str
    school: School
    chromium: Browser
    opened: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        *,
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        signed_in: bool = True,
        email: str = EMAIL,
    ) -> Visitor:
        context = self.chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=javascript
        )
        context.set_default_timeout(15_000)
        self.opened.append(context)
        if signed_in:
            client = Client()
            client.force_login(Account.objects.get(email=email))
            cookies: list[Any] = [
                {"name": name, "value": morsel.value, "url": self.site} for name, morsel in client.cookies.items()
            ]
            context.add_cookies(cookies)
        visitor = Visitor(self.site, self.school, context, context.new_page())
        visitor.page.on("console", visitor.noted)
        return visitor


def marks(page: Page) -> list[str]:
    """The addresses behind the document's marks, in its order."""
    found = page.locator(".sg-doc a.sg-mark").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [str(address) for address in found]


def axe_finds(page: Page, axe: Path = AXE) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its best practice: a line each, none when all is well."""
    page.evaluate(axe.read_text("utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    told: dict[str, Any] = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert len(told["passes"]) > 5, "axe-core looked at next to nothing"
    return [f"{found['id']}: {node['html'][:160]}" for found in told["violations"] for node in found["nodes"]]
