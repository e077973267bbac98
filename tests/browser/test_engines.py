"""What an engine's page takes for a complaint."""

import pytest
from engines import ENGINES, HALF_READ

WHOLE, BROKEN = "<msub><mi>a</mi><mi>b</mi></msub>", "<msub><mi>a</mi></msub>"


@pytest.mark.parametrize(("formula", "stays"), [(WHOLE, False), (BROKEN, True)])
def test_a_broken_formula_is_a_complaint_and_one_that_was_half_read_is_none(tmp_path, formula, stays):
    file = tmp_path / "page.html"
    file.write_text(f"<!DOCTYPE html><title>A</title><math>{formula}</math>", encoding="utf-8")
    said, other = f"{HALF_READ}sub/> tag.", "something else"
    with ENGINES["firefox"]() as page:
        seen = page()
        seen.open(file.as_uri())
        seen.complaints += [said, other]
        seen.gather()
        assert (said in seen.complaints, other in seen.complaints) == (stays, True)
        seen.close()
