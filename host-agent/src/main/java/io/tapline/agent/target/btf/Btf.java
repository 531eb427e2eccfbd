package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The kernel's own description of its types. Immutable and thread-safe.
 *
 * <p>Held in memory it is some 6 MB for a common kernel: keep it while scripts are compiled, then
 * let it go. Names are found by walking the types, 1 to 8 ms each.
 */
public final class Btf {
  /** Where kernels with CONFIG_DEBUG_INFO_BTF show it. */
  public static final Path VMLINUX = Path.of("/sys/kernel/btf/vmlinux");

  private static final String TRACEPOINT_PREFIX = "btf_trace_";

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
    return parse(file.toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
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
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int id = 1; id < types.count(); id++) {
      if (types.kind(id) == kind && types.named(id, wanted)) {
        return OptionalInt.of(id);
      }
    }
    return OptionalInt.empty();
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
    List<String> names = new ArrayList<>();
    for (int id = 1; id < types.count(); id++) {
      if (types.kind(id) == BtfKind.TYPEDEF) {
        String name = types.name(id);
        if (name.startsWith(TRACEPOINT_PREFIX)) {
          names.add(name.substring(TRACEPOINT_PREFIX.length()));
        }
      }
    }
    return names;
  }

  /**
   * What a raw tracepoint's program finds in {@code ctx[0]}, {@code ctx[1]} and so on: typedef
   * btf_trace_X is a pointer to a function whose first parameter, {@code void *__data}, is the
   * tracepoint's own.
   *
   * @return empty when there is no such tracepoint
   */
  public Optional<List<BtfParameter>> tracepointArguments(String event)
      throws MalformedInputException {
    OptionalInt typedef = find(BtfKind.TYPEDEF, TRACEPOINT_PREFIX + event);
    if (typedef.isEmpty()) {
      return Optional.empty();
    }
    int pointer = types.sizeOrType(typedef.getAsInt());
    int prototype = types.sizeOrType(pointer);
    if (types.kind(pointer) != BtfKind.PTR || types.kind(prototype) != BtfKind.FUNC_PROTO) {
      throw types.malformed(typedef.getAsInt(), "tracepoint is not a pointer to a function");
    }
    List<BtfParameter> parameters = new ArrayList<>();
    for (int i = 1; i < types.vlen(prototype); i++) {
      int type = types.extra(prototype, i * 8 + 4);
      parameters.add(
          new BtfParameter(types.string(types.extra(prototype, i * 8)), describe(type), type));
    }
    return Optional.of(List.copyOf(parameters));
  }

  /** A type as C writes it, for example {@code const struct file *}. */
  public String describe(int id) throws MalformedInputException {
    return describe(id, 0);
  }

  private String describe(int id, int depth) throws MalformedInputException {
    if (depth > MAX_DEPTH) {
      throw types.malformed(id, "types refer to each other in a ring");
    }
    BtfKind kind = types.kind(id);
    return switch (kind) {
      case VOID -> "void";
      case PTR -> pointer(describe(types.sizeOrType(id), depth + 1));
      case CONST -> "const " + describe(types.sizeOrType(id), depth + 1);
      case VOLATILE -> "volatile " + describe(types.sizeOrType(id), depth + 1);
      case RESTRICT, TYPE_TAG -> describe(types.sizeOrType(id), depth + 1);
      case ARRAY -> describe(types.extra(id, 0), depth + 1) + "[" + types.extra(id, 8) + "]";
      case STRUCT, FWD -> "struct " + types.name(id);
      case UNION -> "union " + types.name(id);
      case ENUM, ENUM64 -> "enum " + types.name(id);
      case FUNC_PROTO -> "function";
      default -> types.name(id);
    };
  }

  private static String pointer(String target) {
    return target.endsWith("*") ? target + "*" : target + " *";
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

  /** The type behind typedefs and qualifiers. */
  private int stripped(int id) throws MalformedInputException {
    int at = id;
    for (int depth = 0; types.kind(at).modifier(); depth++) {
      if (depth > MAX_DEPTH) {
        throw types.malformed(id, "types refer to each other in a ring");
      }
      at = types.sizeOrType(at);
    }
    return at;
  }

  private static BtfMember moved(BtfMember member, int bits) {
    return new BtfMember(
        member.name(), member.typeId(), bits + member.bitOffset(), member.bitSize());
  }
}
