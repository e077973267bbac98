"""The policy of a page allows what was there when it was built, and stops the build at what it would forbid."""

import base64
import hashlib

import pytest
from kernelless.sphinx.policy import guarded, policy
from sphinx.errors import ExtensionError

PAGE = (
    "<html><head><script>let a = 1</script><style>p { margin: 0 }</style>"
    '<script type="application/json">{"b": 2}</script><script src="x.js"></script></head><body></body></html>'
)


def digest(text):
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_inline_scripts_and_styles_are_allowed_by_hash_only():
    rules = dict(rule.split(" ", 1) for rule in policy(PAGE).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'self' '{digest('let a = 1')}'"
    assert rules["style-src"] == f"'self' '{digest('p { margin: 0 }')}'"
    assert "unsafe" not in policy(PAGE)


def test_the_policy_comes_first_in_the_head():
    assert guarded(PAGE, "page").index("Content-Security-Policy") < guarded(PAGE, "page").index("<script>")


@pytest.mark.parametrize(
    ("markup", "what"),
    [('<a onclick="x()">', "event handler"), ('<p class="a" style="color: red">', "style attribute")],
)
def test_what_the_policy_would_forbid_stops_the_build(markup, what):
    with pytest.raises(ExtensionError, match=what):
        guarded(PAGE.replace("<body>", f"<body>{markup}"), "page")
