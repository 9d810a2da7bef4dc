"""A file of the user's own in explore.determinant: its bytes go from the browser to the kernel."""

from PIL import Image

from . import steps


def test_a_picture_of_ones_own_is_printed_on_the_sheet(lab, tmp_path):
    path = tmp_path / "green.png"
    Image.new("RGB", (40, 40), (0, 160, 60)).save(path)
    notebook = steps.open_explorer(lab, "explore.determinant('cusp', side=0.5)")
    before = notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()")
    notebook.page.evaluate("() => document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    with notebook.page.expect_file_chooser() as chooser:
        steps.click(notebook, "your own picture")
    chooser.value.set_files(path)
    notebook.until("live.state['sheet'] == 'green.png'")
    steps.until_shown(notebook, "s.sheet === 'green.png'")
    assert notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()") != before
