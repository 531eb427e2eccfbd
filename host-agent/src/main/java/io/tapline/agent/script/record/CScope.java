package io.tapline.agent.script.record;

import io.tapline.agent.script.record.RecordTable.Constant;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What a script's C declarations have named so far. */
final class CScope implements CConstants.Names {
  private final KernelTypes kernel;
  private final CLayout layout;
  private final Map<String, CType> typedefs = new LinkedHashMap<>();
  private final Map<String, CRecord> records = new LinkedHashMap<>();
  private final Map<String, Type.Enumeration> enumerations = new HashMap<>();
  private final Map<String, Constant.Number> enumerators = new LinkedHashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private int pack = CRecord.UNPACKED;

  /** A name of an enumeration. */
  record EnumeratorValue(String name, long value) {}

  CScope(KernelTypes kernel) {
    this.kernel = kernel;
    this.layout = new CLayout(records, kernel);
  }

  CLayout layout() {
    return layout;
  }

  Optional<CType> knownTypedef(String name) {
    return Optional.ofNullable(typedefs.get(name));
  }

  boolean declares(String words) {
    return records.containsKey(words);
  }

  Optional<Type.Enumeration> knownEnumeration(String name) {
    return Optional.ofNullable(enumerations.get(name));
  }

  Optional<Constant.Number> enumerator(String name) {
    return Optional.ofNullable(enumerators.get(name));
  }

  /** Every type that the script declares, as it is written. */
  Set<String> names() {
    Set<String> names = new HashSet<>(typedefs.keySet());
    names.addAll(records.keySet());
    enumerations.keySet().forEach(e -> names.add("enum " + e));
    return names;
  }

  Set<String> constantNames() {
    return enumerators.keySet();
  }

  void setPack(int most) {
    pack = most;
  }

  int pack() {
    return pack;
  }

  /** What C's own words mean. */
  CType plain(String words, CToken first) throws CFailure {
    Optional<Type> integer = BuiltinTypes.of(words);
    if (integer.isPresent()) {
      return layout.plain(asField(integer.get()));
    }
    Optional<Integer> opaque = BuiltinTypes.opaqueBytes(words);
    if (opaque.isPresent()) {
      return new CType.Plain(new Type.None(), opaque.get(), opaque.get());
    }
    throw new CFailure(first.range(), "'" + words + "' is no type of C", "");
  }

  /** What a script's own C calls a truth is a number when it is read, as in bpftrace. */
  private static Type asField(Type type) {
    return type instanceof Type.Bool ? new Type.Int(1, false) : type;
  }

  /** What a lone name means as a type: what the script says, then the kernel, then custom. */
  CType typedef(CToken name) throws CFailure {
    CType declared = typedefs.get(name.text());
    if (declared != null) {
      return declared;
    }
    if (name.is("void")) {
      return new CType.Nothing();
    }
    Optional<Type> type =
        BuiltinTypes.of(name.text())
            .or(() -> kernel.named(name.text()))
            .or(() -> BuiltinTypes.typedef(name.text()));
    if (type.isPresent()) {
      return layout.plain(asField(type.get()));
    }
    String hint = Suggestions.didYouMean(name.text(), names());
    throw new CFailure(name.range(), "unknown type name '" + name.text() + "'", hint);
  }

  void defineTypedef(String name, CType type) {
    typedefs.put(name, type);
  }

  /** A second definition of the same name is the one that counts. */
  void define(CRecord record) throws CFailure {
    records.put(record.words(), record);
    layout.require(record);
  }

  /** A name for a record without one that no other has. */
  String unused(String words) {
    String name = words;
    for (int i = 2; !given.add(name); i++) {
      name = words + " " + i;
    }
    return name;
  }

  /** {@code enum name} without a body. */
  CType enumeration(String name, CToken keyword) throws CFailure {
    Type.Enumeration declared = enumerations.get(name);
    if (declared != null) {
      return layout.plain(declared);
    }
    Optional<Type> known = kernel.named("enum " + name);
    return layout.plain(
        known.orElseThrow(
            () -> new CFailure(keyword.range(), "unknown type name 'enum " + name + "'", "")));
  }

  void defineNumber(String name, long value) {
    numbers.put(name, value);
  }

  CType defineEnumeration(String name, List<EnumeratorValue> values) {
    boolean signed = values.stream().anyMatch(v -> v.value() < 0);
    boolean wide =
        values.stream()
            .anyMatch(v -> signed ? v.value() != (int) v.value() : v.value() >>> 32 != 0);
    Map<Long, String> names = new LinkedHashMap<>();
    values.forEach(v -> names.putIfAbsent(v.value(), v.name()));
    String shown = name.isEmpty() ? unused("(unnamed)") : name;
    Type.Enumeration type = new Type.Enumeration(shown, new Type.Int(wide ? 8 : 4, signed), names);
    enumerations.put(shown, type);
    values.forEach(v -> enumerators.put(v.name(), new Constant.Number(type, v.value())));
    return layout.plain(type);
  }

  /** The value of the expression at a cursor. */
  long constant(CCursor cursor) throws CFailure {
    return CConstants.read(cursor, this);
  }

  @Override
  public OptionalLong value(CToken name) {
    Long number = numbers.get(name.text());
    if (number != null) {
      return OptionalLong.of(number);
    }
    Optional<Constant.Number> enumerator = kernel.enumerator(name.text());
    return enumerator.isPresent()
        ? OptionalLong.of(enumerator.get().value())
        : HeaderConstants.value(name.text());
  }

  @Override
  public OptionalLong sizeOfType(CCursor cursor) throws CFailure {
    CToken token = cursor.peek();
    boolean type =
        token.is("struct")
            || token.is("union")
            || token.is("enum")
            || token.is("const")
            || token.is("void")
            || BuiltinTypes.isKeyword(token.text())
            || typedefs.containsKey(token.text())
            || BuiltinTypes.of(token.text()).isPresent()
            || BuiltinTypes.typedef(token.text()).isPresent();
    if (token.kind() != CToken.Kind.NAME || !type) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(layout.sizeBytes(CParser.typeName(cursor, this)));
  }
}
