from django.db import models


class ReturnedPageToken(models.Model):
    """A page token that its client gave back; it is forgotten when it would have ended anyway."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    until = models.DateTimeField()

    class Meta:
        db_table = "exchange_returned_page_token"

    def __str__(self) -> str:
        return self.sha256
