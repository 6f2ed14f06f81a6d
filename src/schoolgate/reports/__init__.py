"""Papers that leave the school: one file a report, read on a page before it is made, kept and known again after."""
