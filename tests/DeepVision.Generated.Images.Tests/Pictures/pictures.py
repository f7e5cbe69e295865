# Makes the pictures of this folder, and what they are expected to become, with PIL (Pillow 9.4): python3 pictures.py
# Everything is derived from one small picture with edges, gradients and a texture, 37 pixels wide and 29 high.
import os, struct, zlib
from PIL import Image, ImageOps

os.chdir(os.path.dirname(os.path.abspath(__file__)))
W, H = 37, 29


def colour(x, y):
    r, g, b = x * 255 // (W - 1), y * 255 // (H - 1), (x * 7 + y * 13) % 256
    return (b, r, g) if (x // 6 + y // 5) % 3 == 0 else (r, g, b)


rgb = Image.new("RGB", (W, H))
rgb.putdata([colour(x, y) for y in range(H) for x in range(W)])
alpha = Image.new("L", (W, H))
alpha.putdata([(x * 11 + y * 5) % 256 for y in range(H) for x in range(W)])
grey = rgb.convert("L")
palette = rgb.convert("P", palette=Image.ADAPTIVE, colors=60)
rgba = rgb.copy()
rgba.putalpha(alpha)

# Formats.
rgb.save("rgb.png")
rgb.save("rgb.bmp")
rgb.save("lossless.webp", lossless=True)
rgb.save("lossy.webp", quality=90)
rgb.save("baseline.jpg", quality=92, subsampling=0)
rgb.save("progressive.jpg", quality=92, subsampling=0, progressive=True)
rgb.save("subsampled.jpg", quality=92, subsampling=2)
rgb.convert("CMYK").save("cmyk.jpg", quality=95)
grey.save("grey.png")
grey.save("grey.bmp")
grey.save("grey.jpg", quality=92)
palette.save("palette.png")
palette.save("palette.bmp")
palette.save("palette.gif")
rgb.convert("1").save("bits.png")
rgba.save("alpha.png")
rgba.save("alpha.webp", lossless=True, exact=True)
Image.merge("LA", (grey, alpha)).save("greyalpha.png")
palette.save("animated.gif", save_all=True, append_images=[ImageOps.mirror(rgb).convert("P", palette=Image.ADAPTIVE)])


# Sixteen bits a channel, which PIL doesn't write for colours.
def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def save16(path, colour_type, rows):
    raw = b"".join(b"\0" + b"".join(struct.pack(">H", value) for value in row) for row in rows)
    header = struct.pack(">IIBBBBB", W, H, 16, colour_type, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


save16("rgb16.png", 2, [[c * 257 for x in range(W) for c in rgb.getpixel((x, y))] for y in range(H)])
save16("grey16.png", 0, [[grey.getpixel((x, y)) * 257 for x in range(W)] for y in range(H)])

# Orientations: the same stored picture, said to be turned.
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    rgb.save(f"orientation{orientation}.png", exif=exif)
    if orientation == 6:
        rgb.save("orientation6.jpg", quality=92, subsampling=0, exif=exif)
        rgb.save("orientation6.webp", lossless=True, exif=exif)
    ImageOps.exif_transpose(Image.open(f"orientation{orientation}.png")).save(f"expected-orientation{orientation}.png", exif=b"")

# What PIL reads.
for name in ["baseline.jpg", "progressive.jpg", "subsampled.jpg", "cmyk.jpg", "grey.jpg", "lossy.webp", "palette.png", "palette.gif", "bits.png"]:
    Image.open(name).convert("RGB").save(f"expected-{name}.png")
white = Image.new("RGBA", (W, H), (255, 255, 255, 255))
Image.alpha_composite(white, rgba).convert("RGB").save("expected-alpha.png")
grey_alpha = Image.open("greyalpha.png").convert("RGBA")
Image.alpha_composite(white, grey_alpha).convert("RGB").save("expected-greyalpha.png")

# What PIL resizes to.
for name, method in [("bilinear", Image.BILINEAR), ("bicubic", Image.BICUBIC), ("box", Image.BOX), ("lanczos", Image.LANCZOS)]:
    for width, height in [(13, 11), (50, 40), (37, 12), (5, 29)]:
        rgb.resize((width, height), method).save(f"expected-{name}-{width}x{height}.png")
grey.resize((13, 11), Image.BILINEAR).save("expected-grey-13x11.png")

# torchvision: Resize(16), CenterCrop(16); Resize(20), CenterCrop(16); and for a tall size.
rgb.resize((16 * W // H, 16), Image.BILINEAR).crop((2, 0, 18, 16)).save("expected-centre-16x16.png")
rgb.resize((20 * W // H, 20), Image.BILINEAR).crop((4, 2, 20, 18)).save("expected-centre20-16x16.png")
rgb.resize((24 * W // H, 24), Image.BILINEAR).crop((9, 0, 21, 24)).save("expected-centre-12x24.png")
ImageOps.pad(rgb, (20, 20), Image.BILINEAR, color=(10, 20, 30)).save("expected-letterbox-20x20.png")
ImageOps.pad(rgb, (40, 20), Image.BILINEAR, color=(10, 20, 30)).save("expected-letterbox-40x20.png")

# JPEGs decoded at a half and a quarter of their size (draft), then resized. The box has the size that isn't rounded up.
for width, height in [(9, 7), (4, 3)]:
    for name in ["baseline.jpg", "progressive.jpg", "grey.jpg"]:
        image = Image.open(name)
        _, box = image.draft(None, (2 * width, 2 * height))
        image.convert("RGB").resize((width, height), Image.BILINEAR, box).save(f"expected-reduced-{width}x{height}-{name}.png")

# Turned to the right, the incomplete last row becomes the first column.
image = Image.open("orientation6.jpg")
_, box = image.draft(None, (18, 14))
turned = ImageOps.exif_transpose(image)
turned.resize((7, 9), Image.BILINEAR, (turned.width - box[3], 0, turned.width, box[2])).save("expected-reduced-7x9-orientation6.jpg.png", exif=b"")
