"""Elements and whole pages. A text becomes HTML in `tag`'s callers, by `say.pages`: `escape` for what others wrote,
`markup` for what is ours. Nothing a page shows is fetched from elsewhere, and no page holds or may run a script.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Mapping

from digests.model import LANGS, Lang
from digests.say.locale import load as load_locale
from digests.say.pages import markup

STYLES: Mapping[str, str] = {
    "body": "margin:0 auto;max-width:40rem;padding:0 1rem 2rem;background:#fff;color:#1d2b33;"
    "font:1rem/1.5 system-ui,'Noto Sans','DejaVu Sans',sans-serif;overflow-wrap:anywhere",
    "h1": "font-size:1.4rem;line-height:1.25;margin:1.2rem 0 .6rem",
    "h2": "font-size:1.1rem;line-height:1.3;margin:1.8rem 0 .5rem",
    "h3": "font-size:1rem;line-height:1.35;margin:1.2rem 0 .3rem",
    "p": "margin:0 0 .6rem",
    "ul": "margin:0;padding:0;list-style:none",
    "ol": "margin:0;padding:0;list-style:none",
    "li": "margin:0 0 .7rem",
    "small": "font-size:.9rem;color:#56646c",
    "a": "color:#0b5f5f",
}
"""How an element looks, wherever it stands: a mail takes them element by element, a page once for all."""

SHEET = (
    "".join(f"{name}{{{style}}}" for name, style in STYLES.items())
    + "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem}nav li{margin:0}"
    "nav a,nav span{display:inline-block;padding:.6rem 0}"
    "[aria-current]{font-weight:bold;color:inherit;text-decoration:none}"
    "header{border-bottom:1px solid #d5dcdf}footer{border-top:1px solid #d5dcdf;margin-top:2rem;padding-top:.8rem}"
    "footer a{display:inline-block;padding:.4rem 0}"
    "figure{margin:1rem 0}figcaption{font-size:.9rem;color:#56646c}svg{display:block;width:100%;max-width:30rem}"
    ":target{background:#fff3c4}.main{color:#0b6e6e}.agrees{color:#3d857e}.rival{color:#b04c14}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A browser runs and fetches nothing for these pages, whatever they hold."""
MARK = re.compile(r"\[(\d{1,4})\]")
OPENING = re.compile(rf"<({'|'.join(STYLES)})(?=[ >])")


def tag(name: str, *inside: str, **attributes: str | None) -> str:
    """An element with `inside`, which is HTML; attributes are plain text, those of None are left out. `class_` and
    `aria_label` stand for the names that Python has not."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>"


def marked(shown: str, numbers: Collection[int]) -> str:
    """`shown`, HTML without links, with each mark of a source ([2]) leading to it."""
    return MARK.sub(lambda found: mark(int(found[1])) if int(found[1]) in numbers else found[0], shown)


def mark(number: int) -> str:
    """The mark of a source, leading to where it stands on the page."""
    return tag("a", f"[{number}]", href=f"#s{number}")


def relative(path: str, target: str) -> str:
    """The link from the page at `path` to the one at `target`, both from the archive's root."""
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def leading(path: str, target: str, text: str, **attributes: str | None) -> str:
    """A link with our `text` on the page at `path` to the archive's file at `target`."""
    return tag("a", markup(text), href=relative(path, target), **attributes)


def page(path: str, lang: Lang, title: str, *body: str) -> str:
    """The archive's page at `path`, which begins with its language's folder; the same in the others is a link away."""
    locale = load_locale(lang)
    place = path.partition("/")[2]
    sections = (
        ("index.html", "archive-editions"),
        ("figures/index.html", "archive-figures"),
        ("documents/index.html", "ledger-documents"),
    )
    head = tag(
        "header",
        languages(path, lang, place),
        tag("nav", tag("ul", *(_section(path, f"{lang}/{where}", locale.say(name)) for where, name in sections)),
            aria_label=locale.say("archive-sections")),
    )  # fmt: skip
    files = leading(path, f"{lang}/index.html#data", locale.say("archive-data"))
    feed = leading(path, f"{lang}/feed.xml", locale.say("archive-feed"))
    said = (locale.say("archive-licence"), locale.say("archive-unlinked"), locale.say("archive-private"))
    foot = tag("footer", tag("p", feed, " · ", files), *(tag("p", tag("small", markup(each))) for each in said))
    link = f'<link rel="alternate" type="application/atom+xml" href="{relative(path, f"{lang}/feed.xml")}">'
    return document(lang, title, head, tag("main", *body), foot, head=f"{link}<style>{SHEET}</style>")


def languages(path: str, lang: Lang | None, place: str) -> str:
    """The switch: each language by its own name, that of the page without a link."""
    items = [
        tag(
            "li",
            tag("span", markup(name), aria_current="true", lang=each)
            if each == lang
            else leading(path, f"{each}/{place}", name, lang=each, hreflang=each),
        )
        for each in LANGS
        for name in [load_locale(each).say("archive-language")]
    ]
    return tag("nav", tag("ul", *items), aria_label=load_locale(lang or LANGS[0]).say("archive-languages"))


def _section(path: str, target: str, text: str) -> str:
    return tag(
        "li", tag("a", markup(text), href=relative(path, target), aria_current="page" if path == target else None)
    )


def letter(lang: Lang, title: str, *body: str) -> str:
    """A page that stands alone, in a mail for one: each element carries its style, since mail programs drop sheets."""
    return OPENING.sub(lambda found: f'{found[0]} style="{STYLES[found[1]]}"', document(lang, title, *body))


def document(lang: Lang, title: str, *body: str, head: str = "") -> str:
    """A whole HTML document; `title` is plain text, `head` what its head holds beyond the ordinary."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="format-detection" content="telephone=no">\n'
        f"<title>{markup(title)}</title>\n{head}</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )
