"""The filter as a proxy of its own: HTTP/1.1 and CONNECT, for a school with no other. No Django and no database here.

``heads`` and ``bodies`` read messages, ``client`` holds who asks and ``server`` what answers, ``tunnels`` joins them;
``reach`` says which addresses may be gone to, ``serving`` runs it all.
"""
