package io.tapline.agent.target.process;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Law: a map, whatever the bytes. */
final class PerfMapFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void readsAnyMap(byte[] bytes) throws IOException {
    PerfMap map = PerfMap.read(new ByteArrayInputStream(bytes));
    for (int i = 0; i < 64; i++) {
      map.at(1L << i);
    }
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      Mapping.parse(line);
    }
  }
}
