package io.tapline.agent.script.record;

import io.tapline.agent.script.record.RecordTable.Constant;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The kernel's types by name. A kernel whose BTF is damaged is complained about once. */
final class KernelTypes {
  private final Optional<Btf> btf;
  private final Optional<BtfTypes> types;
  private final Diagnostics diagnostics;
  private final Map<String, Optional<Type>> named = new HashMap<>();
  private final Map<String, Optional<Constant.Number>> enumerators = new HashMap<>();
  private boolean damaged;

  KernelTypes(Optional<Btf> btf, Diagnostics diagnostics) {
    this.btf = btf;
    this.types = btf.map(b -> new BtfTypes(b, this::complain));
    this.diagnostics = diagnostics;
  }

  /** Whether there are any. */
  boolean present() {
    return btf.isPresent();
  }

  /** A question to the BTF. */
  interface Question<T> {
    Optional<T> ask(Btf btf, BtfTypes types) throws MalformedInputException;
  }

  /** Asks, unless there is no BTF or its bytes make no sense. */
  <T> Optional<T> ask(Question<T> question) {
    if (btf.isEmpty() || types.isEmpty()) {
      return Optional.empty();
    }
    try {
      return question.ask(btf.get(), types.get());
    } catch (MalformedInputException e) {
      complain(e);
      return Optional.empty();
    }
  }

  /** {@code struct name}, {@code union name}, {@code enum name}, or a typedef. */
  Optional<Type> named(String words) {
    Optional<Type> known = named.get(words);
    if (known == null) {
      known = ask((b, t) -> t.named(words));
      named.put(words, known);
    }
    return known;
  }

  /** A struct or union without its keyword. */
  Optional<Type> bare(String name) {
    return ask((b, t) -> t.bare(name));
  }

  Optional<Constant.Number> enumerator(String name) {
    Optional<Constant.Number> known = enumerators.get(name);
    if (known == null) {
      known = ask((b, t) -> t.enumerator(name));
      enumerators.put(name, known);
    }
    return known;
  }

  private void complain(MalformedInputException e) {
    if (!damaged) {
      damaged = true;
      diagnostics.error(
          new SourceRange(0, 0),
          "the kernel's types cannot be read: " + e.getMessage(),
          "declare the struct in the script");
    }
  }
}
