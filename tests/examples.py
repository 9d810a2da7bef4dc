"""With how many examples a property is tried: with as many as the profile says (conftest.py), or with fewer."""

from hypothesis import settings

# of texts that are made up to be read
TEXTS = {"nightly": 100_000, "check": 300}.get(settings.get_current_profile_name(), 2_000)
NIGHTLY = settings.get_current_profile_name() == "nightly"

# for a property of which one example takes long: it compiles, trains or draws
costly = settings(max_examples=settings.default.max_examples // 3)
