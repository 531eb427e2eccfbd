package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;

/** A type as C declares it, structs by name: what a struct is, is looked up when it matters. */
sealed interface CType {

  /**
   * A type that needs nothing else.
   *
   * @param type {@code None} for what the language has no values of, such as {@code float}
   */
  record Plain(Type type, int sizeBytes, int alignment) implements CType {}

  /** {@code target *}. */
  record PointerTo(CType target) implements CType {}

  /** {@code element[length]}; length 0 where C leaves it open. */
  record ArrayOf(CType element, int length) implements CType {}

  /**
   * {@code struct name} or {@code union name}.
   *
   * @param words with the keyword
   * @param range where it is written
   */
  record Tagged(String words, SourceRange range) implements CType {}

  /** {@code void}, or a function: there is no value of it. */
  record Nothing() implements CType {}
}
