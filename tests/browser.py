"""Somebody at a keyboard before Chromium, for tests of pages."""

from __future__ import annotations

from typing import Any


class Keyboard:
    """Somebody at a keyboard, who can also look."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def js(self, code: str) -> Any:
        return self.driver.execute_script(f"return {code}")

    def wait(self, code: str) -> None:
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, 60, 0.05).until(lambda _: self.js(code), code)

    def press(self, *keys: str) -> None:
        from selenium.webdriver import ActionChains

        for key in keys:
            ActionChains(self.driver, duration=0).send_keys(key).perform()

    def tab_to(self, selector: str, text: str = "", most: int = 120) -> None:
        """Tab until something that matches is focused, and says `text`, as somebody without a mouse
        does."""
        for _ in range(most):
            self.press("\ue004")  # Tab, in WebDriver
            found = self.js(
                f"document.activeElement.matches({selector!r}) &&"
                f" document.activeElement.textContent.includes({text!r})"
            )
            if found:
                return
        raise AssertionError(f"{most} times Tab do not lead to {selector} {text}")

    def resize(self, width: int, height: int = 900) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )

    def violations(self, axe: str) -> list[str]:
        """The rules that the page breaks, as axe-core finds."""
        self.driver.execute_script(axe)
        found = self.driver.execute_async_script("axe.run().then(arguments[0])")
        return [violation["id"] for violation in found["violations"]]
