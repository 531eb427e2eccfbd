package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.elf.ElfFunction;
import io.tapline.agent.target.process.DebugFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code uprobe:BINARY:PLACE} and {@code uretprobe:BINARY:FUNCTION}. */
final class UprobeCatalog implements ProviderCatalog {
  private final BinaryFinder binaries;
  private final DebugFiles debugFiles;
  private final UprobePlaces places;
  private final boolean returns;

  UprobeCatalog(BinaryFinder binaries, CatalogOptions options, boolean returns) {
    this.binaries = binaries;
    this.debugFiles = new DebugFiles(Path.of("/"), options.debugFolders());
    this.places = new UprobePlaces(new DecodedBoundary(), options.unsafe(), returns);
    this.returns = returns;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    UprobePattern pattern = UprobePattern.parse(parts, returns, binaries.program());
    List<ProbePoint> points = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Path> found = find(pattern.binary());
    for (Path binary : found) {
      try (BinaryFunctions functions = BinaryFunctions.open(binary, debugFiles)) {
        match(functions, binary, pattern, points);
      } catch (IOException e) {
        problems.add(e.getMessage());
      } catch (ProbeUnavailableException e) {
        // Of many binaries, one that has no such place is passed over; the only one is not.
        if (found.size() == 1) {
          throw e;
        }
        problems.add(e.getMessage());
      }
    }
    if (points.isEmpty() && !problems.isEmpty()) {
      throw new ProbeUnavailableException(String.join("; ", problems));
    }
    return points;
  }

  private void match(
      BinaryFunctions functions, Path binary, UprobePattern pattern, List<ProbePoint> points)
      throws IOException, ProbeUnavailableException {
    FunctionPlace place = pattern.place();
    if (place.function().isEmpty()) {
      points.add(places.address(functions, binary, place.address()));
    } else if (!place.isPattern() && pattern.language().isEmpty()) {
      Optional<ElfFunction> function = functions.find(place.function());
      if (function.isPresent()) {
        points.add(places.offset(functions, binary, "", function.get(), place.offset()));
      }
    } else {
      for (ElfFunction function :
          functions.matching(FunctionNames.test(pattern.language(), place.function()))) {
        places
            .ofMany(functions, binary, pattern.language(), function, place.offset())
            .ifPresent(points::add);
      }
    }
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    String keyword = returns ? "uretprobe" : "uprobe";
    if (parts.size() < 2) {
      return List.of();
    }
    Set<String> all = new LinkedHashSet<>();
    for (Path binary : binaries.find(parts.get(0))) {
      try (BinaryFunctions functions = BinaryFunctions.open(binary, debugFiles)) {
        functions
            .matching(name -> true)
            .forEach(f -> all.add(keyword + ":" + parts.get(0) + ":" + f.name()));
      } catch (IOException e) {
        // A hint from a file that cannot be read is none.
      }
    }
    return new ArrayList<>(all);
  }

  private List<Path> find(String name) throws ProbeUnavailableException {
    List<Path> found = binaries.find(name);
    if (found.isEmpty()) {
      throw new ProbeUnavailableException(
          (returns ? "uretprobe" : "uprobe")
              + " target file '"
              + name
              + "' does not exist or is not executable",
          "write the path of a program or library, the name of a program in PATH or one that runs,"
              + " or the name of a library: libc");
    }
    return found;
  }
}
