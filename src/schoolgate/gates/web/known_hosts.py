"""Hosts that everyone knows and that a list might lack: AI chat tools, and public name servers over HTTPS."""

from typing import Final

from schoolgate.gates.web.exceptions import Listed

_AI_CHAT: Final = (
    "chatgpt.com",
    "chat.openai.com",
    "claude.ai",
    "gemini.google.com",
    "bard.google.com",
    "aistudio.google.com",
    "copilot.microsoft.com",
    "copilot.cloud.microsoft",
    "m365.cloud.microsoft",
    "perplexity.ai",
    "poe.com",
    "character.ai",
    "replika.com",
    "chat.deepseek.com",
    "chat.mistral.ai",
    "chat.qwen.ai",
    "grok.com",
    "meta.ai",
    "pi.ai",
    "duck.ai",
    "kimi.com",
    "huggingchat.co",
)
_ENCRYPTED_DNS: Final = (
    "dns.google",
    "dns.google.com",
    "cloudflare-dns.com",
    "one.one.one.one",
    "dns.quad9.net",
    "doh.opendns.com",
    "dns.adguard-dns.com",
    "dns.nextdns.io",
    "doh.cleanbrowsing.org",
    "freedns.controld.com",
    "dns.mullvad.net",
    "doh.dns.apple.com",
)


def _listed(category: str, hosts: tuple[str, ...]) -> tuple[Listed, ...]:
    return tuple(Listed(host, frozenset({category})) for host in hosts)


KNOWN_HOSTS: Final = (*_listed("ai-chat", _AI_CHAT), *_listed("encrypted-dns", _ENCRYPTED_DNS))
