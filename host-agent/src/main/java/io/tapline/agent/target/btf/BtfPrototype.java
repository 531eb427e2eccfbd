package io.tapline.agent.target.btf;

import java.util.List;

/**
 * What a function takes and returns.
 *
 * @param parameters in order
 * @param resultId type of what it returns; 0 for nothing
 */
public record BtfPrototype(List<BtfParameter> parameters, int resultId) {
  public BtfPrototype {
    parameters = List.copyOf(parameters);
  }
}
