from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "schoolgate.policy"
    label = "policy"

    def ready(self) -> None:
        from schoolgate.policy import due  # noqa: F401  (importing registers what the clock does here)
