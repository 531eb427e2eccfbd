package io.tapline.dashboard.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One raw event. All texts come from traced processes: show them as text, never as markup.
 *
 * @param time epoch milliseconds with a fraction
 * @param id differs for every event of an answer, and is the same each time one event is read
 * @param attributes further columns by name: text or whole number
 */
public record EventView(
    double time,
    String id,
    String host,
    String tapset,
    List<String> key,
    long value,
    String unit,
    String comm,
    long pid,
    long cpu,
    Map<String, @Nullable Object> attributes) {}
