"""Who may look at whose activity, decided without a database: permissions to look, second people, emergencies."""
