package io.tapline.agent.target.demangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.elf.ElfSymbolList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every name of C++ in this host's libstdc++ and libjvm, compared with c++filt's. */
class DemanglerIT {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu"),
          Path.of("/usr/lib64"),
          Path.of(System.getProperty("java.home"), "lib/server"));

  @Test
  void agreesWithCxxfilt(@TempDir Path folder) throws IOException, InterruptedException {
    TreeSet<String> names = new TreeSet<>();
    for (Path library : libraries()) {
      try (ElfFile elf = ElfFile.open(library)) {
        ElfSymbolList symbols = elf.symbols();
        IntStream.range(0, symbols.count())
            .mapToObj(symbols::name)
            .filter(name -> name.startsWith("_Z"))
            .forEach(names::add);
      }
    }
    assumeTrue(!names.isEmpty(), "neither libstdc++ nor libjvm is installed here");
    List<String> mangled = List.copyOf(names);
    List<String> expected = filtered(folder, mangled);
    List<String> differing =
        IntStream.range(0, mangled.size())
            .filter(i -> !Demangler.demangle(mangled.get(i)).equals(expected.get(i)))
            .mapToObj(mangled::get)
            .toList();
    double equal = 100.0 * (mangled.size() - differing.size()) / mangled.size();
    System.out.printf(
        "c++filt says the same of %.3f %% of %d names; not of %s%n",
        equal, mangled.size(), differing);
    assertThat(equal).isGreaterThan(99.9);
  }

  private static List<Path> libraries() throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files
              .filter(
                  file -> file.getFileName().toString().matches("libstdc\\+\\+\\.so.*|libjvm.so"))
              .map(DemanglerIT::real)
              .forEach(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  private static List<String> filtered(Path folder, List<String> names)
      throws IOException, InterruptedException {
    Path in = folder.resolve("mangled");
    Path out = folder.resolve("names");
    Files.write(in, names);
    Process process;
    try {
      process =
          new ProcessBuilder("c++filt", "--no-verbose")
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "c++filt (binutils) is not installed here");
      return List.of();
    }
    process.waitFor();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
