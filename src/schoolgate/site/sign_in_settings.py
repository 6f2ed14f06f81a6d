"""The settings of signing in through a provider."""

from typing import Final

from schoolgate.site.setting import Kind, Setting

_SECRET: Final = "empty, or the secret that the provider gave"  # noqa: S105  (words about one)
_ID: Final = "empty, or the client id that the provider gave"


def _of_provider(prefix: str, name: str) -> tuple[Setting, Setting]:
    kind: Kind = "secret"
    return (
        Setting(f"{prefix}_ID", "text", "", _ID, f"Lets people sign in through {name}. Empty: not offered."),
        Setting(f"{prefix}_SECRET", kind, "", _SECRET, f"Proves to {name} that it is Schoolgate that asks."),
    )


SIGN_IN_SETTINGS: Final = (
    Setting(
        "SCHOOLGATE_SIGN_IN_DOMAINS",
        "list",
        "",
        "the part after the @ of the school's addresses, with commas between",
        "Whose addresses a provider may vouch for. Wanted as soon as one is set up; a trust names each school's.",
    ),
    *_of_provider("SCHOOLGATE_GOOGLE", "Google"),
    *_of_provider("SCHOOLGATE_MICROSOFT", "Microsoft"),
    Setting(
        "SCHOOLGATE_MICROSOFT_TENANT",
        "text",
        "",
        "empty, or the directory (tenant) id of the school",
        "Which Microsoft directory people must be of.",
    ),
    *_of_provider("SCHOOLGATE_OIDC", "a provider of the school's own"),
    Setting(
        "SCHOOLGATE_OIDC_URL",
        "text",
        "",
        "empty, or the provider's https address (its issuer)",
        "Where the school's own provider (OpenID Connect) is.",
    ),
    Setting(
        "SCHOOLGATE_OIDC_NAME", "text", "School account", "a few words", "What its button on the sign-in page says."
    ),
    Setting(
        "SCHOOLGATE_SAML_METADATA",
        "text",
        "",
        "empty, or the path of a file",
        "The metadata of a provider that speaks SAML, as a file. Lets people sign in through it.",
    ),
    Setting(
        "SCHOOLGATE_SAML_ENTITY",
        "text",
        "",
        "empty, or the provider's entity id",
        "Instead of its metadata: the name of the SAML provider.",
    ),
    Setting(
        "SCHOOLGATE_SAML_URL",
        "text",
        "",
        "empty, or an https address",
        "With its entity id: where it takes requests to sign in, by redirect.",
    ),
    Setting(
        "SCHOOLGATE_SAML_CERTIFICATE",
        "text",
        "",
        "empty, or the path of a PEM file",
        "With its entity id: the certificate by which it signs.",
    ),
    Setting(
        "SCHOOLGATE_SAML_SUBJECT",
        "text",
        "",
        "empty, or the name of an attribute",
        "Which attribute names a person and never changes. Empty: the NameID, which has to be persistent.",
    ),
    Setting(
        "SCHOOLGATE_SAML_SIGNING",
        "text",
        "",
        "empty, or the path of a PEM file with a private key and then its certificate",
        "By which our requests to the SAML provider are signed. Empty: they are not.",
    ),
    Setting(
        "SCHOOLGATE_SAML_NAME", "text", "School account", "a few words", "What its button on the sign-in page says."
    ),
)
