package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * A map that carries values from one hit to another.
 *
 * @param name with its at sign
 * @param keys empty when it has one value only
 * @param value number, address or text
 */
public record StateMap(String name, List<Type> keys, Type value) {
  public StateMap {
    keys = List.copyOf(keys);
  }
}
