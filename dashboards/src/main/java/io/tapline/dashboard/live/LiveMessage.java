package io.tapline.dashboard.live;

import io.tapline.dashboard.api.Json;
import io.tapline.dashboard.api.Problem;
import io.tapline.dashboard.view.Column;
import io.tapline.dashboard.view.EventView;
import io.tapline.dashboard.view.Health;
import io.tapline.dashboard.view.Heatmap;
import io.tapline.dashboard.view.TapsetView;
import io.tapline.dashboard.view.TimeRange;
import io.tapline.dashboard.view.TopRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of the stream, as server-sent events (HTML standard, section 9.2). */
final class LiveMessage {
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);

  /** A comment: keeps the connection open through idle time-outs, and finds tabs that left. */
  static final byte[] PING = ": ping\n\n".getBytes(StandardCharsets.UTF_8);

  private LiveMessage() {}

  /** Everything a tab shows; heatmap is null when no tapset is chosen. */
  record Snapshot(
      @Nullable Heatmap heatmap, Top top, List<EventView> events, Surroundings surroundings) {}

  /** Columns that are new or changed, and the range and figures that now hold. */
  record Columns(TimeRange range, Heatmap.Stats stats, List<Column.Json> columns) {}

  /** The top table, both ways. */
  record Top(List<TopRow> host, List<TopRow> key) {}

  /** What does not depend on the filter. */
  record Surroundings(Health health, List<TapsetView> tapsets, List<String> hosts) {}

  /** An event of the stream; the JSON has no line break, so it is one data line. */
  static byte[] event(long id, String name, Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    out.writeBytes(
        ("id: " + id + "\nevent: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(Json.bytes(value));
    out.writeBytes(END);
    return out.toByteArray();
  }

  static byte[] dropped(long count) {
    return ("event: dropped\ndata: " + Json.text(Map.of("messages", count)) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] trouble(Problem problem) {
    return ("event: trouble\ndata: " + Json.text(problem) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
