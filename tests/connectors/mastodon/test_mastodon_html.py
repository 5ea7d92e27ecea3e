"""A status's HTML comes out as its author typed it: no line, link or handle is lost, no tag is left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mastodon_html import plain_text
from connectors.mastodon_parse import text_of
from connectors.sandbox.mastodon import MastodonWorld
from connectors.sandbox.mastodon_shapes import Scribe

HANDLES = {"https://fedi.example/@ama": "ama@fedi.example"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one<br>two<br/>three</p><p>four</p>", "one\ntwo\nthree\n\nfour"),
        ("<p>a &lt;b&gt; &amp; c &#39;d&#39;</p>", "a <b> & c 'd'"),
        ('<a href="https://a.example/x"><span class="invisible">https://</span>a.example/x</a>', "https://a.example/x"),
        (
            '<a href="https://a.example/very/long"><span class="invisible">https://</span>'
            '<span class="ellipsis">a.example/ve</span><span class="invisible">ry/long</span></a>',
            "https://a.example/very/long",
        ),
        ('see <a href="https://a.example/very/long">a.example/ve…</a>!', "see https://a.example/very/long!"),
        ('<a href="https://a.example/x">here</a>', "here (https://a.example/x)"),
        ('<a href="https://a.example/x"></a>', "https://a.example/x"),
        ('<a href="javascript:alert(1)">here</a>', "here"),
        ('<a href="https://fedi.example/@ama" class="mention">@<span>ama</span></a>', "@ama@fedi.example"),
        ('<a href="https://fedi.example/@ama">@ama</a>', "@ama@fedi.example"),
        ('<a href="https://far.example/@bo" class="u-url mention">@bo</a>', "@bo"),
        ('<a href="https://a.example/tags/x" class="mention hashtag" rel="tag">#<span>x</span></a>', "#x"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<blockquote>said</blockquote>answer", "said\n\nanswer"),
        ('<img alt=":wave:"> hi', ":wave: hi"),
        ("<script>bad()</script><style>p{}</style>good", "good"),
        ("<p>unclosed <a href='https://a.example'>a.example", "unclosed https://a.example"),
        ("plain, no tags", "plain, no tags"),
        ("", ""),
    ],
)
def test_html_comes_out_as_text(html: str, text: str) -> None:
    assert plain_text(html, HANDLES) == text


@given(st.text(max_size=60) | st.lists(st.sampled_from(["<a href='", "<", ">", "'", "<p>", "</a>", "<!", "&", "x"])))
def test_no_html_breaks_the_reader(html: str | list[str]) -> None:
    plain_text(html if isinstance(html, str) else "".join(html), HANDLES)


_TYPED = st.lists(
    st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S")), min_size=1, max_size=12).filter(
        lambda word: "@" not in word and "http" not in word
    )
    | st.sampled_from(["https://a.example/long/way/to/the/page?x=1&y=2#z", "\n", "\n\n", "@ama@fedi.example"]),
    min_size=1,
    max_size=12,
)


@given(_TYPED)
def test_what_is_typed_survives_the_way_through_html(words: list[str]) -> None:
    world = MastodonWorld()
    typed = "hello " + " ".join(words)
    told = Scribe(world).status(world.write("mila", typed))
    assert text_of(told).split() == typed.split()
    assert text_of(told).count("\n") <= typed.count("\n")
