"""The WSGI application that granian serves. It does not start over a record whose triggers are gone.

What the first page needs is loaded when it starts, so that whoever comes first does not wait for it."""

import os

from django.core.wsgi import get_wsgi_application

from schoolgate.frame.readiness import refuse_if_unsound
from schoolgate.frame.warming import warm

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
application = get_wsgi_application()
refuse_if_unsound()
warm(application)
