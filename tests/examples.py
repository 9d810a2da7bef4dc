"""With how many examples a property is tried: with as many as the profile says (conftest.py), or with fewer."""

from hypothesis import settings

PROFILE = settings.get_current_profile_name()
NIGHTLY = PROFILE == "nightly"
TEXTS = {"nightly": 100_000, "check": 300}.get(PROFILE, 2_000)  # how many are made up and read

# for a property of which one example takes long: it compiles, trains or draws
costly = settings(max_examples=settings.default.max_examples // 3)
