"""A folder for the code that XLA has compiled, so that a notebook that is opened again compiles nothing."""

import hashlib
import platform
import sys
import time
import warnings
from pathlib import Path

import jax
import jaxlib
import platformdirs
from jax.experimental.compilation_cache import compilation_cache

LARGEST_CACHE = 500e6  # bytes of all that is kept; all eleven notebooks together take less than a fifth
OLDEST = 90 * 24 * 3600  # seconds since it was written
VERSION = f"{jaxlib.__version__}, Python {sys.version_info.major}.{sys.version_info.minor}"  # Pythons pack differently
UNSAID = "Error (reading|writing) persistent compilation cache entry"


def processor() -> str:
    """The processor's features: code that was compiled for another one may end the process."""
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    return next((line for line in lines if line.startswith(("flags", "Features"))), platform.processor())


def folder(root: Path, of_processor: str, version: str = VERSION) -> Path:
    """The folder below `root` for code of one processor, one XLA and one Python.

    >>> folder(Path("cache"), "avx2") == folder(Path("cache"), "avx512f")
    False
    """
    return root / hashlib.sha256(f"{version} {of_processor}".encode()).hexdigest()[:16]


def keep(root: Path | None = None) -> None:
    """Keep compiled code in the user's cache folder from session to session, 500 MB of it at most.

    Nothing is done where JAX has been told already whether and where to keep it (JAX_COMPILATION_CACHE_DIR), or where
    the folder can't be written.

    Kernels may share the folder. JAX doesn't write an entry under another name first, so one kernel may find another's
    half written, and a full disk may cut one short for good. But each is packed with its end marked: such a one can't
    be unpacked, and its program is compiled as if there were none. JAX's warning of it, which no reader of a notebook
    can do anything about, isn't shown.
    """
    if jax.config.jax_compilation_cache_dir is not None or not jax.config.jax_enable_compilation_cache:
        return
    root = Path(platformdirs.user_cache_dir("jaclib")) if root is None else root
    place = folder(root, processor())
    try:
        place.mkdir(parents=True, exist_ok=True)
        let_go(root)
    except OSError:  # a home that is read-only: then each session compiles for itself
        return
    warnings.filterwarnings("ignore", UNSAID, UserWarning)
    jax.config.update("jax_compilation_cache_dir", str(place))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
    compilation_cache.reset_cache()  # JAX looks only once whether there is one, and may have done so


def let_go(root: Path) -> None:
    """Delete what was written longest ago, until what is left is young and small enough."""
    kept = sorted(((file.stat().st_mtime, file.stat().st_size, file) for file in root.rglob("*-cache")), reverse=True)
    size, start = 0, time.time() - OLDEST
    for written, bytes_, file in kept:
        size += bytes_
        if size > LARGEST_CACHE or written < start:
            file.unlink(missing_ok=True)
