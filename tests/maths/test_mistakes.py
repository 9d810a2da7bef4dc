"""The table of mistakes: each row is reached in each kind of question; no right answer is wrong, no wrong one right."""

import math
import re

import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import diagnose, explore, jacobian, maps, parse_map
from jaclib.diagnose import mistakes
from jaclib.diagnose.mistakes.row import CHAIN, DETERMINANT, MATRIX, NUMBER, VECTOR
from tests.many_maps import SMOOTH, central, image
from tests.maths.test_jacobian import random_map

A = np.array([3.0, 2.0])
BENT = lambda p: jnp.array([p[0] ** 2 * p[1], p[0] + 3 * p[1] + p[0] * p[1]])  # noqa: E731
J = np.array([[12.0, 9], [3, 6]])  # of it, by hand; the determinant is 45
VALUE = np.array([18.0, 15])
HALVED = np.array([1.5, 4.0])  # what STRETCH takes to A
STRETCH = lambda p: jnp.array([2 * p[0], p[1] / 2])  # noqa: E731
POLAR_AT = np.array([2.0, 0.7])
POLAR = np.array([[math.cos(0.7), -2 * math.sin(0.7)], [math.sin(0.7), 2 * math.cos(0.7)]])
SINE = lambda p: jnp.array([jnp.sin(p[0]), p[1]])  # noqa: E731
SPHERE_AT = np.array([2.0, 0.4, 1.1])


def spherical(p):
    return p[0] * jnp.array([jnp.sin(p[1]) * jnp.cos(p[2]), jnp.sin(p[1]) * jnp.sin(p[2]), jnp.cos(p[1])])


def asked_matrix(answer, f=BENT, a=A):
    return diagnose.matrix(answer, f, a)


def asked_chain(answer, f=BENT, a=A):
    """The same of f∘g, where g stretches: what is right is f's Jacobian times diag(2, 1/2)."""
    stretch = np.array([2, 0.5, 1])[: len(a)]
    return diagnose.chain(answer, f, lambda p: p * stretch, a / stretch)


def of_jacobians(J, value):
    """Answers to "what is the Jacobian of this?", of the map BENT or of BENT ∘ STRETCH, for each name a wrong one."""
    swapped = np.array([[0.0, 1], [1, 0]])
    inverse = np.array([[J[1, 1], -J[0, 1]], [-J[1, 0], J[0, 0]]]) / (J[0, 0] * J[1, 1] - J[0, 1] * J[1, 0])
    put = lambda entry, number: np.where(np.arange(4).reshape(2, 2) == entry, number, J)  # noqa: E731
    yield "transposed", np.array([[J[0, 0], J[1, 0]], [J[0, 1], J[1, 1]]])
    yield "rows_swapped", swapped @ J
    yield "columns_swapped", J @ swapped
    yield "sign", -J
    yield "sign", put(1, -J[0, 1])
    yield "reciprocals", (1 / inverse).T
    yield "reciprocals", 1 / J
    yield "inverse", inverse
    yield "adjugate", inverse * np.linalg.det(J)
    yield "values", value
    yield "values", value[:, None]
    yield "gram", J.T @ J
    yield "flattened", J.ravel()
    yield "scale_factors", np.hypot(J[0], J[1])
    yield "one_number", np.linalg.det(J)
    yield "left_out", J[:1]
    yield "signs", J * [[1, -1], [-1, 1]]
    yield "nothing", 0 * J
    yield "entries_swapped", np.array([J[0, ::-1], J[1]])
    yield "diagonal_alone", np.diag(np.diag(J))
    yield "added_up", J[0] + J[1]
    yield "factor", 1.7 * J
    yield "held_fixed", put(1, 0)
    yield "held_fixed", J * [1, 0]
    yield "undifferentiated", put(0, value[0])
    yield "wrong_variable", put(1, J[0, 0])
    yield "entry_factor", put(3, 3 * J[1, 1])
    yield "one_entry", put(2, J[1, 0] * 1.37)
    yield "one_column", J + np.array([[0, 0.83], [0, 1.9]])
    yield "one_row", J + np.array([[0.83, 1.91], [0, 0]])


def all_jacobians():
    chained = J * [2, 0.5]
    for name, answer in of_jacobians(J, VALUE):
        yield name, MATRIX, asked_matrix(answer)
    for name, answer in of_jacobians(chained, VALUE):
        if name not in ("diagonal_alone", "held_fixed"):  # STRETCH is diagonal: the likelier mistake is in the product
            yield name, CHAIN, asked_chain(answer)


def elsewhere_and_turned():
    down = np.array([3.0, -2.0])
    for kind, ask in ((MATRIX, asked_matrix), (CHAIN, asked_chain)):
        times = 1 if kind == MATRIX else np.array([2, 0.5])
        yield "absolute_value", kind, ask(np.array([[12, 9], [1, 6]]) * times, BENT, down)
        in_degrees = np.array([[math.cos(math.radians(20)), 0], [0, 1]])
        yield "degrees", kind, ask(in_degrees * times, SINE, np.array([20.0, 2]))
    exchanged = np.asarray(jacobian(spherical)(SPHERE_AT[[0, 2, 1]]))[:, [0, 2, 1]]
    yield "angles_exchanged", MATRIX, diagnose.matrix(exchanged, spherical, SPHERE_AT)
    yield "angles_exchanged", CHAIN, diagnose.chain(exchanged, spherical, lambda p: 1.0 * p, SPHERE_AT)
    yield "missing_r", MATRIX, asked_matrix(POLAR / [1, 2], maps.polar, POLAR_AT)
    yield "missing_r", CHAIN, diagnose.chain(POLAR / [1, 2], maps.polar, lambda p: 1.0 * p, POLAR_AT)
    yield "elsewhere", MATRIX, asked_matrix([[12, 4], [4, 5]])  # at (2, 3)
    yield "applied", MATRIX, asked_matrix([54, 21])
    yield "images_of_axes", MATRIX, asked_matrix([[0, 0], [1, 3]])
    yield "step_of_one", MATRIX, asked_matrix([[14, 9], [3, 6]])
    chained = J * [2, 0.5]
    yield "applied", CHAIN, asked_chain(chained @ HALVED)
    yield "images_of_axes", CHAIN, asked_chain(np.stack([BENT(STRETCH(e)) for e in np.eye(2)], axis=1))
    steps = [BENT(STRETCH(HALVED + e)) - BENT(A) for e in np.eye(2)]
    yield "step_of_one", CHAIN, asked_chain(np.stack(steps, axis=1))
    yield "elsewhere", CHAIN, asked_chain(jacobian(lambda p: BENT(STRETCH(p)))(HALVED[::-1]))
    rough = np.array([[1.234, 5.678], [9.876, 4.321]])
    yield "two_figures", MATRIX, diagnose.matrix([[1.2, 5.7], [9.9, 4.3]], lambda p: rough @ p, A)
    yield "two_figures", CHAIN, diagnose.chain([[1.2, 5.7], [9.9, 4.3]], lambda p: rough @ p, lambda p: 1.0 * p, A)


F, G, H = random_map(0, 2, 2), random_map(1, 2, 2), random_map(2, 2, 2)
P = jnp.array([0.6, -0.4])
AT_G, AT_FG = H(P), G(H(P))
JF, JG, JH = (np.asarray(jacobian(f)(at)) for f, at in ((F, AT_FG), (G, AT_G), (H, P)))
LF, LG = np.asarray(jacobian(F)(G(P))), np.asarray(jacobian(G)(P))  # of F∘G


def D(f, at):
    return np.asarray(jacobian(f)(at))


def products():
    two = lambda answer: diagnose.chain(answer, F, G, P)  # noqa: E731
    three = lambda answer: diagnose.chain(answer, F, G, H, P)  # noqa: E731
    yield "reversed_product", two(LG @ LF)
    yield "reversed_product", three(JH @ JG @ JF)
    yield "wrong_point", two(D(F, P) @ LG)
    yield "wrong_point", three(D(F, P) @ D(G, P) @ JH)
    yield "reversed_at_a", two(LG @ D(F, P))
    yield "reversed_at_a", three(JH @ D(G, P) @ D(F, P))
    yield "other_composition", two(D(G, F(P)) @ D(F, P))
    yield "other_composition", three(D(H, G(F(P))) @ D(G, F(P)) @ D(F, P))
    yield "inner_forgotten", two(LF)
    yield "inner_forgotten", three(JF @ JG)
    yield "outer_forgotten", two(LG)
    yield "outer_forgotten", three(JG @ JH)
    yield "middle_forgotten", three(JF @ JH)
    yield "missing_factor", three(JG)
    yield "elementwise", two(LF * LG)
    yield "elementwise", three(JF * JG * JH)
    yield "added", two(LF + LG)
    yield "added", three(JF + JG + JH)
    yield "one_path", two(np.outer(LF[:, 0], LG[0]))
    only = LF @ LG
    only[0, 1] = LF[0, 1] * LG[1, 1]
    yield "one_path", two(only)
    along = lambda t: jnp.array([jnp.cos(t[0]), jnp.sin(t[0])])  # noqa: E731
    terms = [-(math.sin(0.5) ** 2), math.cos(0.5) ** 2]
    yield "not_added", diagnose.chain(terms, lambda p: p[0] * p[1], along, [0.5])
    yield "subtracted", two(np.outer(LF[:, 0], LG[0]) - np.outer(LF[:, 1], LG[1]))
    yield "factor_transposed", two(LF.T @ LG)
    yield "factor_transposed", two(LF @ LG.T)
    yield "factor_transposed", three(JF @ JG.T @ JH)
    yield "all_transposed", two(LF.T @ LG.T)
    yield "all_transposed", three(JF.T @ JG.T @ JH.T)
    yield "diagonal_alone", two(np.diag(np.diag(LF @ LG)))
    yield "held_fixed", two((LF @ LG) * [[1, 0], [1, 1]])
    yield "inverse_factor", two(LF @ np.linalg.inv(LG))


CUBE = np.array([[2.0, -1, 3], [4, 5, -2], [1, 7, 6]])
DET = 2 * (5 * 6 + 2 * 7) + (4 * 6 + 2) + 3 * (4 * 7 - 5)


def determinants():
    of = lambda answer, f=BENT, a=A: diagnose.determinant(answer, f, a)  # noqa: E731
    cube = lambda answer: of(answer, lambda p: jnp.asarray(CUBE) @ p, np.array([1.0, 2, 3]))  # noqa: E731
    assert cube(DET).correct and of(45).correct
    yield "sign", of(-45)
    yield "absolute_value", of(1, maps.reflection, POLAR_AT)
    yield "inverse", of(1 / 45)
    yield "products_added", of(12 * 6 + 9 * 3)
    yield "cofactor_sign", cube(2 * (5 * 6 + 2 * 7) - (4 * 6 + 2) + 3 * (4 * 7 - 5))
    yield "trace", of(18)
    yield "trace", cube(13)
    yield "diagonal_product", of(72)
    yield "other_diagonal", of(27)
    yield "lengths", of(math.hypot(12, 3) * math.hypot(9, 6))
    yield "norm", of(144 + 81 + 9 + 36)
    yield "matrix_itself", of(J)
    yield "factor", of(90)
    yield "squared", of(45**2)
    yield "rooted", of(45**0.5)
    yield "logarithm", of(math.log(45))
    yield "elsewhere", of(44)
    yield "two_figures", of(1.2, lambda p: jnp.array([1.234 * p[0], p[1]]))
    yield "degrees", of(math.cos(math.radians(0.7)), SINE, POLAR_AT[::-1])
    yield "missing_r", of(1, maps.polar, POLAR_AT)
    yield "parts", of([90, 0.5])
    yield "nothing", of(0)
    yield "missing_sine", of(4, spherical, SPHERE_AT)
    yield "angles_exchanged", of(4 * math.sin(1.1), spherical, SPHERE_AT)


def numbers_and_vectors():
    for name, answer in {
        "two_figures": 7.1, "sign": -7.123, "inverse": 1 / 7.123, "factor": 7.123 / 2, "degrees": math.radians(7.123),
        "turns": 7.123 / math.pi, "squared": 7.123**2, "rooted": 7.123**0.5, "logarithm": math.log(7.123),
        "exponential": math.exp(7.123), "other_base": 7.123 / math.log(10), "parts": [7, 0.123], "nothing": 0,
    }.items():  # fmt: skip
        yield name, NUMBER, diagnose.number(answer, 7.123)
    yield "absolute_value", NUMBER, diagnose.number(7.123, -7.123)
    right = np.array([1.234, -2.345, -7.891])
    for name, answer in {
        "two_figures": [1.2, -2.3, -7.9],
        "sign": -right,
        "absolute_value": abs(right),
        "rows_swapped": right[::-1],
        "factor": 1.7 * right,
        "turns": right / math.pi,
        "squared": right**2,
        "inverse": 1 / right,
        "nothing": 0 * right,
        "unit": right / np.linalg.norm(right),
        "size_alone": np.linalg.norm(right),
        "one_entry": right + np.array([0, 1.1, 0]),
    }.items():
        yield name, VECTOR, diagnose.vector(answer, right)
    yield "sign", VECTOR, diagnose.vector([1.234, 2.345, -7.891], right)
    yield "turns", VECTOR, diagnose.vector([1.5 * math.pi], [1.5])
    yield "rooted", VECTOR, diagnose.vector([4, 5, 6], [16, 25, 36])


@pytest.fixture(scope="module")
def reached():
    """What each wrong answer is told: (the mistake that was made, the kind of the question, the verdict)."""
    cases = [case[:3] for case in (*all_jacobians(), *elsewhere_and_turned(), *numbers_and_vectors())]
    cases += [(name, CHAIN, verdict) for name, verdict in products()]
    return cases + [(name, DETERMINANT, verdict) for name, verdict in determinants()]


def test_each_mistake_is_told_as_itself(reached):
    assert [(name, kind, told.mistake) for name, kind, told in reached if told.mistake != name] == []


def test_each_row_of_the_table_is_reached_in_each_kind_of_question(reached):
    wanted = {(row.name, kind) for row in mistakes.TABLE for kind in row.of}
    assert wanted - {(name, kind) for name, kind, _ in reached} == set()
    told = {verdict.message for _, _, verdict in reached}
    unsaid = [row.sentence for row in mistakes.TABLE if "{" not in row.sentence and row.sentence not in told]
    assert unsaid == []


def test_a_row_says_in_two_sentences_at_most_what_was_done_and_has_a_source():
    for row in mistakes.TABLE:
        assert len(re.findall(r"[.?](?: |$)", row.sentence)) <= 2 and row.sentence.endswith((".", "?")), row.name
        assert row.source == "natural here" or re.search(r"[A-Z]\w+.* \d{4}$|OSU Paradigms", row.source), row.name
    assert len({(row.name, row.of, row.sentence) for row in mistakes.TABLE}) == len(mistakes.TABLE)


def test_what_is_to_be_looked_at_can_be_shown():
    for explorer, arguments in {repr(row.look): row.look for row in mistakes.TABLE if row.look}.values():
        getattr(explore, explorer)(**arguments).close()


def test_a_chain_takes_its_point_last_or_by_name_and_needs_two_maps():
    assert diagnose.chain(JF @ JG @ JH, F, G, H, a=P).correct and diagnose.chain(LF @ LG, F, G, a=P).correct
    for maps_given in ((F, P), (P,), ()):
        with pytest.raises(TypeError, match=r"chain must be given two maps or more, and the point; got"):
            diagnose.chain(np.eye(2), *maps_given)


@pytest.fixture
def unexplained(monkeypatch):
    """Only whether an answer is right is asked: why a wrong one is wrong takes a thousand times as long."""
    monkeypatch.setattr(mistakes, "explaining", lambda it: iter(()))


def off_by_one_entry(rng, right):
    """Wrong by more than three figures, and less than a half, in one entry."""
    entry = np.arange(right.size).reshape(right.shape) == rng.integers(right.size)
    return np.where(entry, right * (1 + rng.choice([-1, 1]) * rng.uniform(0.011, 0.5)), right)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_no_right_matrix_is_called_wrong_and_no_wrong_one_right(count, unexplained):
    rng = np.random.default_rng(0)
    for _ in range(count):
        right = rng.normal(size=rng.integers(1, 5, size=2)) * 10.0 ** rng.integers(-3, 4)
        written = np.vectorize(lambda entry: float(f"{entry:.3g}"))(right)
        given = lambda answer, right=right: diagnose._verdict(answer, MATRIX, right, 1e-300)  # noqa: E731
        assert given(right).correct and given(written).correct
        assert not given(off_by_one_entry(rng, right)).correct


@pytest.mark.parametrize("count", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_of_random_maps_what_differences_give_is_right_and_what_is_off_is_wrong(count, unexplained):
    rng = np.random.default_rng(1)
    for k in range(count):
        n, m = rng.integers(1, 4, size=2)
        f, a = random_map(k, n, m), rng.normal(size=n)
        columns = [(f(a + h) - f(a - h)) / 2e-5 for h in 1e-5 * np.eye(n)]
        right = np.array(columns).T
        assert diagnose.matrix(right, f, a).correct
        assert not diagnose.matrix(off_by_one_entry(rng, right), f, a).correct


@pytest.mark.parametrize("text", SMOOTH)
def test_of_typed_maps_central_differences_are_right(text):
    a = [0.7, -0.4]
    assert np.isfinite(image(text, a)).all()
    assert diagnose.matrix(central(text, a), parse_map(text), a).correct
