package io.tapline.agent.trace;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for. Not thread-safe. */
final class Lazy<T> {
  private final Supplier<T> source;
  private @Nullable T made;

  Lazy(Supplier<T> source) {
    this.source = source;
  }

  T get() {
    T known = made;
    if (known == null) {
      known = source.get();
      made = known;
    }
    return known;
  }
}
