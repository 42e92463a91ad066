"""How fast the program is, as ratios: `make bench`."""
