"""What a school keeps a list of: risks, agencies to turn to, who was contacted, what was read; later devices."""
