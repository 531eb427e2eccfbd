package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code -l} lists. A pattern is a comma-separated list of probes, in which the provider and
 * every part may have wildcards; a word alone is looked for among the names of the kernel's events;
 * no pattern means all of the kernel's, and with a traced process its own too. {@code struct X},
 * {@code union X} and {@code enum X} list types. Matches {@code bpftrace -l} line by line, but
 * finds libraries and programs by their names too, as scripts do.
 */
public final class ProbeLister {
  private static final String ALL = "*";
  private static final String BENCHMARK = "benchmark";

  /** Shown without being asked for by name. */
  private static final Set<Provider> OF_KERNEL =
      Set.of(
          Provider.FENTRY,
          Provider.HARDWARE,
          Provider.ITER,
          Provider.KPROBE,
          Provider.RAWTRACEPOINT,
          Provider.SOFTWARE,
          Provider.TRACEPOINT);

  private static final Set<Provider> OF_PROCESSES = Set.of(Provider.UPROBE, Provider.USDT);

  private final Map<Provider, ListedProvider> providers = new EnumMap<>(Provider.class);
  private final TypeLister types;
  private final boolean ofProcess;

  ProbeLister(List<ListedProvider> listed, TypeLister types, boolean ofProcess) {
    listed.forEach(provider -> providers.put(provider.provider(), provider));
    this.types = types;
    this.ofProcess = ofProcess;
  }

  /**
   * Lists what matches; nothing when nothing does.
   *
   * @param pattern empty for everything
   * @param verbose whether arguments of probes and definitions of types are shown
   */
  public void list(String pattern, boolean verbose, ProbeListing listing) {
    List<String> all = pattern.isBlank() ? List.of(ALL) : split(pattern, ',');
    for (String one : all) {
      try {
        listOne(one.strip(), verbose, listing);
      } catch (ProbeUnavailableException e) {
        listing.warning(String.valueOf(e.getMessage()));
      }
    }
  }

  private void listOne(String pattern, boolean verbose, ProbeListing listing)
      throws ProbeUnavailableException {
    if (TypeLister.means(pattern)) {
      types.list(pattern, verbose, listing);
      return;
    }
    List<String> parts = split(pattern, ':');
    if (parts.size() == 1) {
      listAll(new Wildcard(ALL), parts, false, verbose, listing);
    } else if (Wildcard.isPattern(parts.get(0))) {
      List<String> rest = parts.subList(1, parts.size());
      listAll(new Wildcard(parts.get(0)), rest, rest.get(0).contains("/"), verbose, listing);
    } else {
      Optional<Provider> provider = Provider.of(parts.get(0).toLowerCase(Locale.ROOT));
      ListedProvider listed = provider.map(providers::get).orElse(null);
      if (listed != null) {
        list(listed, parts.subList(1, parts.size()), verbose, listing);
      }
    }
  }

  /** In the order of their names. */
  private void listAll(
      Wildcard keyword, List<String> rest, boolean path, boolean verbose, ProbeListing listing)
      throws ProbeUnavailableException {
    TreeMap<String, ListedProvider> chosen = new TreeMap<>();
    providers.forEach(
        (provider, listed) -> {
          boolean shown =
              (!path && OF_KERNEL.contains(provider))
                  || ((path || ofProcess) && OF_PROCESSES.contains(provider));
          if (shown && keyword.matches(provider.keyword())) {
            chosen.put(provider.keyword(), listed);
          }
        });
    for (ListedProvider listed : chosen.values()) {
      list(listed, rest, verbose, listing);
    }
  }

  private static void list(
      ListedProvider listed, List<String> rest, boolean verbose, ProbeListing listing)
      throws ProbeUnavailableException {
    String keyword = listed.provider() == Provider.BENCH ? BENCHMARK : listed.provider().keyword();
    List<ProbeUnavailableException> failures = new ArrayList<>();
    listed.find(
        rest,
        name -> {
          listing.line(keyword + ":" + name);
          if (verbose) {
            try {
              listed.arguments(name, listing).forEach(a -> listing.line("    " + a));
            } catch (ProbeUnavailableException e) {
              failures.add(e);
            }
          }
        });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }

  /** At a character outside of quotes, which are left out. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && separator == ':') {
        quoted = !quoted;
      } else if (c == '"') {
        quoted = !quoted;
        part.append(c);
      } else if (c == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
