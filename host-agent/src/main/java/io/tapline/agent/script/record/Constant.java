package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.type.Type;

/** What a name that is neither builtin nor function stands for. */
public sealed interface Constant {

  /** A number; above Long.MAX_VALUE it is negative here. */
  record Number(long value) implements Constant {}

  /** Text. */
  record Words(String text) implements Constant {}

  /** A name of an enumeration. */
  record Enumerator(Type.Enumeration type, long value) implements Constant {}

  /**
   * A macro that is neither: an expression of the language, to be read where the name stands.
   *
   * @param body as written, and where
   */
  record Macro(CDefinition body) implements Constant {}
}
