"""The tests. Where they make sound in this process, a thread does it: OpenBLAS has to work as in a
worker process, for its sums on two threads differ in the last bit on some processors."""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
