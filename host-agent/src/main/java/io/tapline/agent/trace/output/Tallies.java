package io.tapline.agent.trace.output;

import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.trace.output.TallyKind.Order;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** How each kind of map is added up: one line per gathering. */
final class Tallies {
  private static final Map<Class<? extends Gathering>, Function<Gathering, TallyKind>> KINDS =
      new HashMap<>();

  static {
    register(Gathering.Count.class, g -> plain(Order.UNSIGNED_RANK, () -> new SumTally(false)));
    register(Gathering.Sum.class, g -> plain(order(g.signed()), () -> new SumTally(g.signed())));
    register(
        Gathering.Minimum.class,
        g -> plain(Order.UNSIGNED_RANK, () -> new ExtremeTally(false, g.signed())));
    register(
        Gathering.Maximum.class,
        g -> plain(Order.UNSIGNED_RANK, () -> new ExtremeTally(true, g.signed())));
    register(
        Gathering.Average.class,
        g -> stats(order(g.signed()), () -> new AverageTally(g.signed(), false)));
    register(
        Gathering.Stats.class,
        g -> stats(order(g.signed()), () -> new AverageTally(g.signed(), true)));
    register(Gathering.Deviation.class, g -> plain(Order.UNSIGNED_RANK, DeviationTally::new));
    register(Gathering.PowerHistogram.class, g -> histogram(new PowerBuckets(g.bits()), true));
    register(Gathering.LinearHistogram.class, g -> histogram(new LinearBuckets(g), false));
    register(Gathering.SignedPowerHistogram.class, g -> histogram(new SignedPowerBuckets(), true));
    register(Gathering.LogLinearHistogram.class, g -> histogram(new LogLinearBuckets(g), true));
    register(Gathering.ExponentialHistogram.class, g -> histogram(new ExponentialBuckets(), true));
    register(
        Gathering.TimeSeries.class,
        g -> new TallyKind(MapView.Kind.SERIES, Order.KEY_BYTES, () -> new SeriesTally(g)));
  }

  private Tallies() {}

  /** How that map is added up. */
  static TallyKind of(ScriptMap map, ValueDecoder decoder) {
    if (map instanceof StateMap state) {
      return new TallyKind(
          MapView.Kind.PLAIN, order(state.value()), () -> new StateTally(state.value(), decoder));
    }
    Gathering gathering = ((AggregateMap) map).gathering();
    Function<Gathering, TallyKind> kind = KINDS.get(gathering.getClass());
    if (kind == null) {
      throw new IllegalStateException("gathering without a tally: " + gathering);
    }
    return kind.apply(gathering);
  }

  private static <G extends Gathering> void register(
      Class<G> gathering, Function<G, TallyKind> kind) {
    KINDS.put(gathering, g -> kind.apply(gathering.cast(g)));
  }

  private static TallyKind plain(Order order, Supplier<Tally> empty) {
    return new TallyKind(MapView.Kind.PLAIN, order, empty);
  }

  private static TallyKind stats(Order order, Supplier<Tally> empty) {
    return new TallyKind(MapView.Kind.STATS, order, empty);
  }

  private static TallyKind histogram(Buckets buckets, boolean divides) {
    return new TallyKind(
        MapView.Kind.HISTOGRAM,
        Order.RANK_AND_KEY_BYTES,
        () -> new HistogramTally(buckets, divides));
  }

  private static Order order(boolean signed) {
    return signed ? Order.SIGNED_RANK : Order.UNSIGNED_RANK;
  }

  /** Numbers are ordered by value, anything else by key. */
  private static Order order(Type value) {
    if (value instanceof Type.Int i && i.rendering() == Type.Rendering.NUMBER) {
      return order(i.signed());
    }
    return value instanceof Type.Enumeration e ? order(e.number().signed()) : Order.KEY;
  }
}
