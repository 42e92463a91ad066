"""`python -m podcast` is the same as `podcast`."""


def main() -> None:
    """The command; whoever presses Ctrl-C before it is loaded gets no traceback either."""
    try:
        from podcast.cli import main as run
    except KeyboardInterrupt:
        import os

        os._exit(130)
    run()


if __name__ == "__main__":
    main()
