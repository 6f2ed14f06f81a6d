"""``python -m schoolgate`` is the same as ``schoolgate``."""

from schoolgate.cli.main import main

if __name__ == "__main__":
    main()
