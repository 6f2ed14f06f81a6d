"""Rules for the firewall of the machine that Squid runs on, where it is also the way out of the school."""

from schoolgate.filtering.ways_in.squid.config import Wanted


def firewall(wanted: Wanted) -> str:
    """A file for ``nft -f``. QUIC and look-ups elsewhere are refused, so that browsers go the way that is filtered."""
    four = sorted(each for each in wanted.clients if ":" not in each)
    six = sorted(each for each in wanted.clients if ":" in each)
    lines = ["# Written by: schoolgate filter squid-config. Read it before you use it.", "table inet schoolgate {"]
    lines += ["  chain out {", "    type filter hook forward priority filter; policy accept;"]
    for family, some in (("ip", four), ("ip6", six)):
        if some:
            of = f"{family} saddr {{ {', '.join(some)} }}"
            lines.append(f"    {of} udp dport {{ 80, 443, 784, 853, 8853 }} reject")
            lines.append(f"    {of} tcp dport 853 reject with tcp reset")
    lines.append("  }")
    if wanted.intercept:
        http, https = wanted.intercept
        lines += ["  chain taken {", "    type nat hook prerouting priority dstnat;"]
        for family, some in (("ip", four), ("ip6", six)):
            if some:
                of = f"{family} saddr {{ {', '.join(some)} }}"
                lines.append(f"    {of} tcp dport 80 redirect to :{http}")
                lines.append(f"    {of} tcp dport 443 redirect to :{https}")
        lines.append("  }")
    return "\n".join([*lines, "}", ""])
