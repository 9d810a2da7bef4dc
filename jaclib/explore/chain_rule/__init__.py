"""A step carried through two or three maps: by the maps themselves, and by the product of their Jacobians."""

from functools import partial

from jaclib.explore.chain_rule import numbers, picture, words
from jaclib.explore.choose.chain import MAP_NAMES, composed, shape
from jaclib.explore.choose.step import chain_point, chain_step, view_of_space
from jaclib.stage import choice, following, rooms, scene, whole

DEFAULT = "u^2 + v^2", "x^2 + y, x*y"
WAYS = {"forward: columns first": "forward", "reverse: rows first": "reverse"}
MISTAKES = {"none": None, "J_f taken at a": "wrong_point", "the factors reversed": "reversed_product"}


def spaces(maps, f) -> tuple[int, ...]:
    """The dimensions of the spaces that the maps go through, after the map f of a state where there is one."""
    return shape(maps if f is None else (*maps, f))


def panels(maps, f=None, **_) -> dict:
    """The titles, and how it is painted: a panel for each space."""
    through = spaces(maps, f)
    names = MAP_NAMES[len(through) - 1][::-1]
    titles = ("A step h at a …", *(f"… through {name} …" for name in names[:-1]), f"… and through {names[-1]}")
    return {"titles": titles, "paint": partial(picture.paint, through)}


@scene(
    label="A step h at a, where the maps carry it, and where their Jacobians do",
    more=("mistake",),
    **rooms(numbers, picture, words),
    fit=panels,
    maps=composed(DEFAULT, (2, 3)),
    a=chain_point({DEFAULT: (1, 1)}),
    h=chain_step(),
    f=following((), lambda: None),  # of a state; else there is none
    order=choice("multiply", WAYS),
    done=following(
        ("maps", "f"),
        lambda maps, f: whole("multiplications", "done", 0, numbers.most(spaces(maps, f)), play="Multiply"),
        start=lambda maps, f: numbers.most(spaces(maps, f)),
        resets=False,
    ),
    mistake=choice("mistake", MISTAKES),
    view=view_of_space(),
)
def chain_rule(
    *maps, a=None, h=None, order="forward", done=None, mistake=None, view=(-60, 25), state=None, challenges=()
):
    """A step h at a goes through two or three maps, and the product of their Jacobians says where it goes.

    The maps are given outermost first, as one writes f∘g: formulas such as "u^2 + v^2", "x^2 + y, x*y", names of the
    catalogue, or functions of one vector; none of the spaces has more than three dimensions. `a` is the point, and says
    how many variables there are where the innermost map leaves it open; `h` is the step. The product is worked out in
    the `order` "forward" or "reverse", and `done` multiplications of it are done, by default all. `mistake` may be
    "wrong_point" or "reversed_product"; `view`, two angles in degrees, is where space is looked at from. With a
    `state`, its map is the innermost, and its point is a.
    """
