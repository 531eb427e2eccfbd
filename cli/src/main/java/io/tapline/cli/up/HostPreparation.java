package io.tapline.cli.up;

import io.tapline.agent.script.tapset.TapsetLibrary;
import io.tapline.cli.host.HostChecks;
import io.tapline.cli.host.HostFiles;
import io.tapline.cli.host.Problem;
import io.tapline.cli.host.Tracefs;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out, before anything is started, what this host lacks; mounts what can be mounted. */
final class HostPreparation {
  private static final String DEFAULTS = "default";

  private final Screen screen;
  private final HostFiles files;
  private final HostChecks checks;

  HostPreparation(Screen screen, HostFiles files) {
    this.screen = screen;
    this.files = files;
    this.checks = new HostChecks(files);
  }

  /**
   * What tracing needs: root, BTF, tracefs, tapsets that exist.
   *
   * @throws CommandFailure naming all that is missing
   */
  void requireTracing(String tapsets) {
    require(tracingProblems());
    requireTapsets(tapsets);
  }

  /** As {@link #requireTracing} when this host is traced, with disk space and the page's port. */
  void requireAll(UpSettings settings, long dataBytes) {
    Stream<Problem> tracing =
        settings.agent() ? tracingProblems().stream() : Stream.<Problem>empty();
    Stream<Problem> shared =
        Stream.of(
                checks.space(settings.data(), dataBytes, "the data folder"),
                checks.port(settings.pagePort(), "--port"))
            .flatMap(Optional::stream);
    require(Stream.concat(tracing, shared).toList());
    if (settings.agent()) {
      requireTapsets(settings.tapsets());
    }
  }

  private List<Problem> tracingProblems() {
    Optional<Problem> root = checks.root();
    // Others than root cannot even look at tracefs: it would be reported as missing.
    return root.isPresent()
        ? List.of(root.get())
        : Stream.of(checks.btf(), tracefs()).flatMap(Optional::stream).toList();
  }

  private void require(List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    for (Problem problem : problems.subList(0, problems.size() - 1)) {
      screen.say("tapline: " + problem.what());
      screen.say("  " + problem.remedy());
    }
    Problem last = problems.get(problems.size() - 1);
    throw new CommandFailure(ExitCode.HOST, last.what(), last.remedy());
  }

  private void requireTapsets(String tapsets) {
    TapsetLibrary library = TapsetLibrary.load();
    for (String name : tapsets.split(",", -1)) {
      if (name.equals(DEFAULTS) || (name.endsWith(".bt") && Files.isReadable(Path.of(name)))) {
        continue;
      }
      if (library.find(name).isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "no tapset is named '" + name + "'",
            library
                .nearest(name)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("tapline list tapsets shows them"));
      }
    }
  }

  /** Mounts tracefs where root may: a minimal system has not done it. */
  private Optional<Problem> tracefs() {
    Optional<Problem> missing = checks.tracefs();
    if (missing.isEmpty() || checks.root().isPresent()) {
      return missing;
    }
    try {
      Path folder = files.tracefs().get(0);
      Optional<String> refused = Tracefs.mount(folder);
      if (refused.isEmpty()) {
        screen.say("mounted tracefs on " + folder);
        return Optional.empty();
      }
      return Optional.of(
          new Problem(
              missing.get().what() + ", and mounting it failed: " + refused.get(),
              missing.get().remedy()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return missing;
    }
  }
}
