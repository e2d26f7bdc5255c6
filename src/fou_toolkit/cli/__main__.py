"""`python -m fou_toolkit.cli`: the same as `fou`."""

from fou_toolkit.cli import main

if __name__ == "__main__":
    main()
