"""What the pictures are made of: colours, panels and marks. matplotlib only; arrays in, artists out.

A mark is put up once and gives back the function that moves it, to arrays and numbers.
"""

from jaclib.draw.arrows import arrows, dashed_arrow, diameters, rays, turning
from jaclib.draw.axes import frame, heights, key, log_axes, name_axes, pixels_per_unit, ruled, scale, set_axes
from jaclib.draw.cells import cells, numerals, scale_end, shares, short, steps, words_at
from jaclib.draw.colour_bar import ENDS, HIGHEST, LOWEST, colour_bar, table
from jaclib.draw.cover import cover
from jaclib.draw.dots import MARKERS, classes, crosses, diamonds, numbered, point, samples
from jaclib.draw.fields import heat, layer_key, layers, sheet, tiles
from jaclib.draw.lines import border, curve, curves, grid, guess, joined, moving_grid, rectangle, rule, staircase
from jaclib.draw.marks import Cached, obstacle, one_by_one, unchanged
from jaclib.draw.matrices import blocks, boxes, matrix, raster, shades, signs, small_picture
from jaclib.draw.network import boundary, network, radius, seats, tangent
from jaclib.draw.palette import DARK, LIGHT, Palette, blended
from jaclib.draw.panels import bare, divide, fill_figure, fit_words, height, in_pixels, panels, size, style
from jaclib.draw.scale_bar import magnified, scale_bar
from jaclib.draw.space import depth, flatten, in_sight, lift, painted, panel_box, project, solid, surroundings
from jaclib.draw.stills import product_to_scale, tape
from jaclib.draw.terrain import basins, relief
from jaclib.draw.text import RIM, above, footnote, hint, label, labels, names, note, note_at, note_below, roman, texts
