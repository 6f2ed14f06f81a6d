"""Pages for whoever looks after the installation: machinery, and nothing of any child."""
