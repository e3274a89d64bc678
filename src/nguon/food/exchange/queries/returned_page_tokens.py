from hashlib import sha256

from nguon.food.exchange.models import ReturnedPageToken


def was_returned(token: str) -> bool:
    """Whether its client gave the page token back."""
    digest = sha256(token.encode()).hexdigest()
    return ReturnedPageToken.objects.filter(sha256=digest).exists()
