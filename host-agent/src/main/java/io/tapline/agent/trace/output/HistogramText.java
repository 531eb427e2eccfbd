package io.tapline.agent.trace.output;

/** A histogram's lines: label, count, a bar of at most 52 signs. */
final class HistogramText {
  private static final int LABEL_WIDTH = 16;
  private static final int COUNT_WIDTH = 8;
  private static final int BAR_WIDTH = 52;

  private HistogramText() {}

  static void write(StringBuilder out, MapView.Histogram histogram) {
    long most = 0;
    for (MapView.Bucket bucket : histogram.buckets()) {
      most = Math.max(most, bucket.count());
    }
    for (MapView.Bucket bucket : histogram.buckets()) {
      Padding.left(out, bucket.label(), LABEL_WIDTH, ' ');
      Padding.right(out, Long.toUnsignedString(bucket.count()), COUNT_WIDTH, ' ');
      out.append(" |");
      // Single precision, as bpftrace computes it: some bars would be one sign off otherwise.
      int bar = most == 0 ? 0 : (int) ((float) bucket.count() / (float) most * BAR_WIDTH);
      Padding.left(out, "@".repeat(bar), BAR_WIDTH, ' ');
      out.append("|\n");
    }
  }
}
