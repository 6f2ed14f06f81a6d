"""Suppliers' words for what a site is, and for what was decided, as ours.

A word that is not known maps to nothing: a guess would count a site as something it is not. The keys are those of the
web gate's catalogue, which a test compares.
"""

import re
from functools import lru_cache
from typing import Final

_WORDS: Final = {
    "child-abuse-images": "child abuse images, child sexual abuse, csam, iwf, internet watch foundation, child abuse",
    "drawn-abuse-images": "non photographic child sexual abuse, iwf npi",
    "terrorist-content": "terrorist content, terrorism, ctiru, police assessed list, home office terrorism list",
    "adult": (
        "adult, adult content, adult sites, adult entertainment, adult material, pornography, porn, sex, sexual "
        "content, sexually explicit, nudity, explicit sexual material, adult and pornography, sexual, erotica, "
        "mature"
    ),
    "mixed-adult": "mixed adult, partial nudity, adult mixed content, provocative attire",
    "lingerie": "lingerie, lingerie and swimsuits, swimsuits and lingerie, intimate apparel, swimwear",
    "dating": "dating, dating and personals, dating and companionship, personals, online dating, personals and dating",
    "violence": "violence, gore, violence and gore, aggressive, tasteless, graphic violence, extreme violence",
    "hatred": (
        "hate, hate speech, hate and racism, racism, discrimination, intolerance, hatred, hate and discrimination"
    ),
    "extremism": (
        "extremism, radicalisation, radicalization, extreme, militancy and extremist, radicalisation and "
        "extremism, prevent, extremist"
    ),
    "self-harm": (
        "self harm, suicide, self harm and suicide, suicide and self harm, pro suicide and self harm, eating "
        "disorders, anorexia, pro anorexia"
    ),
    "weapons": "weapons, guns, arms, weapons and military, dangerous material, weapons and explosives, bombs",
    "drugs": (
        "drugs, illegal drugs, drug abuse, drugs and substance abuse, substance abuse, abused drugs, controlled "
        "substances, marijuana, illegal drug, drugs and controlled substances"
    ),
    "alcohol-tobacco": "alcohol, tobacco, alcohol and tobacco, vaping, smoking, cigarettes, alcohol tobacco and vaping",
    "gambling": "gambling, betting, gamble, casino, online gambling, lottery",
    "piracy": (
        "piracy, illegal software, warez, copyright infringement, piracy and copyright theft, peer to peer, p2p, "
        "illegal downloads, torrents, intellectual piracy"
    ),
    "malware": (
        "malware, spyware, virus, viruses, malicious, malware sites, malicious sites, botnets, security threats, "
        "spyware and malware, malicious web sites, ransomware"
    ),
    "phishing": "phishing, scam, fraud, phishing and fraud, phishing and other frauds, scams",
    "cryptomining": "cryptomining, cryptojacking, coin mining, coinminer",
    "hacking": "hacking, hacking and cracking, computer hacking, ddos, exploits, cracking",
    "stalkerware": "stalkerware, spying software, keyloggers, keyloggers and monitoring",
    "cults": "cults, cult and occult, occult, sect",
    "false-news": "fake news, disinformation, misinformation, false news",
    "cheating": "cheating, essay mills, academic fraud, plagiarism, cheating and plagiarism, tricheur",
    "games": (
        "games, gaming, online games, game, computer games, games online, video games, browser games, games and gaming"
    ),
    "celebrity": "celebrity, celebrities, gossip, celebrity gossip",
    "comics": "comics, manga, anime, anime and manga, comics and manga",
    "astrology": "astrology, horoscopes, fortune telling",
    "sports": "sport, sports, recreation and sports",
    "news": "news, newspapers, news and media, press, magazines, news and magazines",
    "shopping": "shopping, online shopping, auctions, retail, shopping and auctions, ecommerce, auction",
    "jobs": "jobs, job search, recruitment, careers, job searching, employment, job search and careers",
    "money": "banking, bank, finance, financial services, financial, banking and finance, personal finance",
    "crypto-money": "cryptocurrency, bitcoin, crypto currency",
    "adverts": (
        "adverts, advertising, ads, advertisements, web ads, trackers, tracking, advertisement, web "
        "advertisements, advertisements and popups, pop ups, analytics, advertising and tracking"
    ),
    "religion": "religion, religious, traditional religions, faith",
    "phone-extras": "ringtones, mobile phones, mobile phone, ringtones and mobile phone downloads",
    "social-media": (
        "social media, social networking, social network, social networks, social, facebook, instagram, social "
        "networking and personal sites"
    ),
    "chat": (
        "chat, instant messaging, chat and im, messaging, internet chat, chat and messaging, im and chat, web "
        "chat, chat rooms"
    ),
    "forums": (
        "forums, forum, message boards, bulletin boards, newsgroups, forums and newsgroups, newsgroups and forums"
    ),
    "blogs": "blogs, blog, blogs and personal sites, web logs, blogging, personal sites and blogs, personal pages",
    "video-audio": (
        "streaming media, video, audio video, media streaming, streaming, music, radio, audio and video, video "
        "sharing, entertainment videos, online video, internet radio and tv, webradio, music and radio, streaming "
        "video"
    ),
    "web-mail": "webmail, web mail, email, web based email, e mail, mail, web based mail",
    "file-sharing": (
        "file sharing, file storage, cloud storage, filehosting, file hosting, online storage, online storage and "
        "backup, file sharing and storage, personal network storage, storage"
    ),
    "downloads": "downloads, software downloads, download, freeware, freeware and shareware, shareware, download sites",
    "web-hosting": "web hosting, hosting, hosted websites, website hosting, web hosting sites",
    "ai-chat": (
        "ai, ai chat, artificial intelligence, generative ai, ai tools, ai and ml, chatbots, ai chatbots, ai assistants"
    ),
    "short-links": "url shorteners, url shortener, short links, link shorteners, shortener, url shortening",
    "proxies": (
        "proxy, proxies, proxy avoidance, anonymizer, anonymizers, anonymiser, anonymisers, anonymous proxies, "
        "proxy avoidance and anonymizers, proxy and anonymizer, web proxy, web proxies, filter bypass, filter "
        "avoidance, proxy anonymizer, anonymizing, anonymous proxy, proxies and translators, redirector"
    ),
    "vpn": "vpn, vpns, vpn services, tor, vpn and proxy, tor and vpn",
    "encrypted-dns": "doh, encrypted dns, dns over https, dns over tls, dot",
    "remote-control": "remote access, remote control, remote access tools, remote desktop, remote management",
    "dynamic-names": "dynamic dns, dynamic names, ddns, dynamically generated content",
    "unsafe-search": "unsafe search, unfiltered search, no safe search, unsafe search engines",
    "translation": "translation, translators, online translators, translation sites, language translation",
    "children": "children, kids, for kids, kids and teens, child safe, childrens sites, kids sites, kids zone",
    "learning": (
        "education, educational, learning, reference, training and tools, educational institutions, school, "
        "education and reference, reference and research, online learning, educational resources, education and "
        "training"
    ),
    "relationships-education": "sex education, sexual education, relationships and sex education, rse",
    "updates": "software updates, updates, operating system updates, system updates, update sites",
}
CATEGORIES: Final = tuple(_WORDS)
_OURS: Final = {
    word.strip(): key for key, words in _WORDS.items() for word in (*words.split(","), key.replace("-", " "))
}
_LONGEST: Final = 120
_VERDICTS: Final = {
    "allow": (
        "allow, allowed, permit, permitted, accept, accepted, pass, passed, ok, success, successful, monitor, "
        "monitored, logged, log, observed, alert, alerted, bypass, exempt, exception, trusted, unblocked, not "
        "blocked, no, 0, false, viewed, tcp miss, tcp hit, tcp tunnel, allow and log, audit"
    ),
    "block": (
        "block, blocked, deny, denied, forbid, forbidden, reject, rejected, drop, dropped, banned, refused, stop, "
        "stopped, filtered, block page, blocked by policy, tcp denied, yes, 1, true, restricted, blacklisted, "
        "denied by filter, blocked site, quarantine, quarantined"
    ),
    "warn": (
        "warn, warned, warning, coach, coached, caution, continue, soft block, override, overridden, soft "
        "blocked, proceed with warning"
    ),
    "hold": "hold, held, pending, time quota, delayed, requested, request access",
}
_DECIDED: Final = {word.strip(): verdict for verdict, words in _VERDICTS.items() for word in words.split(",")}
_BETWEEN: Final = re.compile(r"[/:;,|>]+")


@lru_cache(1 << 12)
def one_category(text: str) -> str:
    """The key of the category that a supplier's word means; nothing for a word that is not known.

    Where several are named, parted by a slash, a comma or the like, it is the first that is known.
    """
    if len(text) > _LONGEST:
        return ""
    whole = _OURS.get(_folded(text), "")
    return whole or next((key for part in _BETWEEN.split(text) if (key := _OURS.get(_folded(part), ""))), "")


@lru_cache(1 << 12)
def one_verdict(text: str) -> str:
    """What a supplier's word says was decided; nothing where the word is not known."""
    return _DECIDED.get(_folded(text), "") if len(text) <= _LONGEST else ""


def _folded(text: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", text.lower().replace("&", " and ").replace("’", "").replace("'", ""))
    return " ".join(words.split())
