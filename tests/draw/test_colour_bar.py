"""The bar tells what colours stand for."""

from jaclib.draw import LIGHT, colour_bar, panels


def test_the_scale_tells_its_ends_and_changes_the_background_only_where_they_change():
    figure, (ax,) = panels(("",), width=400)
    move = colour_bar(ax, LIGHT, "signed", "det J")
    move(20.0)
    texts = [text.get_text() for text in ax.child_axes[0].texts]
    assert texts == ["det J", "≤ −20", "≥ 20"]
    figure.canvas.draw()
    figure.stale = False
    move(20.0)
    assert not figure.stale
    move(5.0)
    assert figure.stale
