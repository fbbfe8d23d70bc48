"""``python -m a11y_export`` is the command line."""

from a11y_export.cli import main

if __name__ == "__main__":
    main()
