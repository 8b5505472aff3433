"""The arrangements: the world on a day, and the ties in it."""
