"""A page as somebody sees it who needs it larger, in colours of their own, or with no colour at all."""

from typing import Final

from playwright.sync_api import Page

# WCAG 2.2: 1.4.10 Reflow (a window of 320), 1.4.4 Resize Text (a desk of 1280 at 200 % has 640 to give).
NARROWEST: Final = 320
AT_200_PER_CENT: Final = 640
_LEAST_TARGET: Final = 24  # CSS px, 2.5.8 Target Size

_OFF_THE_SIDE: Final = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return null;
    const over = [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > wide + 1);
    const last = over.at(-1);
    return last ? `${last.tagName} ${last.className} "${last.textContent.trim().slice(0, 40)}"` : 'something';
}"""
# Words whose box hides a part of them: nothing says that there is more. What is meant for a screen reader alone is
# clipped on purpose.
_CUT_OFF: Final = """() => [...document.querySelectorAll('main *, header *, footer *')].filter(one => {
    const style = getComputedStyle(one);
    if (!one.childElementCount && !one.textContent.trim()) return false;
    if (style.position === 'absolute' && (style.clipPath !== 'none' || style.clip !== 'auto')) return false;
    if (!['hidden', 'clip'].includes(style.overflowX) && !['hidden', 'clip'].includes(style.overflowY)) return false;
    return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map(one => `${one.tagName} ${one.className} "${one.textContent.trim().slice(0, 40)}"`)"""
_MARKS_WITHOUT: Final = """() => [...document.querySelectorAll('.sg-mark')].filter(one => {
    const shape = one.querySelector('svg'), box = shape && shape.getBoundingClientRect();
    if (!one.checkVisibility()) return false;
    return !one.textContent.trim() || !box || !box.width || getComputedStyle(shape).visibility !== 'visible';
}).map(one => one.outerHTML.slice(0, 80))"""
# A link within a sentence may be as high as its line: 2.5.8 leaves those out, and what a browser draws by itself.
_SMALL: Final = """least => [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden])')]
    .filter(one => {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        if (!one.checkVisibility({visibilityProperty: true}) || !box.width || style.display === 'inline') return false;
        if (one.closest('.govuk-skip-link, p, li > .sg-small') || style.position === 'absolute') return false;
        return box.width < least || box.height < least;
    }).map(one => {
        const box = one.getBoundingClientRect();
        const size = `${Math.round(box.width)} by ${Math.round(box.height)}`;
        return `${one.tagName} ${one.className} "${one.textContent.trim().slice(0, 30)}" ${size}`;
    })"""


def enlarged_faults(page: Page) -> list[str]:
    """What is wrong with the open page at 320 px, at 200 % of a desk, with text twice its size, and in forced colours:
    a line each. The page is left at the size it had."""
    before = page.viewport_size
    wrong = [f"small to press: {said}" for said in page.evaluate(_SMALL, _LEAST_TARGET)]
    for width in (NARROWEST, AT_200_PER_CENT):
        page.set_viewport_size({"width": width, "height": 450})
        wrong += _shape_faults(page, f"at {width} px")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wrong += _shape_faults(page, "with text at 200 %")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    wrong += [f"a mark without word or shape in forced colours: {said}" for said in page.evaluate(_MARKS_WITHOUT)]
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    if before is not None:
        page.set_viewport_size(before)
    return wrong


def _shape_faults(page: Page, how: str) -> list[str]:
    over = page.evaluate(_OFF_THE_SIDE)
    wrong = [f"{how}, off the side: {over}"] if over else []
    return wrong + [f"{how}, cut off: {said}" for said in page.evaluate(_CUT_OFF)]
