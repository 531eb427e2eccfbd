package io.tapline.agent.target.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.symbol.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbols of processes of this host. */
class UserSymbolsKernelIT {
  private static final String FUNCTION = "strtoull";

  private static List<Mapping> mappings(long process) throws IOException {
    return ProcessMaps.read(Path.of("/proc/" + process + "/maps"));
  }

  private static Mapping library(long process) throws IOException {
    Optional<Mapping> library =
        mappings(process).stream()
            .filter(m -> m.executable() && m.name().matches(".*/libc[.-].*"))
            .findFirst();
    assumeTrue(library.isPresent(), "this process has no GNU C library");
    return library.get();
  }

  private static long function(Mapping library) throws IOException {
    try (ElfFile elf = ElfFile.open(Path.of(library.name()))) {
      OptionalLong address = elf.symbol(FUNCTION);
      assumeTrue(address.isPresent(), "the C library has no " + FUNCTION);
      long offset = elf.segment(address.getAsLong()).orElseThrow().fileOffset(address.getAsLong());
      return offset - library.offset() + library.start();
    }
  }

  @Test
  void knowsFunctionsOfThisProcess() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    Mapping library = library(self);
    UserSymbols symbols = new UserSymbols(UserSymbols.Keep.PROCESSES);
    Symbol symbol = symbols.at(self, function(library) + 4).orElseThrow();
    assertThat(symbol.name()).contains("strtou");
    assertThat(symbol.offset()).isEqualTo(4);
    assertThat(symbol.file()).isEqualTo(library.name());
    assertThat(symbols.at(self, 1)).isEmpty();
  }

  @Test
  void knowsTheKernelsCodeInThisProcess() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    UserSymbols symbols = new UserSymbols(UserSymbols.Keep.PROCESSES);
    Optional<Mapping> code = mappings(self).stream().filter(Mapping::isKernelCode).findFirst();
    assumeTrue(code.isPresent(), "this kernel gives processes no vdso");
    boolean known = false;
    for (long at = code.get().start(); at < code.get().end(); at += 16) {
      known |= symbols.at(self, at).filter(s -> s.name().contains("clock_gettime")).isPresent();
    }
    assertThat(known).isTrue();
  }

  @Test
  void remembersAProcessThatHasEnded(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("sleeper"));
    Process process = new ProcessBuilder(program.toString(), "60").start();
    try {
      int number = (int) process.pid();
      while (mappings(number).stream().noneMatch(m -> m.name().matches(".*/libc[.-].*"))) {
        Thread.onSpinWait();
      }
      long address = function(library(number));
      UserSymbols symbols = new UserSymbols(UserSymbols.Keep.PROCESSES);
      symbols.remember(number);
      process.destroyForcibly().waitFor();
      assertThat(symbols.at(number, address).map(Symbol::offset)).contains(0L);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void findsWhatWasStripped() throws IOException {
    int self = (int) ProcessHandle.current().pid();
    Mapping library = library(self);
    try (ElfFile elf = ElfFile.open(Path.of(library.name()))) {
      DebugFiles files = new DebugFiles(Path.of("/"));
      Optional<Path> debug = files.of(elf, Path.of("/"), library.name());
      assumeTrue(debug.isPresent(), "debug file of the C library is not installed (libc6-dbg)");
      assertThat(debug.get().toString()).contains(elf.buildId().orElseThrow().substring(2));
      try (ElfFile more = ElfFile.open(debug.get())) {
        assertThat(more.symbols().count()).isGreaterThan(elf.symbols().count());
      }
    }
  }
}
