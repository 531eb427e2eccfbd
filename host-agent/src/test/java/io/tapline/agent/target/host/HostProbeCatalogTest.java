package io.tapline.agent.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog over a host made of files. */
final class HostProbeCatalogTest {
  @TempDir private Path host;
  private HostProbeCatalog catalog;

  @BeforeEach
  void setUp() throws IOException {
    event("sched", "sched_switch");
    event("sched", "sched_wakeup");
    event("syscalls", "sys_enter_read");
    Path sample = host.resolve("path/app");
    Files.createDirectories(sample.getParent());
    try (InputStream in = getClass().getResourceAsStream("/elf/sample.elf")) {
      Files.copy(Objects.requireNonNull(in), sample);
    }
    assertThat(sample.toFile().setExecutable(true)).isTrue();
    Path process = Files.createDirectories(host.resolve("proc/42"));
    Path server = Files.copy(sample, host.resolve("server"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.createSymbolicLink(process.resolve("exe"), server);
    Files.writeString(host.resolve("path/script"), "#!/bin/sh\n");
    catalog =
        new HostProbeCatalog(
            () -> new Tracefs(host.resolve("tracing")),
            host.resolve("no-btf"),
            new BinaryFinder(List.of(host.resolve("path")), host.resolve("proc")));
  }

  @Test
  void globsTracepointsInOrder() throws ProbeUnavailableException {
    assertThat(match(Provider.TRACEPOINT, "sched", "sched_*"))
        .containsExactly(
            new ProbePoint.Tracepoint("sched", "sched_switch"),
            new ProbePoint.Tracepoint("sched", "sched_wakeup"));
    assertThat(match(Provider.TRACEPOINT, "s*", "*[eh]*")).hasSize(3);
    assertThat(match(Provider.TRACEPOINT, "sched", "sched_?witch")).hasSize(1);
    assertThat(match(Provider.TRACEPOINT, "..", "sched")).isEmpty();
  }

  @Test
  void readsFormatsAndNothingOutsideTheEventsFolder() {
    assertThat(catalog.format("sched", "sched_switch").orElseThrow().id()).isEqualTo(7);
    assertThat(catalog.format("sched", "nothing")).isEmpty();
    assertThat(catalog.format("..", "..")).isEmpty();
    assertThat(catalog.format("sched/../sched", "sched_switch")).isEmpty();
  }

  @Test
  void hintsAtNamesThatAreNear() {
    assertThat(catalog.similar(pattern(Provider.TRACEPOINT, "sched", "sched_swich")))
        .first()
        .isEqualTo("tracepoint:sched:sched_switch");
    assertThat(catalog.similar(pattern(Provider.TRACEPOINT, "x", "y"))).isEmpty();
    assertThat(catalog.similar(pattern(Provider.USDT, "server", "beginn")))
        .containsExactly("usdt:server:begin");
  }

  @Test
  void findsProgramsByPathBySearchAndByRunning() throws Exception {
    Path app = host.resolve("path/app");
    Path server = host.resolve("server");
    assertThat(binary(match(Provider.USDT, app.toString(), "begin"))).isEqualTo(app);
    assertThat(binary(match(Provider.USDT, "app", "begin"))).isEqualTo(app);
    assertThat(binary(match(Provider.USDT, "server", "sample", "begin"))).isEqualTo(server);
    assertThat(match(Provider.USDT, "server", "other", "begin")).isEmpty();
  }

  @Test
  void leavesABadSiteOutOfAGlobAndReportsItAlone() throws ProbeUnavailableException {
    assertThat(match(Provider.USDT, "app", "*"))
        .map(p -> ((ProbePoint.Usdt) p).probe())
        .containsExactly("begin", "end");
    assertThatThrownBy(() -> match(Provider.USDT, "app", "bad"))
        .isInstanceOf(ProbeUnavailableException.class)
        .hasMessageContaining("usdt:app:bad: bad: ")
        .hasMessageContaining("not a nop");
  }

  @Test
  void saysWhatIsWrongWithAProgram() {
    assertThatThrownBy(() -> match(Provider.USDT, "nothing", "x"))
        .hasMessage("usdt target file 'nothing' does not exist or is not executable");
    assertThatThrownBy(() -> match(Provider.USDT, "../path/app", "x"))
        .hasMessage("usdt target file '../path/app' does not exist or is not executable");
    assertThatThrownBy(() -> match(Provider.USDT, "script", "x"))
        .hasMessage("usdt target file 'script' does not exist or is not executable");
  }

  @Test
  void saysThatBtfIsMissing() {
    assertThatThrownBy(() -> match(Provider.RAWTRACEPOINT, "sched_switch"))
        .isInstanceOf(ProbeUnavailableException.class)
        .hasMessageContaining("CONFIG_DEBUG_INFO_BTF=y");
  }

  private List<ProbePoint> match(Provider provider, String... parts)
      throws ProbeUnavailableException {
    return catalog.match(pattern(provider, parts));
  }

  private static ProbePattern pattern(Provider provider, String... parts) {
    return new ProbePattern(provider, List.of(parts));
  }

  private static Path binary(List<ProbePoint> points) {
    assertThat(points).hasSize(1);
    return ((ProbePoint.Usdt) points.get(0)).binary();
  }

  private void event(String category, String name) throws IOException {
    Path folder = host.resolve("tracing/events").resolve(category).resolve(name);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("format"), "name: " + name + "\nID: 7\nformat:\n");
  }
}
