"""What the camera of a phone sees: a label in a hand that is not quite still, and grey light."""

import io
import math
from pathlib import Path

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

SIZE = (640, 480)
LABEL = 440
FRAMES = 24


def symbol(text: str, kind: str) -> Image.Image:
    """`kind` as zxing spells it. Bracketed text becomes a symbol in GS1 mode."""
    made = zxingcpp.create_barcode(
        text, getattr(zxingcpp.BarcodeFormat, kind), **({"gs1": True} if text[0] == "(" else {})
    )
    least = Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=1))
    scale = min(6, LABEL // max(least.size))
    return Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=scale)).convert("L")


def film(path: Path, label: Image.Image) -> Path:
    frames = []
    for number in range(FRAMES):
        turned = label.rotate(7 * math.sin(number / 4), expand=True, fillcolor=255)
        picture = Image.new("L", SIZE, 170)
        x = (SIZE[0] - turned.width) // 2 + round(18 * math.sin(number / 5))
        y = (SIZE[1] - turned.height) // 2 + round(10 * math.cos(number / 6))
        picture.paste(turned, (x, y))
        blurred = picture.filter(ImageFilter.GaussianBlur(0.8)).point(lambda grey: 50 + grey * 0.6)
        grain = Image.effect_noise(SIZE, 18)
        jpeg = io.BytesIO()
        ImageChops.blend(blurred, grain, 0.08).convert("RGB").save(jpeg, "JPEG", quality=80)
        frames.append(jpeg.getvalue())
    path.write_bytes(b"".join(frames))
    return path
