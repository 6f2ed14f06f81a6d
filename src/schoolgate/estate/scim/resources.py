"""What our Users and Groups are made of, and what we say that we can do (RFC 7643 sections 5 to 8).

We declare only what we keep. Whatever else an identity provider sends, such as a name, a telephone number or an
address, is let go: it is neither refused nor kept.
"""

from typing import Annotated, ClassVar, Final

from pydantic import Field
from scim2_models import (
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    External,
    Filter,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)
from scim2_models.urn import URN

LARGEST_BODY: Final = 1_000_000  # bytes: a group of some eight thousand accounts
MOST: Final = 200  # resources a page
_URN: Final = "urn:ietf:params:scim:schemas:core:2.0:"
_SPEC: Final = Reference[External]("https://www.rfc-editor.org/rfc/rfc6750")


class Email(ComplexAttribute):
    value: str | None = None  # as the directory has it: many a school's own ends in .local
    type: str | None = Field(None, examples=["work"])
    primary: bool | None = None


class GroupOfUser(ComplexAttribute):
    value: Annotated[str | None, Mutability.read_only, CaseExact.true] = None
    ref: Annotated[Reference["Group"] | None, Mutability.read_only] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    display: Annotated[str | None, Mutability.read_only] = None


class User(Resource):  # type: ignore[type-arg]  # no extension
    """An account of one directory. ``groups`` are those it belongs in by what the access gate decided, and its own."""

    __schema__ = URN(f"{_URN}User")

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    active: bool | None = None
    emails: list[Email] | None = None
    groups: Annotated[list[GroupOfUser] | None, Mutability.read_only] = None

    Emails: ClassVar[type[ComplexAttribute]] = Email
    Groups: ClassVar[type[ComplexAttribute]] = GroupOfUser


class Member(ComplexAttribute):
    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    type: Annotated[str | None, Mutability.immutable] = Field(None, examples=["User"])


class Group(Resource):  # type: ignore[type-arg]  # no extension
    """A group that the access gate fills, which may only be read, or one of the directory's own."""

    __schema__ = URN(f"{_URN}Group")

    display_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    members: list[Member] | None = None

    Members: ClassVar[type[ComplexAttribute]] = Member


CONFIG: Final = ServiceProviderConfig(
    patch=Patch(supported=True),
    bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
    filter=Filter(supported=True, max_results=MOST),
    change_password=ChangePassword(supported=False),
    sort=Sort(supported=True),
    etag=ETag(supported=True),
    authentication_schemes=[
        AuthenticationScheme(
            type=AuthenticationScheme.Type.oauthbearertoken,
            name="A machine’s token",
            description="Made by the school for one directory, with an end. Send it as Authorization: Bearer TOKEN.",
            spec_uri=_SPEC,
            primary=True,
        )
    ],
)
# Entra ID takes a member out by a value beside the path, and writes to the e-mail of a type before there is one.
_AS_SENT: Final = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
PROVIDER: Final = ScimProvider(
    models=[User, Group],
    resource_types=[ResourceType.from_resource(User), ResourceType.from_resource(Group)],
    config=CONFIG,
    policy=_AS_SENT,
)
