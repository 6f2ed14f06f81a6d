"""What sort of device a page was asked for from, as its browser says. Only the sort is kept."""

from typing import Final

from django.http import HttpRequest

_TABLETS: Final = ("ipad", "tablet", "kindle", "silk/", "playbook")


def device_of(request: HttpRequest) -> str:
    """A value of ``Signature.Device``; empty where the browser says nothing. An iPad that calls itself a Mac is taken
    for a computer: no header tells them apart."""
    said = request.headers.get("User-Agent", "").lower()
    hint = request.headers.get("Sec-CH-UA-Mobile", "")
    if any(one in said for one in _TABLETS) or ("android" in said and "mobile" not in said and hint != "?1"):
        return "tablet"
    if hint == "?1" or "mobi" in said or "iphone" in said:
        return "phone"
    return "computer" if said else ""
