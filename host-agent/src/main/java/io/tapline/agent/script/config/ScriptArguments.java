package io.tapline.agent.script.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a script is given on the command line.
 *
 * @param positional what {@code $1} and so on mean
 * @param named what {@code --name=value} after {@code --} says; without a value it is empty text
 * @param process the only process whose hits count, as {@code -p} says
 * @param child the process that {@code -c} started
 * @param unsafe whether functions that change the system are allowed
 * @param namespace the host's own process id namespace, where it is not the kernel's first
 */
public record ScriptArguments(
    List<String> positional,
    Map<String, String> named,
    OptionalInt process,
    OptionalInt child,
    boolean unsafe,
    Optional<PidNamespace> namespace) {

  /** Nothing. */
  public static final ScriptArguments NONE =
      new ScriptArguments(
          List.of(), Map.of(), OptionalInt.empty(), OptionalInt.empty(), false, Optional.empty());

  /** Of a host whose processes are numbered as the kernel numbers them. */
  public ScriptArguments(
      List<String> positional,
      Map<String, String> named,
      OptionalInt process,
      OptionalInt child,
      boolean unsafe) {
    this(positional, named, process, child, unsafe, Optional.empty());
  }

  /** The same, of a child. */
  public ScriptArguments withChild(int pid) {
    return new ScriptArguments(positional, named, process, OptionalInt.of(pid), unsafe, namespace);
  }

  /** The same, of a host in a process id namespace. */
  public ScriptArguments withNamespace(Optional<PidNamespace> own) {
    return new ScriptArguments(positional, named, process, child, unsafe, own);
  }

  public ScriptArguments {
    positional = List.copyOf(positional);
    named = Map.copyOf(named);
  }
}
