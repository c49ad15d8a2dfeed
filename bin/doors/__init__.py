"""What the three doors (bin/serve, bin/test, bin/bench) share. Standard library only."""
