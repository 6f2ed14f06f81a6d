"""Settings, environment, URLs, and the supervisor that starts the processes."""
