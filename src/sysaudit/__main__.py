"""`python -m sysaudit`, for where the command is not on the path."""

from sysaudit.cli import main

if __name__ == "__main__":
    main()
