package io.tapline.stream.operator;

import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.schemas.avro.ColumnRole;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.storage.row.EventRow;
import io.tapline.storage.row.EventRowEncoder;
import io.tapline.storage.row.NumberAttributes;
import io.tapline.stream.batch.EventColumns;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockBuilder;
import io.tapline.stream.sink.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns checked event batches into rows of the events table. Not thread-safe. */
final class EventRows {
  /**
   * Columns that have a place of their own in the table; as ATTRIBUTE they are not stored twice.
   */
  private static final Set<String> COMMON = Set.of("comm", "pid", "tid", "cpu");

  private final RowBlockBuilder<EventRow> rows =
      new RowBlockBuilder<>(Table.EVENTS, new EventRowEncoder());

  void encode(EventColumns columns, Consumer<RowBlock> blocks) {
    EventBatch batch = columns.batch();
    Column comm = common(batch, "comm", ColumnKind.STRING);
    Column pid = common(batch, "pid", ColumnKind.INTEGER);
    Column tid = common(batch, "tid", ColumnKind.INTEGER);
    Column cpu = common(batch, "cpu", ColumnKind.INTEGER);
    Attributes attributes = new Attributes(batch);
    List<List<String>> keys = keys(columns);
    for (int row = 0; row < columns.rows(); row++) {
      attributes.row = row;
      rows.add(
          new EventRow(
              columns.timeNanos(row),
              batch.getHost(),
              batch.getTapset(),
              keys.get(columns.seriesOf(row)),
              columns.value(row),
              batch.getUnit(),
              comm == null ? "" : text(batch, comm, row),
              number(pid, row),
              number(tid, row),
              (int) number(cpu, row),
              attributes,
              attributes.texts(),
              batch.getAgent(),
              batch.getBoot(),
              batch.getSequence(),
              row),
          blocks);
    }
    rows.finish(blocks);
  }

  private static List<List<String>> keys(EventColumns columns) {
    List<List<String>> keys = new ArrayList<>(columns.series());
    for (int series = 0; series < columns.series(); series++) {
      keys.add(columns.key(series).texts());
    }
    return keys;
  }

  private static @Nullable Column common(EventBatch batch, String name, ColumnKind kind) {
    for (Column column : batch.getColumns()) {
      if (column.getName().equals(name) && column.getKind() == kind) {
        return column;
      }
    }
    return null;
  }

  private static long number(@Nullable Column column, int row) {
    return column == null ? 0 : column.getValues().get(row);
  }

  private static String text(EventBatch batch, Column column, int row) {
    return batch.getDictionary().get((int) (long) column.getValues().get(row));
  }

  /** The ATTRIBUTE columns of one row at a time, read in place. */
  private static final class Attributes implements NumberAttributes {
    private final EventBatch batch;
    private final List<Column> numbers = new ArrayList<>();
    private final List<Column> texts = new ArrayList<>();
    private int row;

    Attributes(EventBatch batch) {
      this.batch = batch;
      for (Column column : batch.getColumns()) {
        if (column.getRole() == ColumnRole.ATTRIBUTE && !COMMON.contains(column.getName())) {
          (column.getKind() == ColumnKind.STRING ? texts : numbers).add(column);
        }
      }
    }

    Map<String, String> texts() {
      if (texts.isEmpty()) {
        return Map.of();
      }
      Map<String, String> byName = new LinkedHashMap<>();
      for (Column column : texts) {
        byName.put(column.getName(), text(batch, column, row));
      }
      return byName;
    }

    @Override
    public int size() {
      return numbers.size();
    }

    @Override
    public String nameAt(int index) {
      return numbers.get(index).getName();
    }

    @Override
    public long valueAt(int index) {
      return numbers.get(index).getValues().get(row);
    }
  }
}
