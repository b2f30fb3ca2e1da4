"""Pages: within Telegram's limits, nothing lost, tags whole, headings not left behind."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from digests.say.foreign import inert
from digests.say.pages import LIMIT, Line, bold, escape, link, paginate, quote, strip, units


@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=3000), max_size=12
    )
)
def test_every_page_fits_and_nothing_is_lost(texts: list[str]) -> None:
    pages = paginate(Line(escape(text)) for text in texts)
    assert all(units(page.text) <= LIMIT for page in pages)
    shown = "".join("".join(page.text.split()) for page in pages)
    assert shown == "".join("".join(inert(text).split()) for text in texts)


def test_emoji_count_twice() -> None:
    assert units("🇹🇯") == 4
    pages = paginate([Line("😀" * 2100)])
    assert len(pages) == 2


def test_a_heading_goes_with_what_follows() -> None:
    pages = paginate([Line("x" * 4000), Line(bold("Хабарҳо"), keep=True), Line("y" * 200)])
    assert len(pages) == 2
    assert pages[1].html.startswith("<b>Хабарҳо</b>")


def test_entities_are_bounded() -> None:
    pages = paginate(Line(bold(str(n))) for n in range(250))
    assert all(page.html.count("<b>") <= 100 for page in pages)
    assert sum(page.html.count("<b>") for page in pages) == 250


def test_markup_of_ours_and_of_others() -> None:
    assert link("a<b", "https://example.org/?a=1&b=2") == '<a href="https://example.org/?a=1&amp;b=2">a&lt;b</a>'
    assert link("a", "javascript:alert(1)") == "a"
    assert strip(quote(escape("«1 < 2»"))) == "«1 < 2»"
    assert link("x", 'https://e.org/"onmouseover="') == '<a href="https://e.org/&quot;onmouseover=&quot;">x</a>'
