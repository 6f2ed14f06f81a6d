"""What stands in for an identity provider: a school, a token of one directory, and requests as SCIM spells them."""

from dataclasses import dataclass
from http import HTTPMethod
from typing import Any

from django.test import Client

from schoolgate.estate.tests.conftest import secret_of
from schoolgate.people.models import School

BOTH = ("estate.scim-microsoft", "estate.scim-write")
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@dataclass
class Answer:
    status: int
    body: dict[str, Any]
    headers: dict[str, str]


@dataclass
class IdentityProvider:
    client: Client

    def ask(self, method: str, where: str, body: Any = None, **headers: str) -> Answer:
        sent: dict[str, Any] = {"data": body, "content_type": "application/scim+json"} if body is not None else {}
        verb = getattr(self.client, HTTPMethod(method).lower())
        got = verb(f"/scim/v2{where}", headers=headers, **sent)
        assert got.headers["Content-Type"] == "application/scim+json"
        return Answer(got.status_code, got.json() if got.content else {}, dict(got.headers))

    def send(self, address: str, **more: Any) -> Answer:
        return self.ask("POST", "/Users", {"schemas": [USER], "userName": address, **more})

    def patch(self, where: str, *operations: dict[str, Any], **headers: str) -> Answer:
        return self.ask("PATCH", where, {"schemas": [PATCH], "Operations": list(operations)}, **headers)

    def patched(self, where: str, *operations: dict[str, Any]) -> dict[str, Any]:
        """What is there after a PATCH, whose own answer is empty (RFC 7644 section 3.5.2)."""
        done = self.patch(where, *operations)
        assert done.status == 204, done.body
        return self.ask("GET", where).body

    def find(self, where: str, **asked: str) -> Answer:
        got = self.client.get(f"/scim/v2{where}", query_params=asked)
        return Answer(got.status_code, got.json(), dict(got.headers))


def provider_of(school: School, *scopes: str) -> IdentityProvider:
    secret = secret_of(school, scopes or BOTH)
    return IdentityProvider(Client(headers={"Authorization": f"Bearer {secret}"}))
