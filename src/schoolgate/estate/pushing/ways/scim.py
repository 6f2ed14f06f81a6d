"""A directory by SCIM 2.0 (RFC 7644): an identity provider whose groups we fill, member by member, by PATCH.

Settings: ``server`` (``https://.../scim/v2``; ``http://`` only to this machine, since a token goes over it),
``password`` (its bearer token) and ``ca`` (a file of the authority that vouches for it, where this machine does not
know that). An account is found by ``userName``; a group by ``displayName``, and made where there is none. Told to wait
(429 or 503 with ``Retry-After``, RFC 9110 section 10.2.3), it waits, for at most two minutes in all for one request.
"""

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final

import requests
from pydantic import ValidationError
from scim2_models import Context, ListResponse, ScimPolicy

from schoolgate.estate.pushing.contract import DirectoryGoneError, Way
from schoolgate.estate.pushing.opened import check_authority, check_locked
from schoolgate.estate.pushing.plan import Change
from schoolgate.estate.scim.resources import Group, User
from schoolgate.kernel.errors import BadInputError

_SECONDS: Final = 20
_A_PAGE: Final = 100
_LONGEST_WAIT: Final = 120.0
_TRIES: Final = 10
_MOST_BYTES: Final = 20_000_000
_WAITS: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_GROUP: Final = "urn:ietf:params:scim:schemas:core:2.0:Group"
_PATCH: Final = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
_TOLERANT: Final = ScimPolicy(unknown=ScimPolicy.Unknown.ignore)
_STEP: Final = "Look at its address, its token, and whether it runs."


@dataclass(slots=True)
class _Wire:
    """Requests to one server, which goes nowhere else."""

    root: str
    session: requests.Session
    authority: str = ""  # given with each request: of a session's, requests lets the environment's come first
    wait: Callable[[float], None] = time.sleep

    def ask(self, method: str, where: str, *, gone_already: bool = False, **sent: Any) -> requests.Response:
        """``gone_already``: what is to be taken out and is not there (``noTarget``) is no error. Raises
        ``BadInputError`` for what is refused, and ``DirectoryGoneError`` where it answers nothing of use.
        """
        answer, left = self._once(method, where, **sent), _LONGEST_WAIT
        for _ in range(_TRIES):
            if answer.status_code not in _WAITS or left <= 0:
                break
            pause = min(_seconds(answer.headers.get("Retry-After", "")), left)
            self.wait(pause)
            answer, left = self._once(method, where, **sent), left - pause
        if gone_already and answer.status_code == HTTPStatus.BAD_REQUEST and '"noTarget"' in answer.text:
            return answer
        return _checked(answer)

    def _once(self, method: str, where: str, **sent: Any) -> requests.Response:
        try:
            asked = {"timeout": _SECONDS, "allow_redirects": False, "verify": self.authority or True, **sent}
            return self.session.request(method, f"{self.root}/{where}", **asked)
        except requests.exceptions.SSLError:
            cause = "its certificate is not vouched for, or is for another name. The token was not sent."
            raise DirectoryGoneError("the directory", cause, _STEP) from None
        except requests.RequestException as error:
            cause = f"it did not answer: {type(error).__name__}."
            raise DirectoryGoneError("the directory", cause, _STEP) from None

    def found[T: (User, Group)](self, where: str, kind: type[T], **asked: str) -> Iterator[T]:
        """Every resource that fits, page by page; ends also where a server counts wrongly."""
        start = 1
        while True:
            params = {"startIndex": str(start), "count": str(_A_PAGE), **asked}
            answer = self.ask("GET", where, params=params)
            try:
                page = ListResponse[kind].model_validate(  # type: ignore[valid-type]  # known when it runs
                    answer.json(), scim_ctx=Context.SEARCH_RESPONSE, scim_policy=_TOLERANT
                )
            except (ValidationError, ValueError):
                raise DirectoryGoneError("the directory", "it answered no list of SCIM.", _STEP) from None
            rows = page.resources or []
            yield from rows
            start += len(rows)
            if not rows or start > (page.total_results or 0):
                return


@dataclass
class ScimDirectory:
    wire: _Wire
    _groups: dict[str, str] = field(default_factory=dict)  # ids by name

    @cached_property
    def users(self) -> dict[str, User]:
        """Every account, by its address."""
        asked = {"attributes": "userName,active"}
        return {(one.user_name or "").casefold(): one for one in self.wire.found("Users", User, **asked)}

    def members(self, groups: Collection[str]) -> dict[str, frozenset[str]]:
        named = {one.id: address for address, one in self.users.items()}
        found: dict[str, frozenset[str]] = {}
        for name in groups:
            for one in self.wire.found("Groups", Group, filter=f'displayName eq "{name}"'):
                refs = [member.value for member in one.members or []]
                found[name] = frozenset(named[ref] for ref in refs if ref in named)
                self._groups[name] = one.id or ""
        return found

    def active(self, accounts: Collection[str]) -> dict[str, bool]:
        there = ((one, self.users.get(one.casefold())) for one in accounts)
        return {one: user.active is not False for one, user in there if user is not None}

    def strangers(self, known: Collection[str]) -> tuple[str, ...]:
        spelt = {one.casefold() for one in known}
        return tuple(sorted(one for one, user in self.users.items() if one not in spelt and user.active is not False))

    def apply(self, change: Change) -> None:
        user = self.users.get(change.account.casefold())
        if user is None:
            raise BadInputError("an account", "it is not there.", "Look at how the directory differs.")
        group = self._group(change.group, make=change.add)
        if group is None:
            return  # nobody is in a group that there is not
        done: dict[str, Any] = {"op": "remove", "path": f'members[value eq "{user.id}"]'}
        if change.add:
            done = {"op": "add", "path": "members", "value": [{"value": user.id}]}
        self.wire.ask("PATCH", f"Groups/{group}", json={"schemas": [_PATCH], "Operations": [done]}, gone_already=True)

    def _group(self, name: str, *, make: bool) -> str | None:
        if name not in self._groups:
            self.members([name])
        if name not in self._groups and make:
            made = self.wire.ask("POST", "Groups", json={"schemas": [_GROUP], "displayName": name})
            self._groups[name] = str(made.json()["id"])
        return self._groups.get(name)


def connect(settings: Mapping[str, str]) -> ScimDirectory:
    """Raises ``BadInputError`` for settings that are missing, a way not locked, and a token that is refused."""
    missing = [name for name in ("server", "password") if not settings.get(name)]
    if missing:
        raise BadInputError("the directory", f"there is no {', '.join(missing)}.", "Give it.")
    check_locked(settings["server"], "https", "http")
    check_authority(settings.get("ca", ""))
    session = requests.Session()
    session.auth = _no_other  # or a .netrc of whoever runs this would take the token's place
    session.headers["Authorization"] = f"Bearer {settings['password']}"
    session.headers["Accept"] = "application/scim+json, application/json"
    found = ScimDirectory(_Wire(settings["server"].rstrip("/"), session, settings.get("ca", "")))
    found.wire.ask("GET", "ServiceProviderConfig")
    return found


def _no_other(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _checked(answer: requests.Response) -> requests.Response:
    status = answer.status_code
    if len(answer.content) > _MOST_BYTES:
        raise DirectoryGoneError("the directory", "it answered more than can be read.", _STEP)
    if status < HTTPStatus.MULTIPLE_CHOICES:
        return answer
    if status == HTTPStatus.UNAUTHORIZED:
        raise DirectoryGoneError("the directory", f"it did not let us in ({status}).", "Check the token.")
    if status < HTTPStatus.BAD_REQUEST or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _WAITS:
        raise DirectoryGoneError("the directory", f"it did not answer as it should ({status}).", _STEP)
    raise BadInputError("the change", f"the directory refused it ({status}).", "Look at what the token may change.")


def _seconds(said: str) -> float:
    return min(float(said), 60.0) if said.strip().isdigit() else 5.0


WAY: Final = Way(
    "scim",
    "An identity provider by SCIM",
    ("microsoft", "google", "local-ad"),
    connect=connect,
    asks=("server", "ca", "password"),
    example="https://id.robinhill.example/scim/v2",
)
