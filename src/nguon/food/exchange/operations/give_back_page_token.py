from datetime import datetime
from hashlib import sha256

from nguon.food.exchange.models import ReturnedPageToken


def give_back_page_token(token: str, *, until: datetime, at: datetime) -> None:
    """From now on the token leads nowhere; those that have ended by themselves are forgotten."""
    ReturnedPageToken.objects.filter(until__lt=at).delete()
    digest = sha256(token.encode()).hexdigest()
    ReturnedPageToken.objects.get_or_create(sha256=digest, defaults={"until": until})
