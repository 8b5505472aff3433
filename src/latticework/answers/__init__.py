"""The reasons: why a state seeks ties."""
