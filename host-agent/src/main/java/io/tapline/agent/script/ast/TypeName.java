package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * A type as written: {@code uint8}, {@code struct task_struct *}, {@code char[16]}, {@code
 * typeof($x)}.
 *
 * @param base what stands before stars and brackets
 * @param pointers how many stars
 * @param lengths one per pair of brackets, outermost first; empty for {@code []}
 * @param range where it is written
 */
public record TypeName(
    Base base, int pointers, List<Optional<Expression>> lengths, SourceRange range) {
  public TypeName {
    lengths = List.copyOf(lengths);
  }

  /** What a type is made from. */
  public sealed interface Base {
    /**
     * A name, its words separated by one blank: {@code struct task_struct}, {@code unsigned int},
     * {@code uint64_t}, {@code string}.
     */
    record Named(String words) implements Base {}

    /** {@code typeof(expression)}. */
    record TypeOf(Expression value) implements Base {}

    /** {@code typeof(type)}, or what stands before a star after brackets. */
    record Nested(TypeName type) implements Base {}
  }
}
