"""The pages that a signing link opens: no account, no cookie, nothing kept by whoever passes the page on."""
