package io.tapline.agent.script.config;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a script is given on the command line.
 *
 * @param positional what {@code $1} and so on mean
 * @param named what {@code --name=value} after {@code --} says; without a value it is empty text
 * @param process the only process whose hits count, as {@code -p} says
 * @param child the process that {@code -c} started
 * @param unsafe whether functions that change the system are allowed
 */
public record ScriptArguments(
    List<String> positional,
    Map<String, String> named,
    OptionalInt process,
    OptionalInt child,
    boolean unsafe) {

  /** Nothing. */
  public static final ScriptArguments NONE =
      new ScriptArguments(List.of(), Map.of(), OptionalInt.empty(), OptionalInt.empty(), false);

  public ScriptArguments {
    positional = List.copyOf(positional);
    named = Map.copyOf(named);
  }
}
