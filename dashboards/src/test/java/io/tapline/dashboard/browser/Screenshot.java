package io.tapline.dashboard.browser;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Takes a picture of a running page, as the one in the README was: {@code Screenshot URL FILE.png
 * [dark|light] [HEIGHT]}. Waits until the page says that it has drawn.
 */
public final class Screenshot {
  private Screenshot() {}

  /** See the class. */
  public static void main(String[] args) throws Exception {
    Path executable =
        Chromium.installed()
            .orElseThrow(
                () ->
                    new IllegalStateException("Chromium is missing: apt-get install -y chromium"));
    try (Chromium chromium = Chromium.start(executable);
        DevTools page = chromium.tab()) {
      page.view(1440, args.length > 3 ? Integer.parseInt(args[3]) : 1330);
      page.prefer(args.length > 2 ? args[2] : "dark");
      page.open(args[0]);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> page.evaluate("document.documentElement.dataset.ready === 'true'").asBoolean());
      page.screenshot(Path.of(args[1]));
      page.send("Page.close", Map.of());
    }
  }
}
