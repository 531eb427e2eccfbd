package io.tapline.dashboard.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One tab, driven by the Chrome DevTools Protocol over the JDK's WebSocket. */
final class DevTools implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient http, String address) throws Exception {
    DevTools devTools = new DevTools();
    devTools.socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(address), devTools.new Listener())
            .get(20, TimeUnit.SECONDS);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      devTools.send(domain + ".enable", Map.of());
    }
    return devTools;
  }

  /** Uncaught exceptions and errors of the log (refused by policy, failed loads) so far. */
  List<String> errors() {
    return errors;
  }

  /** Addresses that the tab asked for. */
  List<String> requests() {
    return requests;
  }

  void view(int width, int height) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    send("Emulation.setScrollbarsHidden", Map.of("hidden", true));
  }

  /** What prefers-color-scheme says: "dark" or "light". */
  void prefer(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  void open(String address) {
    send("Page.navigate", Map.of("url", address));
  }

  /** The value of an expression in the page. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** The text of the first element that matches a selector; "" if there is none. */
  String text(String selector) {
    return evaluate("document.querySelector(" + quoted(selector) + ")?.textContent ?? ''").asText();
  }

  void click(String selector) {
    evaluate("document.querySelector(" + quoted(selector) + ").click()");
  }

  /** Chooses an option as a person would. */
  void select(String name, String value) {
    evaluate(
        "(() => { const s = document.querySelector('select[name="
            + name
            + "]'); s.value = "
            + quoted(value)
            + "; s.dispatchEvent(new Event('change', {bubbles: true})); })()");
  }

  void mouse(String type, double x, double y, String button) {
    send(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            x,
            "y",
            y,
            "button",
            button,
            "buttons",
            button.equals("left") ? 1 : 0,
            "clickCount",
            1));
  }

  void key(String key) {
    send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
    send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  void screenshot(Path file) throws IOException {
    String data =
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
            .get("data")
            .asText();
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(data));
  }

  static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode send(String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    try {
      socket.sendText(message.toString(), true).get(30, TimeUnit.SECONDS);
      return answer.get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(method + " " + parameters, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void take(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new IOException(message.get("error").toString()));
      } else {
        answer.complete(message.get("result"));
      }
      return;
    }
    JsonNode parameters = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.exceptionThrown" -> errors.add(parameters.get("exceptionDetails").toString());
      case "Log.entryAdded" -> {
        if (parameters.at("/entry/level").asText().equals("error")) {
          errors.add(parameters.get("entry").toString());
        }
      }
      case "Network.requestWillBeSent" -> requests.add(parameters.at("/request/url").asText());
      default -> {}
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          take(JSON.readTree(whole));
        } catch (IOException e) {
          errors.add(e.toString());
        }
      }
      webSocket.request(1);
      return null;
    }
  }
}
