"""The door for web servers: `granian --interface wsgi nguon.config.wsgi:application`.

WSGI on purpose: the same pages under ASGI were three to ten times slower when measured.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nguon.config.settings")

application = get_wsgi_application()
