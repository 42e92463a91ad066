"""From words to sound: the engines, and the workers that drive them."""
