"""Addresses that a filter test may use: whose they are, what they are for, and where that is said.

None was opened when this list was made. A page that is gone is told as gone, and never counts as blocked.
"""

from dataclasses import dataclass
from typing import Final

from schoolgate.filtering.probing.plans import (
    BARE,
    BLOCK,
    CANARY,
    CONTROL,
    DOH,
    FAIR,
    ILLEGAL,
    OTHER_RESOLVER,
    QUIC,
    SEARCH,
    Trial,
)

OUTSIDE_HTTP: Final = "outside-http"
OUTSIDE_HTTPS: Final = "outside-https"
_SWGFL_HTTP: Final = "swgfl-http"
_SWGFL_HTTPS: Final = "swgfl-https"


@dataclass(frozen=True, slots=True)
class Known:
    """``whose``: the body; ``source``: where it says what the address is for, or documents it."""

    trial: Trial
    whose: str
    source: str


_SWGFL: Final = "SWGfL, of the UK Safer Internet Centre"
_FAQ: Final = "https://testfiltering.com/faq"
_TEXT: Final = "text:TestFiltering.com"

# Pages that come the same from everywhere, made so that machines can see whether they are on the internet.
CONTROLS: Final = (
    Known(
        Trial(OUTSIDE_HTTP, CONTROL, "http://detectportal.firefox.com/success.txt", whole="text:success"),
        "Mozilla",
        "https://support.mozilla.org/en-US/kb/captive-portal",
    ),
    Known(
        Trial(OUTSIDE_HTTPS, CONTROL, "https://www.google.com/generate_204", whole="status:204"),
        "Google",
        "https://www.chromium.org/chromium-os/chromiumos-design-docs/network-portal-detection/",
    ),
)
# Test pages that are on the illegal lists because their own bodies put them there, and one of bad language.
PUBLISHED: Final = (
    Known(Trial(_SWGFL_HTTP, CONTROL, "http://testfiltering.com/faq", whole=_TEXT), _SWGFL, _FAQ),
    Known(Trial(_SWGFL_HTTPS, CONTROL, "https://testfiltering.com/faq", whole=_TEXT), _SWGFL, _FAQ),
    Known(
        Trial("swgfl-iwf", ILLEGAL, "http://iwf.testfiltering.com/", "child-abuse-images", _SWGFL_HTTP), _SWGFL, _FAQ
    ),
    Known(
        Trial("swgfl-ctiru", ILLEGAL, "https://ctiru.testfiltering.com/", "terrorist-content", _SWGFL_HTTPS),
        _SWGFL,
        _FAQ,
    ),
    Known(Trial("swgfl-swearing", BLOCK, "https://swearing.testfiltering.com/", "", _SWGFL_HTTPS), _SWGFL, _FAQ),
)

SUBJECTS: Final = {
    "support": "support lines",
    "health": "health",
    "bereavement": "bereavement",
    "faith": "faith and belief",
    "lgbt": "LGBT+ life",
    "relationships": "relationships and sex education",
}
_HELPFUL: Final = (
    ("childline", "support", "Childline", "www.childline.org.uk"),
    ("samaritans", "support", "Samaritans", "www.samaritans.org"),
    ("nspcc", "support", "NSPCC", "www.nspcc.org.uk"),
    ("papyrus", "support", "Papyrus, prevention of young suicide", "www.papyrus-uk.org"),
    ("young-minds", "support", "YoungMinds", "www.youngminds.org.uk"),
    ("beat", "support", "Beat, eating disorders", "www.beateatingdisorders.org.uk"),
    ("nhs", "health", "The NHS", "www.nhs.uk"),
    ("breast-cancer-now", "health", "Breast Cancer Now", "breastcancernow.org"),
    ("frank", "health", "Frank, about drugs", "www.talktofrank.com"),
    ("winstons-wish", "bereavement", "Winston’s Wish", "www.winstonswish.org"),
    ("child-bereavement", "bereavement", "Child Bereavement UK", "www.childbereavementuk.org"),
    ("cruse", "bereavement", "Cruse Bereavement Support", "www.cruse.org.uk"),
    ("church-of-england", "faith", "The Church of England", "www.churchofengland.org"),
    ("muslim-council", "faith", "The Muslim Council of Britain", "mcb.org.uk"),
    ("board-of-deputies", "faith", "The Board of Deputies of British Jews", "bod.org.uk"),
    ("humanists", "faith", "Humanists UK", "humanists.uk"),
    ("stonewall", "lgbt", "Stonewall", "www.stonewall.org.uk"),
    ("mermaids", "lgbt", "Mermaids", "mermaidsuk.org.uk"),
    ("switchboard", "lgbt", "Switchboard", "switchboard.lgbt"),
    ("sex-education-forum", "relationships", "The Sex Education Forum", "www.sexeducationforum.org.uk"),
    ("brook", "relationships", "Brook", "www.brook.org.uk"),
)
# What filters are known to close by mistake. Where only a garden is open they are closed on purpose.
HELPFUL: Final = tuple(
    Known(Trial(f"fair-{key}", FAIR, f"https://{host}/", subject, OUTSIDE_HTTPS), whose, f"https://{host}/")
    for key, subject, whose, host in _HELPFUL
)
ROUNDS: Final = (
    (DOH, "dns.google"),
    (DOH, "cloudflare-dns.com"),
    (DOH, "dns.quad9.net"),
    (OTHER_RESOLVER, "8.8.8.8"),
    (OTHER_RESOLVER, "1.1.1.1"),
    (OTHER_RESOLVER, "9.9.9.9"),
    (QUIC, "www.google.com"),
    (CANARY, "use-application-dns.net"),
    (CANARY, "mask.icloud.com"),
    (CANARY, "mask-h2.icloud.com"),
)
# What is tried that has no page of its own, by its kind.
TRIED: Final = {
    DOH: "encrypted look-up of names",
    OTHER_RESOLVER: "another name server",
    QUIC: "a connection that goes past filters (QUIC)",
    CANARY: "the name by which browsers ask whether they may look names up elsewhere",
    BARE: "a site by its number",
    SEARCH: "a search engine or video site, made safe",
    "own": "a page of the school’s choice",
    "": "bad language",
}
EVERY: Final = (*CONTROLS, *PUBLISHED, *HELPFUL)
NAMES: Final = {each.trial.key: each.whose for each in EVERY}
