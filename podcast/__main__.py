"""`python -m podcast` is the same as `podcast`."""

from podcast.cli import main

if __name__ == "__main__":
    main()
