package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.usdt.UsdtNotes;
import io.tapline.agent.target.usdt.UsdtSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** {@code usdt:BINARY:PROBE} and {@code usdt:BINARY:NAMESPACE:PROBE}. */
final class UsdtCatalog implements ProviderCatalog {
  private final BinaryFinder binaries;

  UsdtCatalog(BinaryFinder binaries) {
    this.binaries = binaries;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    Predicate<UsdtSite> wanted = wanted(parts);
    List<ProbePoint> points = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Path binary : find(parts.get(0))) {
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
    // One bad site among good ones is no reason to go without; nothing but bad ones is.
    if (points.isEmpty() && !problems.isEmpty()) {
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
    return match(List.of(parts.get(0), "*")).stream()
        .map(ProbePoint.Usdt.class::cast)
        .map(
            p ->
                "usdt:"
                    + parts.get(0)
                    + ":"
                    + (withNamespace ? p.namespace() + ":" : "")
                    + p.probe())
        .distinct()
        .toList();
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
          "no program "
              + name
              + " on this host: it is neither in PATH nor running; start it, or write its"
              + " absolute path");
    }
    return found;
  }

  private static Predicate<UsdtSite> wanted(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 2 && parts.size() != 3) {
      throw new ProbeUnavailableException(
          "a USDT probe is written usdt:BINARY:PROBE or usdt:BINARY:NAMESPACE:PROBE");
    }
    Glob namespace = new Glob(parts.size() == 3 ? parts.get(1) : "*");
    Glob probe = new Glob(parts.get(parts.size() - 1));
    return site -> namespace.matches(site.namespace()) && probe.matches(site.probe());
  }
}
