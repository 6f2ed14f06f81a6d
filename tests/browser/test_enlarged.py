"""The looks at an enlarged page find what they are for."""

import pytest
from playwright.sync_api import Browser

from browser.enlarged import enlarged_faults

pytestmark = pytest.mark.browser
SOUND = (
    '<main><p>Kept</p><a class="sg-mark" style="display:inline-flex"><svg width="24" height="24"></svg>Kept</a></main>'
)


@pytest.mark.parametrize(
    ("spoilt", "found"),
    [
        ('<div style="width: 500px">wide</div>', "at 320 px, off the side"),
        ('<div style="width: 30rem">wide in letters</div>', "with text at 200 %, off the side"),
        ('<p style="height: 1.2rem; overflow: hidden">one line<br>and another</p>', "at 320 px, cut off"),
        ('<a href="#" style="display: block; height: 12px; width: 90px">low</a>', "small to press"),
        ('<a class="sg-mark" style="display: block">No shape</a>', "without word or shape"),
        ('<a class="sg-mark" style="display: block"><svg width="24" height="24"></svg></a>', "without word or shape"),
    ],
)
def test_each_fault_is_found(chromium: Browser, spoilt: str, found: str) -> None:
    page = chromium.new_page()
    page.set_content(SOUND)
    assert enlarged_faults(page) == []
    page.set_content(SOUND.replace("</main>", spoilt + "</main>"))
    assert any(found in fault for fault in enlarged_faults(page))
    page.close()
