"""The joined style sheets keep the rules that some page or script can need, as they were."""

import pytest
from kernelless.sphinx.built import run

SHEET = """
:root { --colour: #123; }
/* a licence */
.shown, .never { color: var(--colour) }
.never-anywhere { color: red }
.opened-by-script { display: block }
.shown[data-live-now] { scale: 2 }
.shown[data-dead] { scale: 3 }
@media print { .shown { color: black } .absent { color: white } }
@font-face { font-family: Own; src: url("data:font/woff2;base64,AAAA") }
a[href^="http"]:hover { color: blue }
"""


#: What a page of an earlier build has in itself.
LATER = """<meta http-equiv="Content-Security-Policy" content="style-src 'never'">
<style data-first="">.shown {}
.never {}</style>"""


@pytest.fixture
def sheet(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "_static").mkdir()
    (tmp_path / "chapters" / "one.html").write_text(
        f'{LATER}<p class="shown"><a href="https://example.org">link</a></p>'
    )
    (tmp_path / "_static" / "page.js").write_text(
        'element.classList.add("opened-by-script"); element.dataset.liveNow = ""'
    )
    (tmp_path / "_static" / "other.css").write_text(".never-anywhere {}")
    file = tmp_path / "_static" / "style-0123456789ab.css"
    file.write_text(SHEET)
    run("purge.mjs", str(tmp_path))
    return file


def test_what_a_page_or_a_script_names_stays(sheet):
    text = sheet.read_text()
    for rule in (".shown{color:var(--colour)}", ".opened-by-script{display:block}", "@media print{.shown{color:#000}}"):
        assert rule in text
    assert ".shown[data-live-now]{scale:2}" in text
    assert "--colour: #123" in text
    assert "data:font/woff2;base64,AAAA" in text
    assert "a[href^=http]:hover{color:" in text


def test_the_rest_goes_and_only_from_joined_sheets(sheet):
    text = sheet.read_text()
    assert "never" not in text
    assert "absent" not in text
    assert "data-dead" not in text
    assert (sheet.parent / "other.css").read_text() == ".never-anywhere {}"


def test_doing_it_again_changes_nothing(sheet):
    once = sheet.read_text()
    run("purge.mjs", str(sheet.parent.parent))
    assert sheet.read_text() == once
