package io.tapline.agent.target.elf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;

/** Law: symbols, or a located error. */
final class ElfFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void listsSymbolsOfAnyFile(byte[] bytes) throws IOException {
    try (ElfFile elf = ElfFile.of("fuzz", bytes)) {
      elf.buildId();
      elf.debugLink();
      elf.segments();
      ElfSymbolList symbols = elf.symbols();
      for (int i = 0; i < symbols.count(); i++) {
        symbols.name(i);
      }
    } catch (MalformedInputException e) {
      // The error the law allows.
      return;
    }
  }
}
