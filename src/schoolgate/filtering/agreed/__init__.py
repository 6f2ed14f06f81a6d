"""The document two people agree, and the rules that follow from it. Pure: no database, no clock."""
