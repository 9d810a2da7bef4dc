"""Explorers: one function each, which puts a live picture of one idea on the page; and what stands between them."""

from jaclib.course.before_and_after import before_and_after
from jaclib.course.check import check
from jaclib.course.claim import claim, claims
from jaclib.course.compiled import keep
from jaclib.course.fresh import fresh
from jaclib.course.installation import check_installation
from jaclib.course.opening import opening
from jaclib.course.predict import guesses, predict
from jaclib.course.recall import missed, recall
from jaclib.course.still import still
from jaclib.explore.accumulation import accumulation
from jaclib.explore.backprop import backprop
from jaclib.explore.chain_rule import chain_rule
from jaclib.explore.chain_rule_proof import chain_rule_proof
from jaclib.explore.change_of_variables import change_of_variables
from jaclib.explore.checkpointing import checkpointing
from jaclib.explore.choose.state import State
from jaclib.explore.coordinates import coordinates, coordinates_in_plane, coordinates_in_space
from jaclib.explore.determinant import determinant
from jaclib.explore.determinant_product import determinant_product
from jaclib.explore.digits import digits
from jaclib.explore.finite_differences import finite_differences
from jaclib.explore.fisher import fisher
from jaclib.explore.flow import flow
from jaclib.explore.formula import formula
from jaclib.explore.hessian import hessian
from jaclib.explore.implicit import implicit
from jaclib.explore.jacobian_matrix import jacobian_matrix
from jaclib.explore.layer import layer
from jaclib.explore.linear_approximation import linear_approximation
from jaclib.explore.linked import linked
from jaclib.explore.mean_value import mean_value
from jaclib.explore.newton import newton
from jaclib.explore.passes import passes
from jaclib.explore.sensitivity import sensitivity
from jaclib.explore.train import train
from jaclib.explore.train_flow import train_flow
from jaclib.explore.vanishing_products import vanishing_products
from jaclib.own.map import own_map
from jaclib.stage.challenge import Challenge

keep()  # once here, so that no explorer need ask for it

SCENES = {name: each.scene for name, each in sorted(globals().items()) if hasattr(each, "scene")}

__all__ = ["SCENES", "Challenge", "State", *sorted({scene.name for scene in SCENES.values()})]
__all__ += [
    "before_and_after",
    "check",
    "check_installation",
    "claim",
    "claims",
    "fresh",
    "guesses",
    "linked",
    "missed",
    "own_map",
    "predict",
]
__all__ += ["opening", "recall", "still"]
