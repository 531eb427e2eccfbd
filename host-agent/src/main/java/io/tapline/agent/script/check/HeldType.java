package io.tapline.agent.script.check;

import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of something that is set in several places. It only ever widens: numbers to
 * numbers that hold both, texts to the longer one, tuples element by element.
 *
 * <p>A literal does not decide a number's type: {@code @start[tid] = 0} beside {@code @start[tid] =
 * nsecs} leaves the map unsigned.
 */
sealed interface HeldType {

  /** The type, literals counted in as a dialect has it. */
  Type type(Numbers numbers);

  /** What holds both; empty when there is nothing of the kind. */
  Optional<HeldType> join(HeldType other, Numbers numbers);

  /** A type that is what it says. */
  static HeldType of(Type type) {
    if (type instanceof Type.Int integer) {
      return new OfNumber(integer, OfNumber.NO_LITERAL);
    }
    return type instanceof Type.Tuple tuple
        ? new OfTuple(tuple.elements().stream().map(HeldType::of).toList(), tuple.names())
        : new OfOther(type);
  }

  /** A number that a literal not above {@code most} stands for. */
  static HeldType literal(long most) {
    return new OfNumber(null, most);
  }

  /**
   * A number.
   *
   * @param decided what holds all but the literals; null when there are literals only
   * @param most the largest literal
   */
  record OfNumber(Type.@Nullable Int decided, long most) implements HeldType {
    static final long NO_LITERAL = -1;

    /** Whether there are literals only. */
    boolean isLiteral() {
      return decided == null;
    }

    @Override
    public Type type(Numbers numbers) {
      if (decided == null) {
        return numbers.literal(most);
      }
      return most == NO_LITERAL ? decided : numbers.withLiteral(decided, most);
    }

    @Override
    public Optional<HeldType> join(HeldType other, Numbers numbers) {
      if (other instanceof OfNumber that) {
        long larger = Math.max(most, that.most);
        if (decided == null || that.decided == null) {
          return Optional.of(new OfNumber(decided == null ? that.decided : decided, larger));
        }
        return Optional.of(new OfNumber(TypeRules.join(decided, that.decided), larger));
      }
      return other instanceof OfOther o
          ? numbers.asNumber(o.type()).flatMap(n -> join(new OfNumber(n, NO_LITERAL), numbers))
          : Optional.empty();
    }
  }

  /**
   * A tuple.
   *
   * @param names one per element, or none
   */
  record OfTuple(List<HeldType> elements, List<String> names) implements HeldType {
    public OfTuple {
      elements = List.copyOf(elements);
      names = List.copyOf(names);
    }

    @Override
    public Type type(Numbers numbers) {
      return new Type.Tuple(elements.stream().map(e -> e.type(numbers)).toList(), names);
    }

    @Override
    public Optional<HeldType> join(HeldType other, Numbers numbers) {
      if (!(other instanceof OfTuple that) || that.elements.size() != elements.size()) {
        return Optional.empty();
      }
      List<HeldType> joined = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        // Fields of records meet by their names, wherever they stand.
        int at = names.isEmpty() ? i : that.names.indexOf(names.get(i));
        if (at < 0 || that.names.isEmpty() != names.isEmpty()) {
          return Optional.empty();
        }
        Optional<HeldType> element = elements.get(i).join(that.elements.get(at), numbers);
        if (element.isEmpty()) {
          return Optional.empty();
        }
        joined.add(element.get());
      }
      return Optional.of(new OfTuple(joined, names));
    }
  }

  /** Anything else. */
  record OfOther(Type type) implements HeldType {
    @Override
    public Type type(Numbers numbers) {
      return type;
    }

    @Override
    public Optional<HeldType> join(HeldType other, Numbers numbers) {
      if (other instanceof OfOther that) {
        Optional<Type> joined = joinTypes(type, that.type, numbers);
        return joined.map(HeldType::of);
      }
      return other instanceof OfNumber ? other.join(this, numbers) : Optional.empty();
    }

    private static Optional<Type> joinTypes(Type left, Type right, Numbers numbers) {
      if (left.equals(right)) {
        return Optional.of(left);
      }
      if (left instanceof Type.Text l && right instanceof Type.Text r) {
        return Optional.of(l.sizeBytes() >= r.sizeBytes() ? l : r);
      }
      if (left instanceof Type.Buffer l && right instanceof Type.Buffer r) {
        return Optional.of(l.maxBytes() >= r.maxBytes() ? l : r);
      }
      if (left instanceof Type.Stack l
          && right instanceof Type.Stack r
          && l.user() == r.user()
          && l.mode() == r.mode()) {
        return Optional.of(l.frames() >= r.frames() ? l : r);
      }
      if (left instanceof Type.Pointer && right instanceof Type.Pointer) {
        return Optional.of(left);
      }
      Optional<Type.Int> l = numbers.asNumber(left);
      Optional<Type.Int> r = numbers.asNumber(right);
      return l.isPresent() && r.isPresent()
          ? Optional.of(TypeRules.join(l.get(), r.get()))
          : Optional.empty();
    }
  }
}
