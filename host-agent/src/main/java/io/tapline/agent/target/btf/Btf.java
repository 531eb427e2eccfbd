package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ObjIntConsumer;

/**
 * The kernel's own description of its types. Immutable and thread-safe.
 *
 * <p>Held in memory it is some 6 MB for a common kernel: keep it while scripts are compiled, then
 * let it go. Names are found by walking the types of their kind, which are listed once.
 */
public final class Btf {
  /** Where kernels with CONFIG_DEBUG_INFO_BTF show it. */
  public static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  private static final int ENCODING_SHIFT = 24;
  private static final int ENCODING_SIGNED = 1;
  private static final int ENCODING_BOOL = 4;

  /** Chains of typedefs and anonymous members are short; a damaged blob may have a ring. */
  private static final int MAX_DEPTH = 32;

  /** Members that one search looks at; a damaged blob may hold itself many times over. */
  private static final int MAX_MEMBERS = 100_000;

  private final TypeTable types;

  private Btf(TypeTable types) {
    this.types = types;
  }

  /** Reads a file of raw BTF. */
  public static Btf open(Path file) throws IOException {
    // Not Files.readAllBytes: it takes a cold machine 30 ms instead of 12.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return parse(file.toString(), ByteBuffer.wrap(in.readAllBytes()));
    }
  }

  /**
   * Reads raw BTF.
   *
   * @param source what errors call it
   * @param blob from its position to its limit; kept, not copied
   */
  public static Btf parse(String source, ByteBuffer blob) throws MalformedInputException {
    return new Btf(TypeTable.read(source, blob));
  }

  /** How many types there are, void included. */
  public int typeCount() {
    return types.count();
  }

  /** Id of the first type of that kind and name. */
  public OptionalInt find(BtfKind kind, String name) throws MalformedInputException {
    return types.find(kind, name);
  }

  /** Visits the types of a kind in the kernel's order: name, which may be empty, and id. */
  public void forEach(BtfKind kind, ObjIntConsumer<String> visitor) throws MalformedInputException {
    for (int id : types.ids(kind)) {
      visitor.accept(types.name(id), id);
    }
  }

  /**
   * A member of a struct by its name, those of anonymous members included.
   *
   * @param struct for example {@code task_struct}
   * @return empty when there is no such struct or member
   */
  public Optional<BtfMember> member(String struct, String name) throws MalformedInputException {
    OptionalInt id = find(BtfKind.STRUCT, struct);
    return id.isEmpty() ? Optional.empty() : member(id.getAsInt(), name, 0, 0, new int[1]);
  }

  /** Members of a struct or union, as declared; offsets from its start. */
  public List<BtfMember> members(int id) throws MalformedInputException {
    BtfKind kind = types.kind(id);
    if (kind != BtfKind.STRUCT && kind != BtfKind.UNION) {
      throw types.malformed(id, "not a struct or union");
    }
    boolean bitFields = types.flag(id);
    List<BtfMember> members = new ArrayList<>();
    for (int i = 0; i < types.vlen(id); i++) {
      int offset = types.extra(id, i * 12 + 8);
      members.add(
          new BtfMember(
              types.string(types.extra(id, i * 12)),
              types.extra(id, i * 12 + 4),
              bitFields ? offset & 0xff_ffff : offset,
              bitFields ? offset >>> 24 : 0));
    }
    return members;
  }

  /** Names of all raw tracepoints, in the kernel's order. */
  public List<String> rawTracepoints() throws MalformedInputException {
    return new Prototypes(types).rawTracepoints();
  }

  /**
   * What a raw tracepoint's program finds in {@code ctx[0]}, {@code ctx[1]} and so on.
   *
   * @return empty when there is no such tracepoint
   */
  public Optional<List<BtfParameter>> tracepointArguments(String event)
      throws MalformedInputException {
    return new Prototypes(types).tracepoint(event);
  }

  /**
   * What the kernel's function of that name takes and returns; empty when it has none.
   *
   * @param name for example {@code vfs_read}
   */
  public Optional<BtfPrototype> function(String name) throws MalformedInputException {
    return new Prototypes(types).function(name);
  }

  /** What a function type takes and returns. */
  public BtfPrototype prototype(int id) throws MalformedInputException {
    return new Prototypes(types).prototype(id);
  }

  /** Whether a tag is an attribute of C's own, not one for BTF. Kernel 6.15. */
  boolean attribute(int id) throws MalformedInputException {
    return types.kind(id) == BtfKind.TYPE_TAG && types.flag(id);
  }

  /** Whether a type that is only announced is a union, not a struct. */
  boolean unionForward(int id) throws MalformedInputException {
    return types.kind(id) == BtfKind.FWD && types.flag(id);
  }

  /** A type as C writes it, for example {@code const struct file *}. */
  public String describe(int id) throws MalformedInputException {
    return new TypeWords(types).of(id);
  }

  /** What a type is. */
  public BtfKind kind(int id) throws MalformedInputException {
    return types.kind(id);
  }

  /** A type's name; empty for one without. */
  public String name(int id) throws MalformedInputException {
    return types.name(id);
  }

  /** Bytes of an integer, float, struct, union or enumeration. */
  public int sizeBytes(int id) throws MalformedInputException {
    if (!types.kind(id).sized()) {
      throw types.malformed(id, "type has no size of its own");
    }
    int size = types.sizeOrType(id);
    if (size < 0) {
      throw types.malformed(id, "size is out of range");
    }
    return size;
  }

  /** What a pointer points to, a typedef or qualifier stands for, a function's prototype. */
  public int target(int id) throws MalformedInputException {
    BtfKind kind = types.kind(id);
    if (!kind.modifier() && kind != BtfKind.PTR && kind != BtfKind.FUNC) {
      throw types.malformed(id, "not a type that refers to another");
    }
    return types.sizeOrType(id);
  }

  /** The type behind qualifiers and tags, but not behind typedefs. */
  public int unqualified(int id) throws MalformedInputException {
    int at = id;
    for (int depth = 0; types.kind(at).modifier() && types.kind(at) != BtfKind.TYPEDEF; depth++) {
      if (depth > MAX_DEPTH) {
        throw types.malformed(id, "types refer to each other in a ring");
      }
      at = types.sizeOrType(at);
    }
    return at;
  }

  /** The type behind typedefs and qualifiers. */
  public int stripped(int id) throws MalformedInputException {
    int at = id;
    for (int depth = 0; types.kind(at).modifier(); depth++) {
      if (depth > MAX_DEPTH) {
        throw types.malformed(id, "types refer to each other in a ring");
      }
      at = types.sizeOrType(at);
    }
    return at;
  }

  /** Whether an integer or enumeration has a sign. */
  public boolean signed(int id) throws MalformedInputException {
    BtfKind kind = types.kind(id);
    return switch (kind) {
      case INT -> (types.extra(id, 0) >>> ENCODING_SHIFT & ENCODING_SIGNED) != 0;
      case ENUM, ENUM64 -> types.flag(id);
      default -> throw types.malformed(id, "not a number");
    };
  }

  /** Whether an integer is C's {@code _Bool}. */
  public boolean bool(int id) throws MalformedInputException {
    return types.kind(id) == BtfKind.INT
        && (types.extra(id, 0) >>> ENCODING_SHIFT & ENCODING_BOOL) != 0;
  }

  /** An array's element and length. */
  public BtfArray array(int id) throws MalformedInputException {
    if (types.kind(id) != BtfKind.ARRAY) {
      throw types.malformed(id, "not an array");
    }
    int length = types.extra(id, 8);
    if (length < 0) {
      throw types.malformed(id, "array is too long");
    }
    return new BtfArray(types.extra(id, 0), length);
  }

  /** The names of an enumeration, as declared. */
  public List<BtfEnumerator> enumerators(int id) throws MalformedInputException {
    return new Enumerations(types).of(id);
  }

  /** The first enumerator of that name, of whichever enumeration. */
  public Optional<BtfEnumerator> enumerator(String name) throws MalformedInputException {
    return new Enumerations(types).find(name);
  }

  private Optional<BtfMember> member(int id, String name, int bits, int depth, int[] seen)
      throws MalformedInputException {
    if (depth > MAX_DEPTH) {
      throw types.malformed(id, "anonymous members nest too deeply");
    }
    for (BtfMember member : members(id)) {
      if (++seen[0] > MAX_MEMBERS) {
        throw types.malformed(id, "struct has too many members");
      }
      if (member.name().equals(name)) {
        return Optional.of(moved(member, bits));
      }
      if (member.name().isEmpty() && compound(member.typeId())) {
        Optional<BtfMember> inner =
            member(stripped(member.typeId()), name, bits + member.bitOffset(), depth + 1, seen);
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  private boolean compound(int id) throws MalformedInputException {
    BtfKind kind = types.kind(stripped(id));
    return kind == BtfKind.STRUCT || kind == BtfKind.UNION;
  }

  private static BtfMember moved(BtfMember member, int bits) {
    return new BtfMember(
        member.name(), member.typeId(), bits + member.bitOffset(), member.bitSize());
  }
}
