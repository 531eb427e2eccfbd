package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Value;

/** Code of one function of the language. */
interface IntrinsicEmitter {

  /** Its value, a scalar, into R0; R1 to R5 are spoiled. */
  default void number(Value.Call call) {
    throw new IllegalStateException("no number: " + call.function());
  }

  /** Its value to a place, zeros behind it; R0 to R5 are spoiled. */
  default void memory(Value.Call call, Place destination) {
    throw new IllegalStateException("lies in no memory: " + call.function());
  }
}
