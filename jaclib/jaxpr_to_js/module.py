"""From a function to the text of one ES module."""

import json
from collections.abc import Callable

import jax

from jaclib.jaxpr_to_js import views
from jaclib.jaxpr_to_js.equations import missing, opened, shape_and_dtype, written
from jaclib.jaxpr_to_js.primitives import RULES, no_dtype, no_rule
from jaclib.jaxpr_to_js.views import Value
from jaclib.jaxpr_to_js.writer import Writer, needed, unwrapped


def compile(f: Callable, *arguments, **named) -> str:
    """The text of an ES module whose function `run` gives what f gives, for arguments of these shapes and dtypes.

    `run` takes the arguments as f does, and those by name together, last, in an object. Dictionaries and named tuples
    are objects, lists and tuples are arrays; an array of numbers is flat, row by row: a typed array, or any that has as
    many numbers. `gives` and `takes` of the module tell dtypes and shapes. What f is given is what counts here, not the
    numbers: it is traced as by `jit`, with which it may be decorated.

    >>> import jax.numpy as jnp
    >>> text = compile(lambda x: {"double": 2 * x}, jnp.arange(3.0))
    >>> print(text[text.index("export const takes") :])
    export const takes=["float64[3]"],gives={"double":"float64[3]"};
    export function run(x0){
    taken(v1,x0,"argument 1");
    for(let i3=0;i3<3;i3++){
    v2[i3]=2*v1[i3];
    }
    return {"double":v2.slice(0,3)};
    }
    <BLANKLINE>
    """
    traced = (f if hasattr(f, "trace") else jax.jit(f)).trace(*arguments, **named)
    given, keywords = traced.args_info
    given = (*given, keywords) if keywords else given
    return module_of(traced.jaxpr, given, traced.out_info)


def module_of(closed, takes, gives) -> str:
    """The module of a closed jaxpr, whose arguments and results are the leaves of two trees."""
    if lacks := missing(closed, no_rule) or missing(closed, no_dtype):
        some = "; ".join(dict.fromkeys(lacks))
        raise NotImplementedError(f"`f` must be made of primitives that JavaScript can do; got {some}.")
    writer = Writer(RULES)
    jaxpr, _ = opened(closed)
    arguments = [writer.memory(*shape_and_dtype(each)) for each in jaxpr.invars]
    for array, (path, _) in zip(arguments, jax.tree_util.tree_leaves_with_path(takes), strict=True):
        writer.line(f"taken({array.text[:-4]},{_source(path)},{json.dumps(_called(path))});")
    values = written(writer, closed, arguments)
    results = [_result(writer, value) for value in values]
    text = _tree(jax.tree.unflatten(jax.tree.structure(gives), results))
    parameters = ",".join(f"x{k}" for k in range(len(takes)))
    what = [_tree(jax.tree.map(lambda each: json.dumps(_shown(each)), tree)) for tree in (list(takes), gives)]
    body = "\n".join(writer.lines)
    kept = "\n".join(writer.declared)
    return (
        f"{needed(body + kept + text)}\n{kept}\nexport const takes={what[0]},gives={what[1]};\n"
        f"export function run({parameters}){{\n{body}\nreturn {text};\n}}\n"
    )


def _result(writer: Writer, value: Value) -> str:
    """What `run` returns of a value: a number of no axes, or an array of its own."""
    if value.shape == ():
        text = unwrapped(views.at(value, []))
        return f"!!({text})" if value.dtype == bool else text
    array, n = writer.dense(value), views.size(value)
    start = views.place(array, ["0"] * len(value.shape))
    return f"{array.text[:-4]}.slice({start},{start}+{n})" if start != "0" else f"{array.text[:-4]}.slice(0,{n})"


def _source(path) -> str:
    """Where in the arguments of `run` a leaf is."""
    first, *rest = (_key(each) for each in path)
    return f"x{first}" + "".join(f"[{json.dumps(each)}]" for each in rest)


def _called(path) -> str:
    first, *rest = (_key(each) for each in path)
    return f"argument {first + 1}" + "".join(f"[{json.dumps(each)}]" for each in rest)


def _key(entry):
    return next(getattr(entry, name) for name in ("key", "idx", "name") if hasattr(entry, name))


def _shown(info) -> str:
    return f"{info.dtype}[{','.join(map(str, info.shape))}]"


def _tree(tree) -> str:
    """A tree of texts as JavaScript: dictionaries and named tuples are objects, lists and tuples arrays."""
    if isinstance(tree, str):
        return tree
    if tree is None:
        return "null"
    if hasattr(tree, "_asdict"):
        tree = tree._asdict()
    if isinstance(tree, dict):
        return "{" + ",".join(f"{json.dumps(str(name))}:{_tree(each)}" for name, each in tree.items()) + "}"
    if isinstance(tree, list | tuple):
        return "[" + ",".join(map(_tree, tree)) + "]"
    kind = type(tree).__name__
    raise TypeError(f"what `f` takes and gives must be arrays in dictionaries, lists and tuples; got a {kind}.")
