package io.tapline.agent.trace;

import io.tapline.agent.host.HostKernel;
import io.tapline.agent.script.config.ScriptArguments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The command that is traced, if there is one. */
final class TracedChild implements AutoCloseable {
  private final Optional<ChildCommand> command;

  private TracedChild(Optional<ChildCommand> command) {
    this.command = command;
  }

  /** Starts a command and holds it back; none for no words. */
  static TracedChild of(HostKernel kernel, List<String> words) throws IOException {
    return new TracedChild(
        words.isEmpty() ? Optional.empty() : Optional.of(ChildCommand.start(kernel.libc(), words)));
  }

  /** The arguments with the child's process id among them. */
  ScriptArguments tell(ScriptArguments given) {
    return command.map(child -> given.withChild(child.pid())).orElse(given);
  }

  void run() {
    command.ifPresent(ChildCommand::run);
  }

  boolean ended() {
    return command.map(ChildCommand::ended).orElse(false);
  }

  @Override
  public void close() {
    command.ifPresent(ChildCommand::close);
  }
}
