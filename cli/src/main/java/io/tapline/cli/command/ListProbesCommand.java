package io.tapline.cli.command;

import io.tapline.agent.name.NearNames;
import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.host.BinaryFinder;
import io.tapline.agent.target.host.HostProbeCatalog;
import io.tapline.agent.target.tracefs.Tracefs;
import io.tapline.cli.host.HostFiles;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What this host can be asked. */
@Command(
    name = "probes",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline list probes 'tracepoint:block:*'",
      "  tapline list probes 'rawtracepoint:sched_*'",
      "  tapline list probes 'usdt:postgres:*'",
      ""
    },
    description = "Probe points of this host that match a pattern; * ? and [...] glob.")
final class ListProbesCommand extends CommandWithHelp implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "PATTERN",
      description = "As in a script, for example tracepoint:block:*")
  private String pattern = "";

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    ProbePattern parsed = parse();
    HostProbeCatalog catalog =
        new HostProbeCatalog(
            ListProbesCommand::tracefs, HostFiles.ofSystem().btf(), BinaryFinder.ofHost());
    try {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (ProbePoint point : catalog.match(parsed)) {
        rows.add(List.of(point.name()));
      }
      if (rows.isEmpty()) {
        List<String> similar = catalog.similar(parsed);
        throw new CommandFailure(
            ExitCode.FAILED,
            "nothing on this host matches " + parsed,
            similar.isEmpty() ? null : "did you mean " + String.join(", ", similar) + "?");
      }
      output.write(terminal, new Rows(List.of("probe"), rows));
    } catch (ProbeUnavailableException e) {
      throw new CommandFailure(
          ExitCode.HOST, String.valueOf(e.getMessage()), "see: tapline doctor", e);
    }
  }

  private ProbePattern parse() {
    List<String> parts = Arrays.asList(pattern.split(":", -1));
    Provider provider =
        Provider.of(parts.get(0))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        "no provider is named '" + parts.get(0) + "'",
                        "there are " + String.join(", ", providers()) + nearest(parts.get(0))));
    return new ProbePattern(provider, parts.subList(1, parts.size()));
  }

  private static String nearest(String typed) {
    return NearNames.nearest(typed, providers())
        .map(name -> "\ndid you mean '" + name + "'?")
        .orElse("");
  }

  private static List<String> providers() {
    return Arrays.stream(Provider.values()).map(Provider::keyword).toList();
  }

  // Listing looks and does not mount: that is for those who trace.
  private static Tracefs tracefs() throws ProbeUnavailableException {
    return Tracefs.open(
        folder -> {
          throw new java.io.IOException("not mounted; mount -t tracefs nodev " + folder);
        });
  }
}
