"""One file a report: its ``REPORT`` says whom it is for and how it is written."""
