"""The Department for Education's common transfer file (CTF): pupils and their contacts, from one school to another."""
