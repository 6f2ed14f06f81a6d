"""The command as it is installed, from a source tree: ``python -m bench.load.cli filter helper ...``."""

from schoolgate.cli.main import main

if __name__ == "__main__":
    main()
