package io.tapline.agent.trace.output;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts as GNU's std::sort does: quicksort by the median of three down to runs of 16, then
 * insertion. It is not stable, and which of several equal histograms comes first in bpftrace's
 * output is what it leaves.
 *
 * <p>D. Musser, "Introspective Sorting and Selection Algorithms", 1997, without the change to heap
 * sort: what would need it are orders that nobody makes by tracing, and they are only slow.
 */
final class LibrarySort<T> {
  private static final int RUN = 16;

  private final List<T> list;
  private final Comparator<T> order;

  private LibrarySort(List<T> list, Comparator<T> order) {
    this.list = list;
    this.order = order;
  }

  /** Sorts in place. */
  static <T> void sort(List<T> list, Comparator<T> order) {
    LibrarySort<T> sort = new LibrarySort<>(list, order);
    sort.partition(0, list.size());
    int sorted = Math.min(RUN, list.size());
    for (int i = 1; i < list.size(); i++) {
      sort.insert(i, i < sorted);
    }
  }

  private void partition(int first, int end) {
    int last = end;
    while (last - first > RUN) {
      medianToFirst(first, first + 1, first + (last - first) / 2, last - 1);
      int cut = split(first + 1, last, list.get(first));
      partition(cut, last);
      last = cut;
    }
  }

  private void medianToFirst(int first, int a, int b, int c) {
    int median;
    if (less(a, b)) {
      median = less(b, c) ? b : less(a, c) ? c : a;
    } else {
      median = less(a, c) ? a : less(b, c) ? c : b;
    }
    Collections.swap(list, first, median);
  }

  private int split(int start, int end, T pivot) {
    int first = start;
    int last = end;
    while (true) {
      while (order.compare(list.get(first), pivot) < 0) {
        first++;
      }
      last--;
      while (order.compare(pivot, list.get(last)) < 0) {
        last--;
      }
      if (first >= last) {
        return first;
      }
      Collections.swap(list, first, last);
      first++;
    }
  }

  /**
   * Brings an element to its place among those before it.
   *
   * @param first whether it may be the first of all
   */
  private void insert(int index, boolean first) {
    T element = list.get(index);
    int to = index;
    if (first && order.compare(element, list.get(0)) < 0) {
      to = 0;
    } else {
      while (to > 0 && order.compare(element, list.get(to - 1)) < 0) {
        to--;
      }
    }
    Collections.rotate(list.subList(to, index + 1), 1);
  }

  private boolean less(int a, int b) {
    return order.compare(list.get(a), list.get(b)) < 0;
  }
}
