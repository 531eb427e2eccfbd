package io.tapline.agent.script.type;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A struct or union: its fields are looked up when they are first asked for, because a struct of
 * the kernel names others without end. Two definitions of one name are the same. Not thread-safe.
 */
public final class RecordDefinition {
  private final String name;
  private final boolean union;
  private final int sizeBytes;
  private final Supplier<List<RecordField>> source;
  private @Nullable List<RecordField> fields;

  /**
   * @param name with its keyword: {@code struct task_struct}; for one without a name, what messages
   *     call it
   * @param source asked once
   */
  public RecordDefinition(
      String name, boolean union, int sizeBytes, Supplier<List<RecordField>> source) {
    this.name = name;
    this.union = union;
    this.sizeBytes = sizeBytes;
    this.source = source;
  }

  /** With its keyword. */
  public String name() {
    return name;
  }

  /** Whether all fields begin at the same place. */
  public boolean union() {
    return union;
  }

  /** As C's sizeof says. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** In order; those of records without a name are among them, at their offsets from here. */
  public List<RecordField> fields() {
    List<RecordField> known = fields;
    if (known == null) {
      known = List.copyOf(source.get());
      fields = known;
    }
    return known;
  }

  /** A field by its name. */
  public Optional<RecordField> field(String wanted) {
    return fields().stream().filter(f -> f.name().equals(wanted)).findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordDefinition that
        && that.name.equals(name)
        && that.sizeBytes == sizeBytes;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
