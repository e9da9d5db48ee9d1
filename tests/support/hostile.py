"""Texts that people who mean harm send, for every place that shows remote text."""

from pathlib import Path


def hostile_strings(file: Path) -> list[str]:
    """Over 300 of them; those that name a file name `file`, so that a test can see it opened."""
    path = str(file)
    sources = [
        path,
        file.as_uri(),
        "//198.51.100.1/share/x.png",
        "\\\\198.51.100.1\\share\\x.png",
        "http://127.0.0.1:9/x.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:charset,x",
        "javascript:alert(1)",
        "qrc:/x.png",
    ]
    tags = [
        "<img src='{0}'>",
        '<img src="{0}" width=99999999 height=99999999>',
        "<img src={0}/>",
        "<body background='{0}'>",
        "<table background='{0}'><tr><td>x</table>",
        "<a href='{0}'>нажмите</a>",
        "<link rel=stylesheet href='{0}'>",
        "<style>*{{background:url('{0}')}}</style>",
        "<object data='{0}'></object>",
        "<iframe src='{0}'></iframe>",
        "<video src='{0}' autoplay>",
        "<qt><img src='{0}'></qt>",
        "<!DOCTYPE html><img src='{0}'>",
        "![x]({0})",
        "[x]({0})",
        "x\n![x]({0})\n<img src='{0}'>",
        "&lt;img src='{0}'&gt;",
        "<svg><image href='{0}'/></svg>",
        "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM '{0}'>]><x>&e;</x>",
        "\u202e<img src='{0}'>",
        "<p style='background-image:url({0})'>x</p>",
        "<li style='list-style-image:url({0})'>x</li>",
    ]
    found = [tag.format(source) for tag in tags for source in sources]
    found += [f"<{tag}>" * 200 for tag in ("table><tr><td", "b", "ul><li", "div", "blockquote")]
    found += ["<table><tr><td>" * 10_000, "(" * 50_000, "\n" * 20_000, "\t" * 20_000]
    found += [chr(code) * 40 + "x" for code in range(0x00, 0x20)]
    found += [f"имя{chr(code)}fdp.exe" for code in range(0x200B, 0x2010)]
    found += [f"имя{chr(code)}fdp.exe" for code in range(0x2028, 0x202F)]
    found += [f"имя{chr(code)}fdp.exe" for code in range(0x2060, 0x2070)]
    found += [f"x{chr(code)}y" for code in (0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xFEFF, 0xAD, 0x3164)]
    found += ["\ud800", "\udfff\ud800", "a\ud83d", "\x00", "%n %1 %s {0} {x} &amp; && &"]
    found += ["x" * 1_048_576, "ж" * 65_536, "слово " * 50_000, "😀" * 20_000, "👨‍👩‍👧‍👦" * 5_000]
    found += ["z" + "\u0301" * 5_000, ("я" + "\u0335\u0347\u030d" * 20) * 200, "\u0e49" * 3_000]
    found += ["\u202e" * 5_000 + "x", "\u2066" * 5_000, "\u2067a\u2069" * 2_000]
    found += ["﷽" * 500, "ꙮ" * 500, "\U000e0041" * 500, "🏴\U000e0067\U000e007f", "\U0010ffff" * 9]
    found += ["العربية " * 50, "עברית ", "हिन्दी " * 50, "ไทย" * 90, "𒐫" * 50, "⸻" * 90]
    found += ["https://xn--e1awd7f.example/?q=" + "%20" * 900, "tel:" + "0" * 900]
    return found
