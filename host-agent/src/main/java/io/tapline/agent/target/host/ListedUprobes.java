package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.demangle.Demangler;
import io.tapline.agent.target.elf.ElfFunction;
import io.tapline.agent.target.process.DebugFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code /bin/bash:main}; of a traced process the binary may be left out. */
record ListedUprobes(Provider provider, BinaryFinder binaries, DebugFiles debugFiles)
    implements ListedProvider {
  private static final String ALL = "*";

  @Override
  public void find(List<String> written, Consumer<String> found) throws ProbeUnavailableException {
    List<String> parts =
        written.size() == 1 && binaries.process() != 0 ? List.of(ALL, written.get(0)) : written;
    boolean cpp = parts.size() == 3 && parts.get(1).equals(UprobePattern.CPP);
    if (parts.size() != 2 && !cpp) {
      return;
    }
    Predicate<String> test =
        FunctionNames.test(cpp ? UprobePattern.CPP : "", parts.get(parts.size() - 1));
    TreeSet<String> sorted = new TreeSet<>();
    for (Path binary : binaries.names(parts.get(0))) {
      try (BinaryFunctions functions = BinaryFunctions.open(binary, debugFiles)) {
        for (ElfFunction function : functions.matching(test)) {
          sorted.add(binary + ":" + (cpp ? readable(function.name()) : function.name()));
        }
      } catch (IOException e) {
        // One of many files, perhaps gone meanwhile or damaged: it has nothing to list.
      }
    }
    sorted.forEach(found);
  }

  /** In quotes, so that it can be written into a script. */
  private static String readable(String name) {
    String whole = Demangler.demangle(name);
    return UprobePattern.CPP + ":" + (whole.equals(name) ? name : "\"" + whole + "\"");
  }

  @Override
  public List<String> arguments(String name, ProbeListing listing) {
    // Arguments of functions are in DWARF, which nothing here reads.
    listing.warning(
        "No DWARF found for \""
            + name.substring(0, name.indexOf(':'))
            + "\", cannot show parameter info");
    return List.of();
  }
}
