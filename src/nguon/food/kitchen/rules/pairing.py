"""How a pairing code travels: typed in groups of three, or in the address that a camera opens."""

APP_PATH = "/dien-thoai/"


def grouped(code: str) -> str:
    """As people read it aloud; hyphens are not part of it."""
    return "-".join(code[i : i + 3] for i in range(0, len(code), 3))


def pairing_path(code: str) -> str:
    """In the fragment, which no browser sends: the code appears in no server's log."""
    return f"{APP_PATH}#ghep={code}"
