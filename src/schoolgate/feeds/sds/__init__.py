"""Microsoft School Data Sync: CSV files of version 2.1, of version 1, and of the United Kingdom."""
