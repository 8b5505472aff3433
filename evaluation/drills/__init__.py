"""Fault drills: each tries one thing that goes wrong, many times, and counts what was lost."""
