package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in the traced system's memory a value lies: {@code $p->a.b[i].c} is one read of {@code c},
 * not of everything around it.
 *
 * @param address what is computed
 * @param offsetBytes what is added to that
 * @param space which memory
 * @param steps elements of arrays on the way whose number is computed
 */
record TracedPlace(
    Value address, int offsetBytes, Type.AddressSpace space, List<TracedPlace.Step> steps) {

  /**
   * To an element of an array.
   *
   * @param length of the array: there is nothing beyond
   */
  record Step(Value index, int length, int elementBytes) {}

  /** Where a value lies that is read, or is a part of what is read; empty for all others. */
  static Optional<TracedPlace> of(Value value) {
    if (value instanceof Value.MemoryLoad load) {
      return Optional.of(at(load.address(), load.offsetBytes(), load.space()));
    } else if (value instanceof Value.MemoryRead read) {
      return Optional.of(at(read.address(), read.offsetBytes(), read.space()));
    } else if (value instanceof Value.PartOf part) {
      return of(part.whole()).flatMap(w -> w.plus(part.offsetBytes()));
    } else if (value instanceof Value.ElementOf element) {
      return of(element.array()).flatMap(a -> a.element(element));
    } else if (value instanceof Value.Retype retype) {
      return of(retype.operand());
    }
    return Optional.empty();
  }

  private static TracedPlace at(Value address, int offset, Type.AddressSpace space) {
    TracedPlace place = new TracedPlace(address, offset, space, List.of());
    for (Optional<TracedPlace> next = place.fold(); next.isPresent(); next = place.fold()) {
      place = next.get();
    }
    return place;
  }

  /** The same with one constant less in the address. */
  private Optional<TracedPlace> fold() {
    if (address instanceof Value.Retype retype) {
      return Optional.of(new TracedPlace(retype.operand(), offsetBytes, space, steps));
    }
    if (address instanceof Value.Convert convert && convert.type().sizeBytes() == Long.BYTES) {
      return Optional.of(new TracedPlace(convert.operand(), offsetBytes, space, steps));
    }
    if (address instanceof Value.Arithmetic sum
        && sum.operator() == Value.Arithmetic.Operator.ADD
        && sum.type().sizeBytes() == Long.BYTES
        && sum.right() instanceof Value.Constant constant) {
      return new TracedPlace(sum.left(), offsetBytes, space, steps).plus(constant.value());
    }
    return Optional.empty();
  }

  private Optional<TracedPlace> plus(long bytes) {
    long sum = offsetBytes + bytes;
    return Assembler.fits(bytes) && Assembler.fits(sum)
        ? Optional.of(new TracedPlace(address, (int) sum, space, steps))
        : Optional.empty();
  }

  private Optional<TracedPlace> element(Value.ElementOf element) {
    Type.Array array = (Type.Array) element.array().type();
    int bytes = Storage.valueBytes(array.element());
    if (element.index() instanceof Value.Constant constant
        && constant.value() >= 0
        && constant.value() < array.length()) {
      return plus(constant.value() * bytes);
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(new Step(element.index(), array.length(), bytes));
    return Optional.of(new TracedPlace(address, offsetBytes, space, more));
  }
}
