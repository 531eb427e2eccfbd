package io.tapline.agent.target.usdt;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.file.Path;

/** Law: a value or a located error, never anything else. */
final class UsdtFuzzTest {
  @FuzzTest(maxDuration = "30s")
  void readsAnyArgumentsOrTellsWhereTheyAreWrong(FuzzedDataProvider data) throws IOException {
    try {
      UsdtArgumentParserTest.parse(data.consumeRemainingAsString());
    } catch (MalformedInputException e) {
      // The error the law allows.
      return;
    }
  }

  @FuzzTest(maxDuration = "60s")
  void readsAnyBinaryOrTellsWhereItIsWrong(byte[] bytes) throws IOException {
    try (ElfFile elf = ElfFile.of("fuzz", bytes)) {
      for (UsdtSite site : UsdtNotes.read(elf)) {
        site.resolve(Path.of("/bin/fuzz"));
      }
      elf.symbol("counters");
    } catch (MalformedInputException e) {
      // The error the law allows.
      return;
    }
  }
}
