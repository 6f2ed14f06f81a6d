"""The WSGI application that granian serves. It does not start over a record whose triggers are gone."""

import os

from django.core.wsgi import get_wsgi_application

from schoolgate.frame.readiness import refuse_if_unsound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schoolgate.site.settings")
application = get_wsgi_application()
refuse_if_unsound()
