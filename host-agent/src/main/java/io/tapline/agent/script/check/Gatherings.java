package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/** What gatherings are called, how they meet, and what they are as numbers. */
final class Gatherings {
  private Gatherings() {}

  /** What a map gathers that is given both, signed if either is; empty when they are two things. */
  static Optional<Gathering> join(Gathering known, Gathering other) {
    if (!signed(known).equals(signed(other))) {
      return Optional.empty();
    }
    return Optional.of(isSigned(known) ? known : other);
  }

  /** The same with a sign, where it can have one. */
  private static Gathering signed(Gathering gathering) {
    if (gathering instanceof Gathering.Sum) {
      return new Gathering.Sum(true);
    } else if (gathering instanceof Gathering.Minimum) {
      return new Gathering.Minimum(true);
    } else if (gathering instanceof Gathering.Maximum) {
      return new Gathering.Maximum(true);
    } else if (gathering instanceof Gathering.Average) {
      return new Gathering.Average(true);
    } else if (gathering instanceof Gathering.Stats) {
      return new Gathering.Stats(true);
    } else if (gathering instanceof Gathering.TimeSeries t) {
      return new Gathering.TimeSeries(t.intervalNanos(), t.intervals(), t.combination(), true);
    }
    return gathering;
  }

  /** The number that it can be read as; empty when it is more than one number. */
  static Optional<Type.Int> number(Gathering gathering) {
    if (gathering instanceof Gathering.Count) {
      return Optional.of(Type.UINT64);
    }
    return isNumber(gathering)
        ? Optional.of(isSigned(gathering) ? Type.INT64 : Type.UINT64)
        : Optional.empty();
  }

  private static boolean isNumber(Gathering gathering) {
    return gathering instanceof Gathering.Sum
        || gathering instanceof Gathering.Minimum
        || gathering instanceof Gathering.Maximum
        || gathering instanceof Gathering.Average;
  }

  private static boolean isSigned(Gathering gathering) {
    if (gathering instanceof Gathering.Sum s) {
      return s.signed();
    } else if (gathering instanceof Gathering.Minimum m) {
      return m.signed();
    } else if (gathering instanceof Gathering.Maximum m) {
      return m.signed();
    } else if (gathering instanceof Gathering.Average a) {
      return a.signed();
    } else if (gathering instanceof Gathering.Stats s) {
      return s.signed();
    }
    return !(gathering instanceof Gathering.TimeSeries t) || t.signed();
  }

  /** The name of its type in messages: {@code count_t}, {@code usum_t}. */
  static String typeName(Gathering gathering) {
    return (isSigned(gathering) ? "" : "u") + word(gathering) + "_t";
  }

  private static String word(Gathering gathering) {
    if (gathering instanceof Gathering.Count) {
      return "count";
    } else if (gathering instanceof Gathering.Sum) {
      return "sum";
    } else if (gathering instanceof Gathering.Minimum) {
      return "min";
    } else if (gathering instanceof Gathering.Maximum) {
      return "max";
    } else if (gathering instanceof Gathering.Average) {
      return "avg";
    } else if (gathering instanceof Gathering.Stats) {
      return "stats";
    } else if (gathering instanceof Gathering.Deviation) {
      return "stddev";
    } else if (gathering instanceof Gathering.PowerHistogram) {
      return "hist";
    } else if (gathering instanceof Gathering.SignedPowerHistogram) {
      return "quantize";
    } else if (gathering instanceof Gathering.LinearHistogram) {
      return "lhist";
    } else if (gathering instanceof Gathering.LogLinearHistogram) {
      return "llquantize";
    }
    return gathering instanceof Gathering.TimeSeries ? "tseries" : "exphist";
  }
}
