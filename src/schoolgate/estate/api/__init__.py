"""The way in for machines: ``/api/v1``. A room offers its operations on a router of its own; the site joins them."""
