package io.tapline.agent.target.demangle;

import java.util.List;

/**
 * A part of a name. C++ writes a declarator around its name, so that a type has a part before what
 * it declares and a part behind it: {@code int (*} and {@code ) [3]}.
 */
interface Node {
  /** Writes what stands before. */
  void left(Printer out);

  /** Writes what stands behind. */
  default void right(Printer out) {}

  /** The nodes it is made of: where packs are looked for. */
  default List<Node> parts() {
    return List.of();
  }

  /** What a pointer to this has to take care of. */
  default Shape shape(Printer out) {
    return Shape.SIMPLE;
  }

  /** Whether what stands before ends within a parenthesis, with the rest behind: {@code int (*}. */
  default boolean open(Printer out) {
    return false;
  }

  /** What a declarator has around it. */
  enum Shape {
    SIMPLE,
    FUNCTION,
    ARRAY
  }
}
