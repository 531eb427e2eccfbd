package io.tapline.agent.target;

import java.util.List;
import java.util.Optional;

/**
 * A tracepoint's record as tracefs describes it in {@code events/CATEGORY/EVENT/format}.
 *
 * @param id the number perf_event_open takes
 * @param fields without the common ones, in order
 */
public record TracepointFormat(int id, List<FormatField> fields) {
  public TracepointFormat {
    fields = List.copyOf(fields);
  }

  /** A field by its name. */
  public Optional<FormatField> field(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).findFirst();
  }

  /**
   * One field.
   *
   * @param name as C code calls it
   * @param cType its C type without name and array brackets, for example {@code unsigned long},
   *     {@code char}, {@code __data_loc char}
   * @param offsetBytes from the start of the record
   * @param sizeBytes in the record; 4 for a data location
   * @param signed whether an integer has a sign
   * @param arrayLength elements of an inline array; 0 when it is not one
   * @param dataLocation whether the record holds (length &lt;&lt; 16 | offset) of the data
   */
  public record FormatField(
      String name,
      String cType,
      int offsetBytes,
      int sizeBytes,
      boolean signed,
      int arrayLength,
      boolean dataLocation) {}
}
