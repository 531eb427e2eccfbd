package io.tapline.agent.trace.output;

import io.tapline.agent.order.LibrarySort;
import io.tapline.agent.script.type.Type;
import java.util.Comparator;
import java.util.List;

/**
 * In which order a map's entries are printed. Among equal values bpftrace has no order (the
 * kernel's hash tables give entries in a new one each time); here it is the keys'.
 */
final class RowOrder {
  private final List<Type> keys;

  /**
   * @param keys types of the key's parts
   */
  RowOrder(List<Type> keys) {
    this.keys = keys;
  }

  void sort(List<MapRow> rows, TallyKind.Order order) {
    switch (order) {
      case KEY -> rows.sort(this::compareKeys);
      case SIGNED_RANK ->
          rows.sort(
              Comparator.comparingLong((MapRow row) -> row.tally().rank())
                  .thenComparing(this::compareKeys));
      case UNSIGNED_RANK -> rows.sort(this::compareUnsigned);
      case KEY_BYTES -> rows.sort(Comparator.comparing(MapRow::bytes));
      case RANK_AND_KEY_BYTES -> {
        rows.sort(Comparator.comparing(MapRow::bytes));
        sortAsTheLibrary(rows);
      }
    }
  }

  private static void sortAsTheLibrary(List<MapRow> rows) {
    List<MapRow> before = List.copyOf(rows);
    long[] ranks = before.stream().mapToLong(row -> row.tally().rank()).toArray();
    int[] order = LibrarySort.sorted(ranks.length, (a, b) -> ranks[a] < ranks[b]);
    for (int i = 0; i < order.length; i++) {
      rows.set(i, before.get(order[i]));
    }
  }

  private int compareUnsigned(MapRow left, MapRow right) {
    int order = Long.compareUnsigned(left.tally().rank(), right.tally().rank());
    return order == 0 ? compareKeys(left, right) : order;
  }

  private int compareKeys(MapRow left, MapRow right) {
    for (int i = 0; i < keys.size(); i++) {
      int order = compare(keys.get(i), left.key().get(i), right.key().get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Numbers as if they had a sign, whether they have or not: so bpftrace orders keys. */
  private static int compare(Type type, DecodedValue left, DecodedValue right) {
    if (!Numbers.is(left) || !Numbers.is(right)) {
      return ValueText.of(left).compareTo(ValueText.of(right));
    } else if (type instanceof Type.Int number) {
      return Long.compare(signed(number, left), signed(number, right));
    }
    return Long.compareUnsigned(Numbers.of(left), Numbers.of(right));
  }

  private static long signed(Type.Int type, DecodedValue value) {
    int above = Long.SIZE - type.sizeBytes() * Byte.SIZE;
    return Numbers.of(value) << above >> above;
  }
}
