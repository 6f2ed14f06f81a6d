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
)
