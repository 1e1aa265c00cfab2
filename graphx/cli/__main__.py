"""``python -m graphx.cli`` is ``graphx``."""

from graphx.cli.main import main

main()
