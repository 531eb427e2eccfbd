package io.tapline.agent.script.tapset;

/**
 * A library script.
 *
 * @param header what it says of itself
 * @param script its whole text
 */
public record Tapset(TapsetHeader header, String script) {
  /** Its name. */
  public String name() {
    return header.tapset();
  }
}
