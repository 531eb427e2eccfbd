package io.tapline.agent.script.record;

import io.tapline.agent.script.record.RecordTable.Constant;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfArray;
import io.tapline.agent.target.btf.BtfEnumerator;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.btf.BtfMember;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The kernel's types as the language's. What a struct holds is read when it is asked; pointers are
 * into the kernel's memory until somebody says otherwise.
 */
final class BtfTypes {
  /** Chains of types are short; a damaged blob may have a ring. */
  private static final int MAX_DEPTH = 64;

  /** Fields of one record, those of nameless ones within it too; a damaged blob may have any. */
  private static final int MAX_FIELDS = 20_000;

  private final Btf btf;
  private final Consumer<MalformedInputException> complaints;
  private final Map<Integer, Type> known = new HashMap<>();
  private final Map<Integer, RecordDefinition> records = new HashMap<>();

  /**
   * @param complaints told when a struct's bytes turn out to be damaged while its fields are read
   */
  BtfTypes(Btf btf, Consumer<MalformedInputException> complaints) {
    this.btf = btf;
    this.complaints = complaints;
  }

  /** {@code struct name}, {@code union name} or {@code enum name}, or a typedef. */
  Optional<Type> named(String words) throws MalformedInputException {
    int blank = words.indexOf(' ');
    String name = words.substring(blank + 1);
    String keyword = blank < 0 ? "" : words.substring(0, blank);
    OptionalInt id =
        switch (keyword) {
          case "struct" -> btf.find(BtfKind.STRUCT, name);
          case "union" -> btf.find(BtfKind.UNION, name);
          case "enum" -> enumeration(name);
          case "" -> btf.find(BtfKind.TYPEDEF, name);
          default -> OptionalInt.empty();
        };
    return id.isEmpty() ? Optional.empty() : Optional.of(type(id.getAsInt(), name));
  }

  /** A struct or union that a script names without its keyword. */
  Optional<Type> bare(String name) throws MalformedInputException {
    OptionalInt struct = btf.find(BtfKind.STRUCT, name);
    OptionalInt id = struct.isPresent() ? struct : btf.find(BtfKind.UNION, name);
    return id.isEmpty() ? Optional.empty() : Optional.of(type(id.getAsInt(), name));
  }

  private OptionalInt enumeration(String name) throws MalformedInputException {
    OptionalInt narrow = btf.find(BtfKind.ENUM, name);
    return narrow.isPresent() ? narrow : btf.find(BtfKind.ENUM64, name);
  }

  /** An enumerator's enumeration and value. */
  Optional<Constant.Number> enumerator(String name) throws MalformedInputException {
    Optional<BtfEnumerator> found = btf.enumerator(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Type type = type(found.get().enumerationId(), "");
    return Optional.of(new Constant.Number((Type.Enumeration) type, found.get().value()));
  }

  /**
   * A type by its id.
   *
   * @param context what a record without a name is called
   */
  Type type(int id, String context) throws MalformedInputException {
    Type type = known.get(id);
    if (type == null) {
      type = read(id, context, 0);
      known.put(id, type);
    }
    return type;
  }

  private Type read(int typeId, String context, int depth) throws MalformedInputException {
    int id = btf.stripped(typeId);
    if (depth > MAX_DEPTH) {
      throw new MalformedInputException("BTF", "type " + id, "types nest without end");
    }
    switch (btf.kind(id)) {
      case INT -> {
        return integer(id);
      }
      case ENUM, ENUM64 -> {
        return enumeration(id);
      }
      case PTR -> {
        return pointer(id, context, depth);
      }
      case ARRAY -> {
        BtfArray array = btf.array(id);
        return new Type.Array(read(array.elementId(), context, depth + 1), array.length());
      }
      case STRUCT, UNION -> {
        return new Type.Record(record(id, context));
      }
      case FWD -> {
        return forward(btf.name(id));
      }
      default -> {
        // void, functions and floats: the language has no values of them.
        return new Type.None();
      }
    }
  }

  private Type integer(int id) throws MalformedInputException {
    int size = btf.sizeBytes(id);
    if (btf.bool(id)) {
      return new Type.Bool();
    }
    boolean usual = size == 1 || size == 2 || size == 4 || size == 8;
    // Kernels since 6.2 are built with -funsigned-char; a char is text all the same.
    boolean signed = btf.signed(id) || btf.name(id).equals("char");
    return usual ? new Type.Int(size, signed) : new Type.Bytes(size);
  }

  private Type enumeration(int id) throws MalformedInputException {
    Map<Long, String> names = new LinkedHashMap<>();
    btf.enumerators(id).forEach(e -> names.putIfAbsent(e.value(), e.name()));
    String name = btf.name(id);
    int size = btf.sizeBytes(id);
    boolean usual = size == 1 || size == 2 || size == 4 || size == 8;
    return new Type.Enumeration(
        name.isEmpty() ? "(unnamed " + id + ")" : name,
        new Type.Int(usual ? size : 4, btf.signed(id)),
        names);
  }

  private Type pointer(int id, String context, int depth) throws MalformedInputException {
    Type target = read(btf.target(id), context, depth + 1);
    boolean user = false;
    for (int at = btf.target(id), i = 0; i < MAX_DEPTH && isTag(at); i++) {
      user |= btf.name(at).equals("user");
      at = btf.target(at);
    }
    return new Type.Pointer(target, user ? Type.AddressSpace.USER : Type.AddressSpace.KERNEL);
  }

  private boolean isTag(int id) throws MalformedInputException {
    return btf.kind(id) == BtfKind.TYPE_TAG;
  }

  /** A struct that the kernel keeps to itself. */
  private static Type forward(String name) {
    return new Type.Record(new RecordDefinition("struct ".concat(name), false, 0, List::of));
  }

  private RecordDefinition record(int id, String context) throws MalformedInputException {
    RecordDefinition record = records.get(id);
    if (record == null) {
      boolean union = btf.kind(id) == BtfKind.UNION;
      String own = btf.name(id);
      String name = own.isEmpty() ? context : (union ? "union " : "struct ").concat(own);
      record = new RecordDefinition(name, union, btf.sizeBytes(id), () -> fields(id, name));
      records.put(id, record);
    }
    return record;
  }

  private List<RecordField> fields(int id, String name) {
    List<RecordField> fields = new ArrayList<>();
    try {
      collect(id, name, 0, 0, fields);
    } catch (MalformedInputException e) {
      complaints.accept(e);
    }
    return fields;
  }

  private void collect(int id, String name, long bits, int depth, List<RecordField> fields)
      throws MalformedInputException {
    if (depth > MAX_DEPTH || fields.size() > MAX_FIELDS) {
      throw new MalformedInputException("BTF", "type " + id, "records nest without end");
    }
    for (BtfMember member : btf.members(id)) {
      long bit = bits + Integer.toUnsignedLong(member.bitOffset());
      int inner = btf.stripped(member.typeId());
      if (!member.name().isEmpty()) {
        Type type = type(member.typeId(), name.concat("::").concat(member.name()));
        fields.add(
            member.bitSize() > 0
                ? BitFields.field(member.name(), type, bit, member.bitSize())
                : new RecordField(member.name(), type, (int) (bit / 8)));
      } else if (btf.kind(inner) == BtfKind.STRUCT || btf.kind(inner) == BtfKind.UNION) {
        collect(inner, name, bit, depth + 1, fields);
      }
    }
  }
}
