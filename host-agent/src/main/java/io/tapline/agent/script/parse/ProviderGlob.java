package io.tapline.agent.script.parse;

import io.tapline.agent.probe.Provider;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Attach points whose provider has a star: {@code *:vfs_read}. Of a program where the next word is
 * a path, else of the kernel; those that could not be meant, because they have another number of
 * words, are left out.
 */
final class ProviderGlob {
  private static final List<Provider> OF_KERNEL =
      List.of(
          Provider.FENTRY,
          Provider.HARDWARE,
          Provider.ITER,
          Provider.KPROBE,
          Provider.RAWTRACEPOINT,
          Provider.SOFTWARE,
          Provider.TRACEPOINT);

  /** A provider's name with a star around each letter is shorter. */
  private static final int LONGEST = 40;

  private static final List<Provider> OF_PROGRAM = List.of(Provider.UPROBE, Provider.USDT);

  private ProviderGlob() {}

  /** The providers that a point's words may mean; the first word has a star. */
  static List<Provider> providers(List<String> parts) {
    String written = parts.get(0).replaceAll("\\*+", "*");
    if (written.length() > LONGEST) {
      return List.of();
    }
    Pattern glob = Pattern.compile(Pattern.quote(written).replace("*", "\\E.*\\Q"));
    boolean path = parts.size() > 1 && parts.get(1).contains("/");
    List<Provider> named =
        (path ? OF_PROGRAM : OF_KERNEL)
            .stream().filter(p -> glob.matcher(p.keyword()).matches()).toList();
    return named.size() < 2 ? named : named.stream().filter(p -> fits(p, parts)).toList();
  }

  private static boolean fits(Provider provider, List<String> parts) {
    int words = parts.size() - 1;
    return switch (provider) {
      case TRACEPOINT -> words == 2;
      case KPROBE, RAWTRACEPOINT, ITER -> words == 1 || words == 2;
      case FENTRY -> words >= 1 && words <= 3;
      case HARDWARE, SOFTWARE -> words == 1 || (words == 2 && parts.get(2).matches("[0-9].*"));
      default -> words == 2 || words == 3;
    };
  }
}
