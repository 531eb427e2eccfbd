package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.usdt.UsdtNotes;
import io.tapline.agent.target.usdt.UsdtSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * {@code usdt:BINARY:PROBE} and {@code usdt:BINARY:NAMESPACE:PROBE}; with a traced process the
 * binary may be left out, and means all that it has mapped.
 */
final class UsdtCatalog implements ProviderCatalog {
  private static final String ALL = "*";

  private final BinaryFinder binaries;

  UsdtCatalog(BinaryFinder binaries) {
    this.binaries = binaries;
  }

  @Override
  public List<ProbePoint> match(List<String> written) throws ProbeUnavailableException {
    List<String> parts = withBinary(written);
    Predicate<UsdtSite> wanted = wanted(parts);
    List<ProbePoint> points = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<Path> found = find(parts.get(0));
    for (Path binary : found) {
      try (ElfFile elf = ElfFile.open(binary)) {
        for (UsdtSite site : UsdtNotes.read(elf)) {
          if (wanted.test(site)) {
            resolve(site, binary, points, problems);
          }
        }
      } catch (IOException e) {
        problems.add(e.getMessage());
      }
    }
    // One bad site or file among good ones is no reason to go without; nothing but bad ones is.
    if (points.isEmpty() && !problems.isEmpty() && found.size() == 1) {
      throw new ProbeUnavailableException(
          "usdt:" + String.join(":", parts) + ": " + String.join("; ", problems));
    }
    return points;
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    if (parts.isEmpty()) {
      return List.of();
    }
    boolean withNamespace = parts.size() == 3;
    Set<String> names = new LinkedHashSet<>();
    for (ProbePoint point : match(List.of(parts.get(0), ALL))) {
      ProbePoint.Usdt usdt = (ProbePoint.Usdt) point;
      String namespace = withNamespace ? usdt.namespace() + ":" : "";
      names.add("usdt:" + parts.get(0) + ":" + namespace + usdt.probe());
    }
    return new ArrayList<>(names);
  }

  /** {@code usdt:PROBE} of a traced process, and an empty binary there, mean all its binaries. */
  private List<String> withBinary(List<String> parts) {
    if (binaries.process() == 0 || parts.isEmpty()) {
      return parts;
    }
    List<String> whole = new ArrayList<>(parts);
    if (parts.size() == 1) {
      whole.add(0, ALL);
    } else if (parts.get(0).isEmpty()) {
      whole.set(0, ALL);
    }
    return whole;
  }

  private static void resolve(
      UsdtSite site, Path binary, List<ProbePoint> points, List<String> problems) {
    try {
      points.add(site.resolve(binary));
    } catch (IOException e) {
      problems.add(site.probe() + ": " + e.getMessage());
    }
  }

  private List<Path> find(String name) throws ProbeUnavailableException {
    List<Path> found = binaries.find(name);
    if (found.isEmpty()) {
      throw new ProbeUnavailableException(
          "usdt target file '" + name + "' does not exist or is not executable",
          "it is no path of a program or library, in PATH, known to the dynamic linker, or running:"
              + " start it, or write its path");
    }
    return found;
  }

  private static Predicate<UsdtSite> wanted(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 2 && parts.size() != 3) {
      throw new ProbeUnavailableException(
          "usdt probe type requires 2 or 3 arguments, found " + parts.size(),
          "write usdt:BINARY:PROBE or usdt:BINARY:NAMESPACE:PROBE");
    }
    if (parts.get(parts.size() - 1).isEmpty()) {
      throw new ProbeUnavailableException("usdt probe must have a target function or wildcard");
    }
    Glob namespace = new Glob(parts.size() == 3 && !parts.get(1).isEmpty() ? parts.get(1) : ALL);
    Glob probe = new Glob(parts.get(parts.size() - 1));
    return site -> namespace.matches(site.namespace()) && probe.matches(site.probe());
  }
}
