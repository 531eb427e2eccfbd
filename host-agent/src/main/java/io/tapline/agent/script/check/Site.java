package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * One place a probe matched.
 *
 * @param point where to attach
 * @param name as the script means it
 * @param guard what must be true for a hit there to be this probe's
 * @param arguments what can be read there
 * @param number what tells the place among those that one program serves; empty where a program
 *     serves one
 * @param isUnknown whether the probe is wrong, so that what is read there is not looked at
 */
public record Site(
    ProbePoint point,
    String name,
    Optional<Value> guard,
    ArgumentSource arguments,
    Optional<Value> number,
    boolean isUnknown) {

  Site(ProbePoint point, ArgumentSource arguments) {
    this(point, point.name(), guard(point), arguments, Optional.empty(), false);
  }

  /**
   * An iterator's program is run once more when there are no objects left, and given none then. The
   * object is the first field after the meta pointer, struct bpf_iter__task and its kin.
   */
  private static Optional<Value> guard(ProbePoint point) {
    if (!(point instanceof ProbePoint.Iterator)) {
      return Optional.empty();
    }
    Value object = new Value.ContextRead(Long.BYTES, Long.BYTES, Type.UINT64);
    return Optional.of(
        new Value.Comparison(
            Value.Comparison.Operator.NOT_EQUAL,
            false,
            object,
            new Value.Constant(Type.UINT64, 0),
            new Type.Bool()));
  }

  /** A place that is there no more than its probe, for the sake of what else is wrong. */
  static Site unknown(String name) {
    return new Site(
        new ProbePoint.Begin(), name, Optional.empty(), new NoArguments(), Optional.empty(), true);
  }

  /** The same place, told from others by a number. */
  Site withNumber(Value value) {
    return new Site(point, name, guard, arguments, Optional.of(value), isUnknown);
  }

  /** What {@code probe} is here. */
  Value probe(ExpressionLowering lowering) {
    return number.orElseGet(() -> lowering.literalText(name));
  }
}
