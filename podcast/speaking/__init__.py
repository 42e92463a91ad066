"""From words to sound: the engines, and the workers that drive them."""

import os

# Since 1.3x, onnxruntime, which the neural engines run on, reports its use to its maker; this, set
# before it is imported, keeps it from that, and `disable_telemetry_events()` does not (1.32).
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
