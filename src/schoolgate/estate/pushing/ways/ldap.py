"""A directory by LDAP: Active Directory, or another whose groups name their members (RFC 4519 ``groupOfNames``).

Settings: ``server`` (``ldaps://...``; ``ldap://`` only to this machine, since a password goes over it), ``bind`` (a
DN), ``password``, ``base`` (a DN, below which accounts and groups are), and ``ca`` (a file of the authority that
vouches for it, where this machine does not know that). An account is found by ``mail``, ``userPrincipalName`` or
``uid``; a group by ``cn``. Groups are made by the technician, and may be empty: ``groupOfNames`` needs a member, so an
empty one names itself.
"""

import ssl
import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from schoolgate.estate.pushing.contract import DirectoryGoneError, Way
from schoolgate.estate.pushing.opened import check_authority, check_locked
from schoolgate.estate.pushing.plan import Change
from schoolgate.kernel.errors import BadInputError

with warnings.catch_warnings():
    # ldap3 2.9 takes two things of pyasn1 by names that pyasn1 0.6 calls old; both are locked.
    warnings.simplefilter("ignore", DeprecationWarning)
    import ldap3
    from ldap3.core.exceptions import LDAPException
    from ldap3.utils.conv import escape_filter_chars

__all__ = ["WAY", "LdapDirectory", "connect", "ldap3"]

_NAMES: Final = ("mail", "userPrincipalName", "uid")
_DISABLED: Final = 0x2  # userAccountControl, ADS_UF_ACCOUNTDISABLE
_SECONDS: Final = 20
_MADE_ALREADY: Final = frozenset({"attributeOrValueExists", "noSuchAttribute", "entryAlreadyExists"})
_A_PAGE: Final = 500
_UNSURE: Final = "its certificate is not vouched for, or is for another name. The password was not sent."


@dataclass(slots=True)
class LdapDirectory:
    connection: Any  # ldap3 has no types
    base: str

    def members(self, groups: Collection[str]) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        named = {dn.casefold(): name for dn, name in self._accounts().items()}
        for group in groups:
            entry = self._found(group)
            if entry is None:
                continue
            dns = (str(dn).casefold() for dn in entry["attributes"].get("member", ()))
            found[group] = frozenset(named[dn] for dn in dns if dn in named)
        return found

    def active(self, accounts: Collection[str]) -> dict[str, bool]:
        wanted = {one.casefold(): one for one in accounts}
        return {wanted[name]: works for names, works in self._everybody() for name in names if name in wanted}

    def strangers(self, known: Collection[str]) -> tuple[str, ...]:
        spelt = {one.casefold() for one in known}
        unknown = (names for names, works in self._everybody() if works and names and not spelt & set(names))
        return tuple(sorted(names[0] for names in unknown))

    def apply(self, change: Change) -> None:
        group, account = self._group(change.group), self._dn(change.account)
        dn, kinds = group["dn"], {str(kind).casefold() for kind in group["attributes"].get("objectClass", ())}
        before = {str(one).casefold() for one in group["attributes"].get("member", ())}
        said: dict[str, list[tuple[str, list[str]]]] = {"member": []}
        if change.add:
            said["member"].append((ldap3.MODIFY_ADD, [account]))
        else:
            if "groupofnames" in kinds and before == {account.casefold()}:
                said["member"].append((ldap3.MODIFY_ADD, [dn]))  # it may not be empty
            said["member"].append((ldap3.MODIFY_DELETE, [account]))
        try:
            made = self.connection.modify(dn, said)
        except LDAPException as error:
            raise _gone(error) from None
        if not made and self.connection.result["description"] not in _MADE_ALREADY:
            raise BadInputError(
                f"the group {change.group}",
                f"the directory refused the change: {self.connection.result['description']}.",
                "Look at what the account we sign in with may change.",
            )

    def _everybody(self) -> list[tuple[list[str], bool]]:
        """The names of each account, and whether it works; computers, persons to Active Directory, are left out."""
        found = []
        for entry in self._search("(objectClass=person)", (*_NAMES, "userAccountControl", "objectClass")):
            if "computer" in {str(kind).casefold() for kind in entry["attributes"].get("objectClass") or ()}:
                continue
            flags = entry["attributes"].get("userAccountControl") or 0
            found.append((_names(entry), not int(flags[0] if isinstance(flags, list) else flags) & _DISABLED))
        return found

    def _accounts(self) -> dict[str, str]:
        """The address of each account, by its DN."""
        found = self._search("(objectClass=person)", _NAMES)
        return {entry["dn"]: names[0] for entry in found if (names := _names(entry))}

    def _found(self, name: str) -> Any:
        wanted = f"(&(cn={escape_filter_chars(name)})(|(objectClass=group)(objectClass=groupOfNames)))"
        found = self._search(wanted, ("member", "objectClass"))
        if len(found) > 1:
            raise BadInputError(f"the group {name}", f"it is there twice below {self.base}.", "Give a narrower base.")
        return found[0] if found else None

    def _group(self, name: str) -> Any:
        found = self._found(name)
        if found is None:
            raise BadInputError(f"the group {name}", f"it is not there below {self.base}.", "Make it in the directory.")
        return found

    def _dn(self, account: str) -> str:
        either = "".join(f"({name}={escape_filter_chars(account)})" for name in _NAMES)
        found = self._search(f"(&(objectClass=person)(|{either}))", ("objectClass",))
        if len(found) != 1:
            many = "is not there" if not found else "is there more than once"
            raise BadInputError("an account", f"it {many} below {self.base}.", "Look at how the directory differs.")
        return str(found[0]["dn"])

    def _search(self, wanted: str, attributes: Collection[str]) -> list[Any]:
        try:
            rows = self.connection.extend.standard.paged_search(
                self.base, wanted, attributes=list(attributes), paged_size=_A_PAGE, generator=False
            )
        except LDAPException as error:
            raise _gone(error) from None
        return [row for row in rows if row["type"] == "searchResEntry"]


def _gone(error: Exception) -> DirectoryGoneError:
    return DirectoryGoneError("the directory", f"it did not answer: {error}.", "Look at the base, and whether it runs.")


def _names(entry: Any) -> list[str]:
    """The addresses of an account as the directory has them, in small letters, the best first."""
    found = []
    for name in _NAMES:
        values = entry["attributes"].get(name) or ()
        found += [str(one).casefold() for one in ([values] if isinstance(values, str) else values)]
    return found


def connect(settings: Mapping[str, str]) -> LdapDirectory:
    """Raises ``BadInputError`` for settings that are missing, a way not locked, and a sign-in that is refused."""
    missing = [name for name in ("server", "bind", "password", "base") if not settings.get(name)]
    if missing:
        raise BadInputError("the directory", f"there is no {', '.join(missing)}.", "Give it.")
    check_locked(settings["server"], "ldaps", "ldap")
    check_authority(settings.get("ca", ""))
    tls = _Tls(ca_certs_file=settings.get("ca") or None)
    server = ldap3.Server(settings["server"], tls=tls, get_info=ldap3.SCHEMA, connect_timeout=_SECONDS)
    asked = {"receive_timeout": _SECONDS, "check_names": False}  # directories differ in the names they know
    held = ldap3.Connection(server, settings["bind"], settings["password"], **asked)
    try:
        let_in = held.bind()
        cause = f"it did not let us in: {held.result['description']}." if not let_in else ""
    except LDAPException as error:
        cause = _UNSURE if "certificate" in str(error).lower() else f"it did not let us in: {type(error).__name__}."
    if cause:
        if held.socket is not None:
            held.socket.close()  # ldap3 leaves it open
        raise BadInputError("the directory", cause, "Check the address, the account and its password.")
    return LdapDirectory(held, settings["base"])


class _Tls(ldap3.Tls):  # type: ignore[misc]  # ldap3 has no types
    """Checks the certificate and the name by Python's own rules (RFC 9525): whoever stood between would read the
    password and change the groups. ldap3 checks neither unless asked, and names by rules of its own.
    """

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:  # noqa: ARG002  (ldap3 gives it)
        context = ssl.create_default_context(cafile=self.ca_certs_file)
        connection.socket = context.wrap_socket(connection.socket, server_hostname=connection.server.host)


WAY: Final = Way(
    "ldap",
    "A directory by LDAP, such as Active Directory",
    ("local-ad", "microsoft"),
    connect=connect,
    asks=("server", "bind", "base", "ca", "password"),
    example="ldaps://dc1.robinhill.example",
)
