package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.btf.CDefinition;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.Map;
import java.util.TreeMap;

/** Types of the kernel: {@code struct task_struct}, with {@code -v} their definitions. */
final class TypeLister {
  private static final Map<String, BtfKind> KINDS =
      Map.of("struct", BtfKind.STRUCT, "union", BtfKind.UNION, "enum", BtfKind.ENUM);

  private final KernelTypes types;

  TypeLister(KernelTypes types) {
    this.types = types;
  }

  /** Whether a pattern is one of types. */
  static boolean means(String pattern) {
    int blank = pattern.indexOf(' ');
    return blank > 0 && KINDS.containsKey(pattern.substring(0, blank));
  }

  void list(String pattern, boolean verbose, ProbeListing listing)
      throws ProbeUnavailableException {
    int blank = pattern.indexOf(' ');
    String word = pattern.substring(0, blank);
    BtfKind kind = KINDS.getOrDefault(word, BtfKind.STRUCT);
    Wildcard names = new Wildcard(pattern.substring(blank).strip());
    Btf btf = types.get("types");
    TreeMap<String, Integer> found = new TreeMap<>();
    try {
      btf.forEach(
          kind,
          (name, id) -> {
            if (!name.isEmpty() && names.matches(name)) {
              found.putIfAbsent(name, id);
            }
          });
      CDefinition definitions = new CDefinition(btf);
      for (Map.Entry<String, Integer> type : found.entrySet()) {
        if (verbose) {
          listing.line(
              RawTracepointCatalog.KERNEL + ": " + definitions.of(type.getValue()) + ";\n");
        } else {
          listing.line(word + " " + type.getKey());
        }
      }
    } catch (MalformedInputException e) {
      throw new ProbeUnavailableException(String.valueOf(e.getMessage()));
    }
  }
}
