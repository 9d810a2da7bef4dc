"""The numbers, the words and the arguments of explore.coordinates, without a browser."""

import json
import re
from functools import partial
from itertools import permutations

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.text import Text

from jaclib import FormulaError, coordinates, explore, jacobian, maps, numerical_jacobian, parse_map
from jaclib.draw import LIGHT, in_sight, painted, panels, solid
from jaclib.explore.choose.map import as_map
from jaclib.explore.coordinates import coordinates_in_plane, in_space
from jaclib.explore.coordinates import space as coordinates_in_space
from jaclib.explore.coordinates.affine import PARTS
from jaclib.explore.coordinates.plane import compute, paint
from jaclib.explore.coordinates.words import CHALLENGES, say, values
from jaclib.explore.plane import box
from jaclib.stage.live import move
from jaclib.stage.picture import Picture
from tests.explore.answers import rows_of, verdict, words_of
from tests.hand import enter, seen

REST = {"rotation": 0.0, "shear": 0.0, "dilation": 1.0, "mirrored": False}
PLANE, SPACE = coordinates.PLANE, coordinates.SPACE
lengths = st.floats(0.05, 1.2)
PI = np.pi


def plane(f="polar", a=(2.0, 0.5), size=(0.4, 0.3), order="", **parts):
    return compute(PLANE.get(f, f), np.array(a), np.array(size), order, **(REST | parts))


def space(f="spherical", a=(1.0, 0.9, 0.2), size=(0.5, 0.4, 0.3), order="", physicists=False, view=(35, 25), **parts):
    f = SPACE.get(f, f)
    return coordinates_in_space.compute(f, physicists, np.array(a), np.array(size), order, **(REST | parts), view=view)


@given(st.floats(0, 3), st.floats(-3, 3), lengths, st.floats(0.05, 12))
def test_the_area_of_a_polar_box_is_that_of_a_sector_of_a_ring(r, theta, dr, dtheta):
    now = plane("polar", (r, theta), (dr, dtheta))
    assert now["volume"] == pytest.approx(((r + dr) ** 2 - r**2) / 2 * dtheta)
    assert now["predicted"] == pytest.approx(r * dr * dtheta)
    assert now["det"] == pytest.approx(r)


@given(st.floats(0, 1.5), st.floats(-3, 3), lengths, st.floats(0.05, 6))
def test_the_area_of_an_elliptic_box_is_the_integral_of_sinh_squared_plus_sin_squared(mu, nu, dmu, dnu):
    hyperbolic = (np.sinh(2 * (mu + dmu)) - np.sinh(2 * mu)) / 4 - dmu / 2
    circular = dnu / 2 - (np.sin(2 * (nu + dnu)) - np.sin(2 * nu)) / 4
    now = plane("elliptic", (mu, nu), (dmu, dnu))
    assert now["volume"] == pytest.approx(hyperbolic * dnu + circular * dmu, rel=1e-9)


@given(st.floats(0, 2), st.floats(0, 2), st.floats(-3, 3), lengths, st.floats(0.05, 1.1), st.floats(0.05, 12))
def test_the_volume_of_a_spherical_box_is_that_of_a_piece_of_a_shell(rho, phi, theta, drho, dphi, dtheta):
    now = space("spherical", (rho, phi, theta), (drho, dphi, dtheta))
    shell = ((rho + drho) ** 3 - rho**3) / 3
    assert now["volume"] == pytest.approx(shell * (np.cos(phi) - np.cos(phi + dphi)) * dtheta, rel=1e-9)
    assert now["predicted"] == pytest.approx(rho**2 * np.sin(phi) * drho * dphi * dtheta)


@given(st.floats(0, 2), lengths, st.floats(0.05, 12), lengths)
def test_the_volume_of_a_cylindrical_box_is_a_ring_sector_times_its_height(r, dr, dtheta, dz):
    now = space("cylindrical", (r, 0.5, -1.0), (dr, dtheta, dz))
    assert now["volume"] == pytest.approx(((r + dr) ** 2 - r**2) / 2 * dtheta * dz)


@given(st.floats(-3, 3), st.floats(-2, 2), st.floats(0.2, 2), st.booleans(), st.sampled_from([2, 3]))
def test_an_affine_map_multiplies_every_volume_by_the_same_factor(rotation, shear, dilation, mirrored, n):
    parts = {"rotation": rotation, "shear": shear, "dilation": dilation, "mirrored": mirrored}
    now = plane("affine", (0.3, 0.4), (1.0, 0.5), **parts) if n == 2 else space("affine in space", **parts)
    assert now["det"] == pytest.approx((-1 if mirrored else 1) * dilation**n)
    assert now["volume"] == pytest.approx(dilation**n * np.prod(now["size"]))
    assert now["volume"] == pytest.approx(now["predicted"])


@pytest.mark.parametrize("order", list(permutations(("ρ", "φ", "θ"))))
def test_x1_the_order_of_the_variables_sets_the_sign_of_the_determinant_and_nothing_else(order):
    names = ("ρ", "φ", "θ")
    sign = np.linalg.det(np.eye(3)[[names.index(name) for name in order]])
    now, as_named = space(order=", ".join(order)), space()
    assert now["det"] == pytest.approx(sign * 1.0**2 * np.sin(0.9))
    assert now["volume"] == as_named["volume"]
    for j, name in enumerate(order):
        np.testing.assert_allclose(now["jacobian"][:, j], as_named["jacobian"][:, names.index(name)])


def test_exchanging_two_variables_of_the_plane_exchanges_the_columns_and_their_arrows():
    now, as_named = plane(order="θ, r"), plane()
    np.testing.assert_allclose(now["jacobian"], as_named["jacobian"][:, ::-1])
    np.testing.assert_allclose(now["edges"], as_named["edges"][::-1])
    np.testing.assert_allclose(now["steps"], [[0, 0.3], [0.4, 0]])
    assert now["det"] == -as_named["det"] == pytest.approx(-2)


@pytest.mark.few
@pytest.mark.parametrize("f", [*PLANE.values(), *SPACE.values()], ids=lambda f: f.name)
def test_the_edges_are_partial_derivatives_times_the_sides_by_central_differences(f):
    small = np.full(len(f.point), 0.1)
    now = (plane if len(small) == 2 else space)(f, f.point, small)
    np.testing.assert_allclose(now["edges"], 0.1 * numerical_jacobian(f)(np.array(f.point)).T, atol=1e-9)
    np.testing.assert_allclose(now["value"], f(f.point))


@pytest.mark.parametrize("f", [maps.polar, coordinates.elliptic, maps.swirl], ids=lambda f: f.name)
def test_the_outline_is_the_image_of_the_boxs_edge_all_the_way_round(f):
    now = plane(f, f.point, (0.3, 0.2))
    low, high = now["a"], now["a"] + now["size"]
    on_edge = np.isclose(now["box"], low) | np.isclose(now["box"], high)
    assert on_edge.any(axis=1).all()
    np.testing.assert_allclose(now["box"][0], now["box"][-1])
    np.testing.assert_allclose(now["outline"], [f(x) for x in now["box"]], atol=1e-12)


def test_the_image_in_space_is_the_map_of_the_edges_and_of_the_faces():
    now, f = space(), SPACE["spherical"]
    cut = now["a"] + now["size"] * box.faces()
    for before, after in ((now["box"], now["image"]), (cut, now["faces"])):
        flat = before.reshape(-1, 3)[::37]
        np.testing.assert_allclose(after.reshape(-1, 3)[::37], [f(x) for x in flat], atol=1e-12)
    np.testing.assert_allclose(np.linalg.norm(now["surface"], axis=-1), 1.0)


def test_the_ways_out_of_the_image_point_away_from_it_by_a_small_step():
    now, f = space(a=(1.0, 0.9, 0.2)), SPACE["spherical"]
    inner = now["a"] + now["size"] / 2
    out = coordinates_in_space.outwards(np.asarray(jacobian(f)(inner)))
    for axis in range(3):
        ahead = np.asarray(f(inner + 1e-3 * np.eye(3)[axis])) - f(inner)
        assert ahead @ out[axis] > 0
        assert all(abs(np.asarray(jacobian(f)(inner))[:, j] @ out[axis]) < 1e-12 for j in range(3) if j != axis)
    mirrored = np.diag([1.0, 1.0, -1.0])
    np.testing.assert_allclose(coordinates_in_space.outwards(mirrored), mirrored)


def test_of_a_cube_the_three_edges_that_meet_in_the_furthest_corner_are_hidden():
    normals = np.broadcast_to(np.eye(3), (12, 2, 3, 3))
    for view in ((35, 25), (-120, 40), (10, -30)):
        hidden = ~in_sight(normals, view).all(axis=1)
        assert hidden.sum() == 3
        ends = box.path(3, 2)[hidden].reshape(-1, 3)
        corner = max(np.unique(ends, axis=0).tolist(), key=lambda end: (ends == end).all(axis=1).sum())
        assert (ends == corner).all(axis=1).sum() == 3
        a, e = np.deg2rad(view)
        eye = np.array([np.cos(e) * np.cos(a), np.cos(e) * np.sin(a), np.sin(e)])
        assert corner == (eye < 0).astype(float).tolist()


def test_faces_are_painted_from_the_furthest_to_the_nearest_and_brightest_where_they_look_at_the_eye():
    flat, shades = painted(box.faces(1), (0, 0))  # seen along the first axis
    assert flat.shape == (6, 4, 2)
    small, large = 0.5 * box.faces(1)[1], box.faces(1)[0] + [2, 0, 0]  # at 0.5 and, nearer to the eye, at 2
    for pair in ([small, large], [large, small]):
        assert [face.max() for face in painted(np.stack(pair), (0, 0))[0]] == [0.5, 1]
    np.testing.assert_allclose(sorted(shades), [0, 0, 0, 0, 1, 1], atol=1e-12)
    assert shades[0] == shades[-1] == pytest.approx(1)


def test_a_block_with_a_place_where_the_map_is_undefined_is_drawn_without_it():
    _, (ax,) = panels(("A block",))
    move = solid(ax, LIGHT)
    faces = box.faces(2)
    faces[0] = np.nan
    move(faces, box.path(3, 5), np.broadcast_to(np.eye(3), (12, 5, 3, 3)), (35, 25))
    assert len(ax.collections[0].get_paths()) == len(faces) - 1


@given(st.integers(1, 5), st.sampled_from([2, 3]))
def test_determinants_in_closed_form_are_those_of_an_lu_decomposition(count, n):
    J = np.random.default_rng(count).normal(size=(count, n, n))
    np.testing.assert_allclose(box.determinants(J), np.linalg.det(J), atol=1e-12)


@given(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), st.tuples(lengths, lengths))
def test_the_room_holds_the_box_and_the_domain_and_grows_in_steps(a, size):
    room = box.room(maps.polar, np.array(a), np.array(size))
    domain = np.array(maps.polar.domain)
    assert (room[:, 0] <= np.minimum(domain[:, 0], a) + 1e-9).all()
    assert (room[:, 1] >= np.maximum(domain[:, 1], np.add(a, size)) - 1e-9).all()
    steps = np.abs(room - domain) / (np.diff(domain) / 2)
    np.testing.assert_allclose(steps, np.round(steps), atol=1e-9)


def test_where_the_arrows_lie_on_one_line_the_words_say_so_without_a_warning():
    assert "J flattens the plane there" in say(plane("polar", (0.0, 0.5)))
    words = words_of(explore.coordinates("polar", a=(0, 0.5), size=(1, 1)))["say"]
    assert "det J = 0 at the corner: J flattens the plane there" in words


def readouts(now):
    return {label: rows[0][0].strip() for label, rows in rows_of(values(now)).items()}


@pytest.mark.slow
def test_where_layers_overlap_the_area_of_the_image_and_the_integral_of_the_determinant_are_two_numbers():
    now = plane("polar", (0.0, 0.0), (1.0, 9.42))
    words = say(now)
    assert "Its image has area about 3.14, 0.334 times as much." in words
    parts = "there are parts with 1 and 2 layers"
    assert f"Layers of it lie on one another ({parts}), and ∫ |det J| = 4.71 counts each." in words
    assert readouts(now)["∫ |det J|"] == "4.710"
    assert readouts(now)["true area"] == "≈ 3.14"
    assert readouts(plane("polar", (0.0, 0.0), (1.0, 3.0)))["true area"] == "1.500"
    now = space("spherical", (0.0, 0.0, 0.0), (1.0, PI, 3 * PI))
    words = say(now)
    assert "Its image has volume about 4.2" in words  # 4π/3
    assert readouts(now)["true volume"] == "≈ 4.2"
    assert "∫ |det J| = 6.28 counts each" in words
    words = say(space("spherical", (0.5, 2.5, 0.0), (0.5, 2.0, 3.0)))
    assert "det J changes sign in it: where layers lie on one another, ∫ |det J|" in words
    assert "∫" not in say(plane("polar", (0.0, 0.0), (1.0, 2 * PI)))


@pytest.mark.slow
def test_the_more_layers_lie_on_one_another_the_darker_is_the_picture():
    """Three half turns: the upper half of the disc has two layers, the lower half one."""
    figure, (before, after) = panels(coordinates_in_plane.scene.titles)
    pixels = Picture(figure, partial(move, paint(LIGHT, before, after))).draw(plane("polar", (0.0, 0.0), (1.0, 3 * PI)))

    def light(x, y):
        column, row = after.transData.transform((x, y)).astype(int)
        return pixels[len(pixels) - row, column, :3].mean()

    twice, once, beside = light(-0.4, 0.6), light(-0.4, -0.6), light(-2.9, 2.9)
    assert twice < once - 10 < beside - 20


@given(st.floats(0, 2), lengths, st.floats(0.05, 12))
def test_the_area_that_is_seen_of_a_polar_box_is_a_ring_at_most(r, dr, dtheta):
    now = plane("polar", (r, 0.3), (dr, dtheta))
    assert now["seen"] == pytest.approx(((r + dr) ** 2 - r**2) / 2 * min(dtheta, 2 * PI), rel=1e-3)
    assert now["layered"] == (dtheta > 2 * PI)


@pytest.mark.parametrize("start", [0.0, 0.3, -2.0])
def test_once_round_as_the_page_writes_it_is_a_single_layer(start):
    """The page sends twelve digits, which are 4e-13 more than 2π."""
    round_ = float(f"{2 * PI:.12g}")
    assert round_ > 2 * PI
    assert not plane("polar", (0.4, start), (1.0, round_))["layered"]
    assert not plane("elliptic", (0.4, start), (0.8, round_))["layered"]
    assert not space("spherical", (1.0, 0.9, start), (0.5, 0.4, round_))["layered"]
    assert not space("cylindrical", (1.0, start, 0.0), (0.5, round_, 0.3))["layered"]


SAID = {
    "f is undefined at the corner {}: it has no value there, and so no derivative.": [("ln x, y", (-1, 0.2))],
    "f has no derivative at the corner {}: not all of its partial derivatives are finite": [
        ("√x, y", (0, 0.2)),
        ("√x, y, z", (0, 1, 1)),
    ],
    "f has no derivative at the corner {}: not all of its partial derivatives exist": [
        ("|x|, y", (0, 0.2)),
        ("max(x, y), y", (0.7, 0.7)),
        ("x, |y - 1|, z", (0, 1, 1)),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "words"), [(*each, words) for words, cases in SAID.items() for each in cases])
def test_where_f_or_its_derivative_is_undefined_at_the_corner_that_is_said_and_nothing_else(f, a, words):
    now = (plane if len(a) == 2 else space)(parse_map(f, ("x", "y", "z")[: len(a)]), np.array(a, dtype=float))
    assert say(now).startswith(words.format(a))
    assert "area" not in say(now)
    assert "nan" not in str(values(now))


def test_a_map_patched_at_the_very_corner_has_the_derivative_that_it_has_beside_it():
    for n, explore_it in ((2, plane), (3, space)):
        identity = as_map(lambda x: x.at[0].set(jnp.where(x[0] == 0, 0.0, x[0])), SPACE if n == 3 else PLANE)
        now = explore_it(identity, np.zeros(n), np.ones(n))
        np.testing.assert_allclose(now["jacobian"], np.eye(n), atol=1e-15)
        assert now["det"] == pytest.approx(1)
        assert now["volume"] == pytest.approx(1)
        assert "flattens" not in say(now)


STEEP = [  # u(x), which rises, beside y: the area is u(right) − u(left)
    ("tanh(1000*x)", lambda x: np.tanh(1000 * x), -0.5),
    ("tanh(1000*(x-0.213))", lambda x: np.tanh(1000 * (x - 0.213)), 0),
    ("x+tanh(1000*(x-0.3))", lambda x: x + np.tanh(1000 * (x - 0.3)), 0),
    ("sqrt(x)", np.sqrt, 0),
    ("sqrt(x)", np.sqrt, 1e-3),
    (lambda v: jnp.array([v[0] + jnp.tanh(1e4 * (v[0] - 0.3)) / 2, v[1]]), lambda x: x + np.sign(x - 0.3) / 2, 0),
    ("sin(1000*x)/1000+2*x", lambda x: np.sin(1000 * x) / 1000 + 2 * x, 0),
    ("atan(1000*x)", lambda x: np.arctan(1000 * x), -0.4),
]


@pytest.mark.slow
@pytest.mark.parametrize(("u", "rises", "x"), STEEP)
def test_however_steep_a_map_of_one_variable_is_its_area_is_told_by_the_ends(u, rises, x):
    now = plane(as_map(f"{u}, y" if isinstance(u, str) else u, PLANE), (x, 0.0), (1.0, 1.0))
    area = rises(x + 1.0) - rises(float(x))
    assert now["volume"] == pytest.approx(area, rel=5e-5)
    assert readouts(now)["true area"] == f"{area:.3f}"
    assert "everywhere" not in say(now)


@pytest.mark.slow
@pytest.mark.parametrize("f", ["sin(1000*x), y", "x+sin(1000*x)/500, y", "x, y+sin(1000*y)/100"])
def test_where_a_map_goes_to_and_fro_too_finely_no_area_is_said(f):
    now = plane(parse_map(f), (0.0, 0.0), (1.0, 1.0))
    assert "In it f bends too finely for the area of its image to be found." in say(now)
    assert "Its image" not in say(now)
    assert "nan" not in say(now) + str(values(now))
    assert readouts(now)["∫ |det J|"] == readouts(now)["true area"] == "undefined"


@pytest.mark.slow
def test_in_space_a_steep_map_is_told_by_its_ends_too_and_what_is_known_to_two_figures_is_said_to_be():
    xyz = lambda f: parse_map(f, ("x", "y", "z"))  # noqa: E731
    now = space(xyz("x+tanh(1000*(x-0.3)), y, z"), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    assert now["volume"] == pytest.approx(3, rel=1e-6)
    now = space(xyz("sin(1000*x), y, z"), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
    assert "In it f bends too finely for the volume of its image to be found." in say(now)
    now = space(xyz("x, y^2, z"), (0.0, -0.3, 0.0), (1.0, 1.0, 1.0))
    assert "∫ |det J| = about 0.58 counts each" in say(now)  # 0.3² + 0.7²
    assert readouts(now)["∫ |det J|"] == "≈ 0.58"


def test_of_a_box_with_a_crease_along_its_diagonal_all_layers_together_are_as_large_as_the_box():
    now = plane(parse_map("max(x, y), min(x, y)"), (0.2, 0.2), (1.0, 1.0))
    assert now["volume"] == pytest.approx(1, abs=1e-12)
    assert now["seen"] == pytest.approx(0.5, abs=1e-3)
    for x, side in ((-0.87, 3.34), (-1.2, 2.1), (-0.3, 5.9)):
        now = plane(parse_map("|x|, y"), (x, 0.3), (side, 1.0))
        assert now["volume"] == pytest.approx(side, abs=1e-12)
        assert now["seen"] == pytest.approx(max(-x, x + side), rel=2e-3)


@pytest.mark.slow
def test_a_box_across_a_pole_has_no_area():
    for x in (-0.5, -0.513):
        now = plane(parse_map("1/x, y"), (x, 0.1), (1.0, 1.0))
        assert "In a part of it f is torn or undefined." in say(now)
    now = plane(parse_map("1/x, y"), (0.5, 0.1), (1.0, 1.0))
    assert now["seen"] == pytest.approx(1 / 0.5 - 1 / 1.5)


def test_what_is_0_but_for_rounding_is_0():
    now = space("spherical", (1.0, PI, 0.2))
    assert now["det"] == 0
    assert "det J = 0 at the corner: J flattens space there" in say(now)
    assert plane("affine", (0.3, 0.4), rotation=PI / 2)["jacobian"].tolist() == [[0, -1], [1, 0]]
    now = plane(parse_map("sin x, y"), (PI / 2, 0.3))
    assert now["det"] == 0


@pytest.mark.slow
def test_of_dependent_outputs_the_image_has_no_content_at_all():
    now = plane(parse_map("ln(x/y), y/x"), (0.5, 0.5))
    assert now["det"] == now["volume"] == now["predicted"] == 0
    assert "Its image has area 0, since det J = 0 everywhere: the outputs depend on each other." in say(now)
    now = space(parse_map("x, y, x + y", ("x", "y", "z")), (0.1, 0.2, 0.3))
    assert now["det"] == now["volume"] == 0
    assert "Its image has volume 0" in say(now)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "a"), [("sqrt(x), y", (-0.5, 0.2)), ("sqrt(x), y, z", (-0.5, 0.2, 0.1))])
def test_where_the_map_is_undefined_there_are_gaps_and_no_error(f, a):
    words = words_of(explore.coordinates(f, a=a, size=[1.0] * len(a)))["say"]
    assert "undefined" in words and "nan" not in words


def test_the_words_say_what_the_numbers_are():
    words = say(plane("polar", (1.6, 0.4), (0.9, 0.7), "θ, r"))
    assert "In (θ, r) the box with corner (0.4, 1.6) and sides 0.7, 0.9 has area 0.63." in words
    assert "Its image has area 1.29, 2.05 times as much." in words
    assert "|det J| Δθ Δr = 1.01 with det J = -1.6 at the corner: orientation reversed." in words
    words = say(space("cylindrical", (1.0, 0.2, 0.2), (0.5, 2.0, 0.8)))
    assert "has volume 0.8. Its image has volume 1, 1.25 times as much." in words
    assert words.endswith("det J = 1 at the corner: right-handed.")


@pytest.mark.slow
@pytest.mark.parametrize("f", [*PLANE, *SPACE])
def test_every_system_is_drawn_from_where_it_starts(f):
    words = words_of(explore.coordinates(f), width=360, dark=True)
    assert f"In ({', '.join((PLANE | SPACE)[f].variables)}) the box" in words["say"]


def test_a_formula_or_a_function_of_three_variables_is_shown_in_space():
    for f in ("x*y, y*z, z*x", "spherical", lambda x: jnp.array([x[0] * x[1], x[0] + x[1], x[2]])):
        assert in_space(f)
    for f in ("x*y, x - y", None, lambda x: jnp.array([x[0] * x[1], x[0] + x[1]])):
        assert not in_space(f)


WRONG = {
    "f(x, r) = x, sqrt(r^2 - q^2)": "At character 25: q is not known: the variables are x, r",
    "f(x, x) = x, x": "two variables have the same name",
    "f(x,r) == x, r": "an equation is not a map",
    "f(x, y, z) = x, y": "3 components are needed, and 2 were given",
    "f: (x, y, z) -> x, y": "3 components are needed, and 2 were given",
    "f(x, y) = 1,5x, y": "is a decimal comma meant?",
    "spherical_iso": r'^At character 1: spherical_iso is spherical in the names of .*\("spherical", physicists=True\)',
    "spherical (ISO)": r'^At character 1: spherical \(ISO\) is .*\("spherical", physicists=True\) shows it$',
}


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_shown_is_told_its_own_fault_whether_it_is_of_the_plane_or_of_space(text):
    with pytest.raises(FormulaError, match=WRONG[text]):
        explore.coordinates(text)


def test_a_map_of_the_plane_is_not_taken_for_one_of_space_nor_the_other_way_round():
    live = explore.coordinates("spherical")
    with pytest.raises(FormulaError, match=r'polar is a map of the plane, and this .* of space: explore.*"polar"\)'):
        live.f = "polar"
    with pytest.raises(FormulaError, match=r'spherical is a map of space, and this .* of the plane: .*"spherical"\)'):
        explore.jacobian_matrix("spherical")
    assert live.f == "spherical"
    live.close()


def test_the_map_in_the_names_of_physicists_is_copied_as_spherical_with_these_names():
    live = explore.coordinates(coordinates.spherical_iso, order="θ, φ, r")
    copied = live.stage.describe(live.stage.compute(**live.now()), live.state)["call"]
    assert copied.startswith("explore.coordinates(f='spherical', ")
    assert "physicists=True" in copied and "order='θ, φ, r'" in copied
    live.close()


def test_another_system_brings_its_names_its_scales_and_its_start():
    live = explore.coordinates("polar", order="θ, r")
    enter(live, "f", "elliptic")
    assert live.order == "μ, ν"
    assert live.a == list(coordinates.elliptic.point)
    assert live.size == box.short(coordinates.elliptic, 1 / 8)
    assert [(each["label"], each["symbol"]) for each in live._looks["size"]["scales"]] == [
        ("side Δμ", "Δμ"),
        ("side Δν", "Δν"),
    ]
    assert "In (μ, ν)" in words_of(live)["say"]


def test_the_sliders_of_an_affine_map_are_seen_only_beside_one():
    live = explore.coordinates("polar")
    assert not set(PARTS) & set(seen(live))
    enter(live, "f", "affine")
    assert set(PARTS) <= set(seen(live))
    live.close()
    live = explore.coordinates("affine in space")
    assert set(PARTS) <= set(seen(live))
    live.close()


def test_explorers_of_one_state_move_together_and_leave_it_alive():
    state = explore.State("polar", at=(2, 0.8))
    one, other = explore.coordinates(state=state), explore.change_of_variables(state=state)
    state.a = (1.0, 0.5)
    assert one.state["a"] == other.state["a"] == [1.0, 0.5]
    one.close()
    assert other.state["f"] == "polar"
    other.close(), state.close()


POLAR = [  # what is right, near and neither: the corner and the sides
    ("same size", [((0.8, 0.0), (0.4, 0.3))], [((0.7, 0.0), (0.4, 0.3))], [((2.0, 0.0), (0.4, 0.3))]),
    ("one percent", [((2.0, 0.0), (0.03, 0.3))], [((2.0, 0.0), (0.1, 0.3))], [((2.0, 0.0), (0.5, 0.3))]),
    # in layers: a disc, and a ring with half the area of the layers
    ("same size", [], [((0.5, 0.0), (2.6, 3.14 * 4))], [((0.0, 0.0), (1.0, 2.0 * 2 * PI))]),
    ("reversed", [((2.0, 0.5), (0.4, 0.3), "θ, r")], [((0.1, 0.0),)], [((2.0, 0.5),)]),
]


@pytest.mark.parametrize(("name", "there", "nearly", "elsewhere"), POLAR)
def test_a_challenge_knows_what_is_right_what_is_near_and_what_is_neither(name, there, nearly, elsewhere):
    for states, found in ((there, True), (nearly, False), (elsewhere, None)):
        assert [verdict(CHALLENGES[name], plane("polar", *state)) for state in states] == [found] * len(states)


def test_challenges_are_met_in_space_too():
    assert verdict(CHALLENGES["reversed"], space(order="ρ, θ, φ"))
    assert verdict(CHALLENGES["same size"], space()) is None


def test_a_challenge_is_not_solved_by_a_state_that_is_undefined():
    now = plane(parse_map("sqrt(x), y"), (-1.5, 0.0), (0.5, 0.5))
    assert [challenge.judge(now) for challenge in CHALLENGES.values()] == [None] * len(CHALLENGES)


def test_j_and_its_determinant_stand_as_formulas_where_the_variables_are_in_their_order():
    def told(**more):
        J, det, *_ = words_of(explore.coordinates("spherical", **more))["values"]
        return [each.get("formulas", {}).get("rows") for each in (J, det)]

    J, det = told()
    assert J[2] == ["cos φ", "−ρ sin φ", "0"] and det == [["ρ² sin φ"]]
    assert told(order="θ, ρ, φ") == [None, None]
    J, *_ = words_of(explore.coordinates("affine", shear=1.0))["values"]
    assert "formulas" not in J


NEARLY = ("sphericl", "spherical"), ("Cylindrcal", "cylindrical"), ("polr", "polar")


@pytest.mark.parametrize(("text", "meant"), NEARLY)
def test_a_name_that_is_nearly_one_of_a_system_is_asked_about(text, meant):
    with pytest.raises(FormulaError, match=f"no map is called {text}: did you mean {meant}"):
        explore.coordinates(text)


def all_that_is_written(**given):
    """What stands on the page and in the picture of spherical coordinates, as one text."""
    live = explore.coordinates("spherical", (1.1, 0.8, 0.3), (0.4, 0.3, 0.2), **given)
    live.stage.draw(live.state, width=400, ratio=1, dark=False, covered=False)
    (picture, *_) = next(iter(live.stage.pictures.values()))
    drawn = sorted(text.get_text() for text in picture.figure.findobj(Text))
    told = words_of(live)
    live.close()
    looks = [look for name, look in live._looks.items() if name != "physicists"]
    return json.dumps([drawn, told["say"], told["values"], looks], ensure_ascii=False)


OTHERS = {"ρ": "r", "φ": "θ", "θ": "φ", "\\\\rho": "r", "\\\\varphi": "\\\\theta", "\\\\theta": "\\\\varphi"}


@pytest.mark.parametrize(("order", "of_physicists"), [(None, None), ("θ, ρ, φ", "φ, r, θ")])
def test_m3_the_switch_exchanges_the_names_wherever_they_are_written_and_nothing_else(order, of_physicists):
    renamed = re.sub("|".join(map(re.escape, OTHERS)), lambda name: OTHERS[name[0]], all_that_is_written(order=order))
    as_physicists = all_that_is_written(order=of_physicists, physicists=True)
    unsorted = lambda text: (sorted(json.loads(text)[0]), json.loads(text)[1:])  # noqa: E731
    for theirs, ours in (("spherical: ", "spherical (ISO): "), ("(r cos φ, r sin φ, z)", "(r cos θ, r sin θ, z)")):
        renamed = renamed.replace(theirs, ours)  # cylindrical coordinates keep their names
    assert unsorted(renamed) == unsorted(as_physicists)


def test_m3_the_switch_keeps_the_box_and_the_order_and_no_number_of_the_picture_changes():
    live = explore.coordinates("spherical", (1.1, 0.8, 0.3), (0.4, 0.3, 0.2), order="ρ, θ, φ")
    before = live.state, live.stage.compute(**live.now())
    enter(live, "physicists", True)
    assert live.order == "r, φ, θ"
    from_the_start = explore.coordinates("spherical", live.a, live.size, order=live.order, physicists=True)
    assert live._looks == from_the_start._looks
    from_the_start.close()
    assert live.state | {"order": "", "physicists": False} == before[0] | {"order": ""}
    now = live.stage.compute(**live.now())
    named = {"variables", "counted", "partials"}
    assert [name for name in now if name not in named and not np.array_equal(now[name], before[1][name])] == []
    enter(live, "physicists", False)
    assert live.state == before[0]
    live.close()


def test_m3_the_switch_is_there_where_there_are_two_conventions_and_another_system_starts_anew():
    live = explore.coordinates("spherical", (1.1, 0.8, 0.3), physicists=True)
    assert "physicists" in seen(live)
    enter(live, "f", "cylindrical")
    assert "physicists" not in seen(live)
    assert (live.a, live.order) == (list(SPACE["cylindrical"].point), "r, θ, z")
    assert "In (r, θ, z) the box" in words_of(live)["say"]
    enter(live, "f", "spherical")
    assert (live.a, live.order) == (list(SPACE["spherical"].point), "r, θ, φ")
    live.close()


def test_m3_a_copied_view_has_the_physicists_names():
    live = explore.coordinates("spherical", order="r, φ, θ", physicists=True)
    call = words_of(live)["call"]
    assert "physicists=True, order='r, φ, θ'" in call
    again = eval(call, {"explore": explore})
    assert again.state == live.state
    live.close(), again.close()
    with pytest.raises(ValueError, match="`order` must be one of 'r, θ, φ'"):
        explore.coordinates("spherical", order="ρ, φ, θ", physicists=True)


@given(st.floats(0.1, 2), st.floats(0.1, 3), st.floats(-3, 3))
def test_m2_the_lengths_of_the_columns_are_the_scale_factors_in_their_order(rho, phi, theta):
    now = space("spherical", (rho, phi, theta), order="θ, ρ, φ")
    (lengths,) = rows_of(values(now))["column lengths"]
    assert [float(each) for each in lengths] == pytest.approx([rho * np.sin(phi), 1, rho], abs=6e-4)
    assert readouts(now)["column lengths"]
