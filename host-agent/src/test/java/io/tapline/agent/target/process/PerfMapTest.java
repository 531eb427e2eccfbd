package io.tapline.agent.target.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerfMapTest {
  private static PerfMap map(String text) throws IOException {
    return PerfMap.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String at(PerfMap map, long address) {
    return map.at(address).map(hit -> hit.name() + "+" + hit.offset()).orElse("-");
  }

  @Test
  void findsFunctionsWithBlanksInTheirNames() throws IOException {
    PerfMap map = map("2000 10 LFoo;::bar(int) [x]\n0x1000 0x20 first\n");
    assertThat(at(map, 0x1000)).isEqualTo("first+0");
    assertThat(at(map, 0x101f)).isEqualTo("first+31");
    assertThat(at(map, 0x1020)).isEqualTo("-");
    assertThat(at(map, 0x2006)).isEqualTo("LFoo;::bar(int) [x]+6");
    assertThat(at(map, 0)).isEqualTo("-");
  }

  @Test
  void takesTheLastOfFunctionsAtOnePlace() throws IOException {
    assertThat(at(map("1000 20 old\n1000 20 new\n"), 0x1001)).isEqualTo("new+1");
  }

  @Test
  void skipsLinesThatAreNone() throws IOException {
    PerfMap map =
        map(
            "\n1000\n1000 20\n1000 20 \nxyz 20 a\n1000 xyz a\n 1000 20 a\n3000 1 good\n4000 1 last");
    assertThat(map.size()).isEqualTo(2);
    assertThat(at(map, 0x4000)).isEqualTo("last+0");
  }

  @Test
  void readsAFileAgainWhenItHasGrown(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("perf-7.map");
    AtomicLong now = new AtomicLong();
    PerfMapFile map = new PerfMapFile(List.of(folder.resolve("none"), file), now::get);
    assertThat(map.at(0x1000)).isEmpty();
    Files.writeString(file, "1000 20 first\n");
    assertThat(map.at(0x1000)).as("just looked").isEmpty();
    now.addAndGet(1_000_000_000);
    assertThat(map.at(0x1000).map(SymbolTable.Hit::name)).isEqualTo(Optional.of("first"));
    Files.writeString(file, "1000 20 first\n2000 20 second\n");
    now.addAndGet(1_000_000_000);
    assertThat(map.at(0x2000).map(SymbolTable.Hit::name)).isEqualTo(Optional.of("second"));
    assertThat(map.name()).isEqualTo("/tmp/perf-7.map");
  }
}
