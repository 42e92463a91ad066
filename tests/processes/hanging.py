"""A process that does not end when nobody asks anything more."""

import time

time.sleep(60)
