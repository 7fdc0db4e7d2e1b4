"""``python -m audit`` is the ``traudit`` command."""

from audit.cli import main

if __name__ == "__main__":
    main()
