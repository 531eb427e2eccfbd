package io.tapline.agent.kernel.load;

import java.util.OptionalInt;

/** The numbers by which the kernel's BTF knows its functions; whoever reads BTF tells them. */
@FunctionalInterface
public interface FunctionIds {
  /** Nothing is known. */
  FunctionIds NONE = function -> OptionalInt.empty();

  /** The id of a function of the kernel itself, not of a module; empty when there is none. */
  OptionalInt id(String function);
}
