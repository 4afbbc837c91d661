"""Marks one version that an ELF library demands as weak, so that an older C++ runtime is accepted (System V gABI, .gnu.version_r).

relax_runtime.py LIBRARY VERSION    changes the file in place; LIBRARY must be a copy of one's own
"""
import struct
import sys

SHT_GNU_VERNEED = 0x6FFFFFFE
VER_FLG_WEAK = 2


def sections(image):
    offset, size, count = struct.unpack_from("<Q", image, 40)[0], *struct.unpack_from("<HH", image, 58)
    for i in range(count):
        yield struct.unpack_from("<IIQQQQIIQQ", image, offset + i * size)


def relax(image, version):
    """Returns how many demands for the version were marked."""
    table = list(sections(image))
    need = next(s for s in table if s[1] == SHT_GNU_VERNEED)
    names, at, marked = table[need[6]][4], need[4], 0
    while True:
        _, count, _, first, following = struct.unpack_from("<HHIII", image, at)
        entry = at + first
        for _ in range(count):
            _, flags, _, name, step = struct.unpack_from("<IHHII", image, entry)
            text = image[names + name:image.index(b"\0", names + name)].decode()
            if text == version:
                struct.pack_into("<H", image, entry + 4, flags | VER_FLG_WEAK)
                marked += 1
            entry += step
        if following == 0:
            return marked
        at += following


with open(sys.argv[1], "r+b") as file:
    content = bytearray(file.read())
    if content[:6] != b"\x7fELF\x02\x01":
        sys.exit(f"{sys.argv[1]}: expected a 64-bit little-endian ELF library")
    if relax(content, sys.argv[2]) == 0:
        sys.exit(f"{sys.argv[1]}: {sys.argv[2]} is not among the versions that it demands")
    file.seek(0)
    file.write(content)
