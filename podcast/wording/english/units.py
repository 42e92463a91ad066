"""The names of units in English."""

from __future__ import annotations

_BASE = {
    "m": ("metre", "metres"), "g": ("gram", "grams"), "W": ("watt", "watts"),
    "Wh": ("watt hour", "watt hours"), "V": ("volt", "volts"), "Hz": ("hertz", "hertz"),
    "t": ("tonne", "tonnes"), "l": ("litre", "litres"), "L": ("litre", "litres"),
}  # fmt: skip
_PREFIXES = {
    "km": "kilo", "cm": "centi", "mm": "milli", "µm": "micro", "μm": "micro", "nm": "nano",
    "dm": "deci", "kg": "kilo", "mg": "milli", "µg": "micro", "μg": "micro", "kW": "kilo",
    "MW": "mega", "GW": "giga", "TW": "tera", "mW": "milli", "kWh": "kilo", "MWh": "mega",
    "GWh": "giga", "TWh": "tera", "kV": "kilo", "mV": "milli", "kHz": "kilo", "MHz": "mega",
    "GHz": "giga", "THz": "tera", "kt": "kilo", "Mt": "mega", "Gt": "giga", "cl": "centi",
    "ml": "milli", "mL": "milli", "dl": "deci", "hl": "hecto",
}  # fmt: skip


def _prefixed() -> dict[str, tuple[str, str]]:
    made = {}
    for symbol, prefix in _PREFIXES.items():
        one, many = _BASE[symbol[1:]]
        made[symbol] = (prefix + one, prefix + many)
    return made


def _speeds() -> dict[str, tuple[str, str]]:
    made = {}
    for letter, prefix in (("k", "kilo"), ("M", "mega"), ("G", "giga"), ("T", "tera")):
        for symbol in ("bps", "bit/s", "b/s"):
            made[letter + symbol] = (f"{prefix}bit per second", f"{prefix}bits per second")
        made[f"{letter}B/s"] = (f"{prefix}byte per second", f"{prefix}bytes per second")
        made[f"{letter}B"] = (f"{prefix}byte", f"{prefix}bytes")
        made[f"{letter}bit"] = (f"{prefix}bit", f"{prefix}bits")
    made["KB"] = made["kB"]
    made["PB"] = ("petabyte", "petabytes")
    return made


def _gases() -> dict[str, tuple[str, str]]:
    made = {}
    for symbol in ("g", "kg", "kt", "Mt", "Gt"):
        one, many = _BASE.get(symbol) or _prefixed()[symbol]
        for gas in ("CO2", "CO₂"):
            made[f"{symbol}{gas}"] = (f"{one} of CO2", f"{many} of CO2")
            for end in ("e", "eq"):
                made[f"{symbol}{gas}{end}"] = (
                    f"{one} of CO2 equivalent",
                    f"{many} of CO2 equivalent",
                )
    return made


UNITS = {
    **_BASE,
    **_prefixed(),
    **_speeds(),
    "mph": ("mile per hour", "miles per hour"), "kph": ("kilometre per hour", "kilometres per hour"),
    "km/h": ("kilometre per hour", "kilometres per hour"),
    "kmh": ("kilometre per hour", "kilometres per hour"),
    "m/s²": ("metre per second squared", "metres per second squared"),
    "m/s2": ("metre per second squared", "metres per second squared"),
    "m/s": ("metre per second", "metres per second"), "mi": ("mile", "miles"),
    "km²": ("square kilometre", "square kilometres"), "km2": ("square kilometre", "square kilometres"),
    "sq km": ("square kilometre", "square kilometres"), "sq m": ("square metre", "square metres"),
    "m²": ("square metre", "square metres"), "m2": ("square metre", "square metres"),
    "cm²": ("square centimetre", "square centimetres"),
    "m³": ("cubic metre", "cubic metres"), "m3": ("cubic metre", "cubic metres"),
    "cm³": ("cubic centimetre", "cubic centimetres"), "sq ft": ("square foot", "square feet"),
    "sq. ft.": ("square foot", "square feet"), "sq mi": ("square mile", "square miles"),
    "sq. miles": ("square mile", "square miles"), "sq miles": ("square mile", "square miles"),
    "ft": ("foot", "feet"), "ft.": ("foot", "feet"), "yd": ("yard", "yards"),
    "ha": ("hectare", "hectares"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "lb.": ("pound", "pounds"), "lbs.": ("pound", "pounds"), "oz": ("ounce", "ounces"),
    **_gases(),
    "bpm": ("beat per minute", "beats per minute"), "kPa": ("kilopascal", "kilopascals"),
    "MPa": ("megapascal", "megapascals"), "mmol": ("millimole", "millimoles"),
    "psi": ("pound per square inch", "pounds per square inch"), "kWp": ("kilowatt peak", "kilowatts peak"),
    "mmHg": ("millimetre of mercury", "millimetres of mercury"), "hp": ("horsepower", "horsepower"),
    "mAh": ("milliamp hour", "milliamp hours"),
    "kN": ("kilonewton", "kilonewtons"), "Sv": ("sievert", "sieverts"), "tbsp": ("tablespoon", "tablespoons"),
    "tsp": ("teaspoon", "teaspoons"), "km/s": ("kilometre per second", "kilometres per second"),
    "tCO2": ("tonne of CO2", "tonnes of CO2"), "tCO2e": ("tonne of CO2 equivalent", "tonnes of CO2 equivalent"),
    "°C": ("degree Celsius", "degrees Celsius"), "° C": ("degree Celsius", "degrees Celsius"),
    "ºC": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "min.": ("minute", "minutes"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"), "ms": ("millisecond", "milliseconds"),
    "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "yr": ("year", "years"), "yrs": ("year", "years"),
    "dB": ("decibel", "decibels"), "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"), "bps": ("basis point", "basis points"),
    "kcal": ("kilocalorie", "kilocalories"), "kJ": ("kilojoule", "kilojoules"),
    "px": ("pixel", "pixels"), "hPa": ("hectopascal", "hectopascals"), "mSv": ("millisievert", "millisieverts"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "mpg": ("mile per gallon", "miles per gallon"), "fps": ("frame per second", "frames per second"),
}  # fmt: skip
"""Symbol: its name in the singular and in the plural."""
