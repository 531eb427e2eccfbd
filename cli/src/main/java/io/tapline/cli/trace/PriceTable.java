package io.tapline.cli.trace;

import io.tapline.agent.price.PriceTag;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Price tags as a table, dearest place first. */
public final class PriceTable {
  private static final int MOST = 40;

  private PriceTable() {}

  /** Prints the tags; of very many the dearest, and the sum of all. */
  public static void print(List<PriceTag> tags, PrintStream out) {
    int width = tags.stream().mapToInt(t -> t.point().length()).max().orElse(5);
    String form = "%-" + Math.max(5, Math.min(width, 72)) + "s  %-24s %9s %10s %8s%n";
    out.printf(Locale.ROOT, form, "PROBE", "HIT BY", "NS/HIT", "HITS/S", "CPU");
    List<PriceTag> sorted =
        tags.stream().sorted((a, b) -> Double.compare(rank(b), rank(a))).toList();
    for (PriceTag tag : sorted.subList(0, Math.min(MOST, sorted.size()))) {
      out.printf(
          Locale.ROOT,
          form,
          tag.point(),
          tag.kind().words(),
          text(tag.nanosPerHit(), "%.0f"),
          text(tag.hitsPerSecond(), "%.0f"),
          share(tag.cpuShare()));
    }
    if (sorted.size() > MOST) {
      out.printf(Locale.ROOT, "... and %d cheaper ones%n", sorted.size() - MOST);
    }
    if (tags.size() > 1) {
      double sum = tags.stream().mapToDouble(t -> t.cpuShare().orElse(0)).sum();
      out.printf(
          Locale.ROOT,
          "%d places, together %s of one CPU%n",
          tags.size(),
          share(OptionalDouble.of(sum)));
    }
    out.flush();
  }

  private static double rank(PriceTag tag) {
    return tag.cpuShare().orElse(tag.nanosPerHit().orElse(0) / 1e12);
  }

  private static String text(OptionalDouble number, String form) {
    return number.isPresent() ? String.format(Locale.ROOT, form, number.getAsDouble()) : "-";
  }

  private static String share(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.2f %%", share.getAsDouble() * 100)
        : "-";
  }
}
