package io.tapline.agent.target.demangle;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Law: a name or the text itself, soon. */
final class DemanglerFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void readsAnyName(FuzzedDataProvider data) {
    long begin = System.nanoTime();
    String text = "_Z" + data.consumeRemainingAsString();
    if (Demangler.demangle(text).isEmpty()) {
      throw new AssertionError("nothing for " + text);
    }
    if (System.nanoTime() - begin > 5_000_000_000L) {
      throw new AssertionError("too slow: " + text);
    }
  }
}
