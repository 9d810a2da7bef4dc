"""With how many examples a property is tried: with as many as the profile says (conftest.py), or with fewer."""

from hypothesis import settings

NIGHTLY = settings.get_current_profile_name() == "nightly"

# for a property of which one example takes long: it compiles, trains or draws
costly = settings(max_examples=settings.default.max_examples // 3)
