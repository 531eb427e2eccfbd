package io.tapline.agent.target.symbol;

import java.util.Optional;

/** Names of C++ and its kin as people write them. */
@FunctionalInterface
public interface Demangler {
  /** Knows none: every name stays as the file has it. */
  Demangler NONE = name -> Optional.empty();

  /**
   * The name with its parameters, {@code ns::over(int)} for {@code _ZN2ns4overEi}; empty for one
   * that is not mangled, or not known how.
   */
  Optional<String> demangle(String name);
}
