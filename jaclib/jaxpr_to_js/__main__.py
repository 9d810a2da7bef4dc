"""Write the README's table of primitives: `python -m jaclib.jaxpr_to_js`."""

from pathlib import Path

from jaclib.jaxpr_to_js.primitives import with_table

README = Path(__file__).parent / "README.md"

if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
