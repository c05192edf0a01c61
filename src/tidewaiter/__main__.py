"""``python -m tidewaiter``."""

from tidewaiter.cli import main

main()
