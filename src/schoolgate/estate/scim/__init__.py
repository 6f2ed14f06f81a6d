"""The way in for identity providers: SCIM 2.0 (RFC 7643, RFC 7644) under ``/scim/v2``.

The protocol is scim2-server's; here is what it means at a school (docs/decisions/0345): a User is an account of one
directory, a Group is one that the access gate fills, to be read, or one of that directory's own.
"""
