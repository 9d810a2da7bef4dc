"""The controls that choose a map, a chain of maps, or a function, and the state that pictures share."""
