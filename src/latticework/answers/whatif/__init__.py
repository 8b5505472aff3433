"""What if: changes supposed, applied to a world in memory, and what moves by them and why."""
