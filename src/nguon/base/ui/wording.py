"""Sentences of Django that we say in our own words; the catalogue of this room translates them.

Nothing reads this tuple: it keeps the msgids in the catalogue when messages are extracted.
"""

from django.utils.translation import gettext_noop

SAID_OUR_WAY = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a valid date/time."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("The submitted file is empty."),
)
