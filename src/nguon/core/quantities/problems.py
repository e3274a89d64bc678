"""The one error of this package."""

from nguon.core.quantities.messages import MESSAGES, Language


class QuantityError(ValueError):
    """A number, unit or amount that cannot be taken as written.

    `code` is a key of `messages.MESSAGES`; `arguments` fills its places.
    """

    def __init__(self, code: str, **arguments: object) -> None:
        self.code = code
        self.arguments = arguments
        super().__init__(self.text("en"))

    def text(self, language: Language = "vi") -> str:
        return MESSAGES[self.code][language].format(**self.arguments)
