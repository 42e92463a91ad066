"""eSpeak NG, driven directly."""
