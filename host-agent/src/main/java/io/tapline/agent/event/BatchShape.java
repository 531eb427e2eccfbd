package io.tapline.agent.event;

import java.util.List;
import java.util.Map;

/**
 * What a tapset's header says of the fields it emits: which are the key, which is the value, which
 * must be redacted.
 *
 * @param tapset name
 * @param keys names of key fields; for aggregation maps the names of the key's parts in order
 * @param value name of the value field; empty when there is none
 * @param unit of the value
 * @param redactions by field name
 */
public record BatchShape(
    String tapset,
    List<String> keys,
    String value,
    String unit,
    Map<String, Redaction> redactions) {
  public BatchShape {
    keys = List.copyOf(keys);
    redactions = Map.copyOf(redactions);
  }

  BatchColumn.Role role(String field) {
    if (keys.contains(field)) {
      return BatchColumn.Role.KEY;
    }
    return field.equals(value) ? BatchColumn.Role.VALUE : BatchColumn.Role.ATTRIBUTE;
  }
}
