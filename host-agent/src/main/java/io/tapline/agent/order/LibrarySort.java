package io.tapline.agent.order;

import java.util.Arrays;

/**
 * Sorts as GNU's std::sort does: quicksort by the median of three down to runs of 16, then
 * insertion. It is not stable, and which of several equal things comes first is what it leaves:
 * that decides which of several names of one address bpftrace shows, and which of several equal
 * histograms it shows first.
 *
 * <p>D. Musser, "Introspective Sorting and Selection Algorithms", 1997. Where that changes to heap
 * sort, a merge sort is done here; orders that need it come up in no table that was seen.
 */
public final class LibrarySort {
  private static final int RUN = 16;

  private final int[] items;
  private final Order order;

  /** What is sorted by. */
  @FunctionalInterface
  public interface Order {
    /** Whether the thing with one index is before the thing with the other. */
    boolean less(int left, int right);
  }

  private LibrarySort(int[] items, Order order) {
    this.items = items;
    this.order = order;
  }

  /** Indexes 0 to {@code size - 1} in order. */
  public static int[] sorted(int size, Order order) {
    int[] items = new int[size];
    for (int i = 0; i < size; i++) {
      items[i] = i;
    }
    LibrarySort sort = new LibrarySort(items, order);
    sort.partition(0, size, 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, size))));
    for (int i = 1; i < size; i++) {
      sort.insert(i, i < RUN);
    }
    return items;
  }

  private void partition(int first, int end, int depth) {
    int last = end;
    int left = depth;
    while (last - first > RUN) {
      if (left == 0) {
        merge(first, last);
        return;
      }
      left--;
      medianToFirst(first, first + 1, first + (last - first) / 2, last - 1);
      int cut = split(first + 1, last, items[first]);
      partition(cut, last, left);
      last = cut;
    }
  }

  private void merge(int first, int last) {
    Integer[] part = new Integer[last - first];
    for (int i = 0; i < part.length; i++) {
      part[i] = items[first + i];
    }
    Arrays.sort(part, (a, b) -> order.less(a, b) ? -1 : order.less(b, a) ? 1 : 0);
    for (int i = 0; i < part.length; i++) {
      items[first + i] = part[i];
    }
  }

  private void medianToFirst(int first, int a, int b, int c) {
    int median;
    if (less(a, b)) {
      median = less(b, c) ? b : less(a, c) ? c : a;
    } else {
      median = less(a, c) ? a : less(b, c) ? c : b;
    }
    swap(first, median);
  }

  private int split(int start, int end, int pivot) {
    int first = start;
    int last = end;
    while (true) {
      while (order.less(items[first], pivot)) {
        first++;
      }
      last--;
      while (order.less(pivot, items[last])) {
        last--;
      }
      if (first >= last) {
        return first;
      }
      swap(first, last);
      first++;
    }
  }

  /**
   * Brings an element to its place among those before it.
   *
   * @param early whether it may be less than all of them
   */
  private void insert(int index, boolean early) {
    int item = items[index];
    int to = index;
    if (early && order.less(item, items[0])) {
      to = 0;
    } else {
      while (to > 0 && order.less(item, items[to - 1])) {
        to--;
      }
    }
    System.arraycopy(items, to, items, to + 1, index - to);
    items[to] = item;
  }

  private boolean less(int a, int b) {
    return order.less(items[a], items[b]);
  }

  private void swap(int a, int b) {
    int item = items[a];
    items[a] = items[b];
    items[b] = item;
  }
}
