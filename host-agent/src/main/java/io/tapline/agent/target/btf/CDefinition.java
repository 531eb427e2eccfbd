package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Structs, unions and enumerations as C defines them, in the form of libbpf's btf_dump. */
public final class CDefinition {
  /** Anonymous members are not that deep, nor are pointers; a damaged blob may have a ring. */
  private static final int MAX_DEPTH = 64;

  /** Longer definitions are a damaged blob's, which holds itself many times over. */
  private static final int MAX_CHARS = 4 << 20;

  private final Btf btf;
  private final CAlignment alignment;

  public CDefinition(Btf btf) {
    this.btf = btf;
    this.alignment = new CAlignment(btf);
  }

  /** The definition without a semicolon: {@code struct list_head {...}}. */
  public String of(int id) throws MalformedInputException {
    StringBuilder out = new StringBuilder();
    define(id, 0, out);
    return out.toString();
  }

  /** A type as C writes it where nothing is named: {@code int (*)(struct file *)}. */
  public String type(int id) throws MalformedInputException {
    StringBuilder out = new StringBuilder();
    declare(id, "", 0, out);
    return out.toString();
  }

  private void define(int id, int depth, StringBuilder out) throws MalformedInputException {
    if (depth > MAX_DEPTH || out.length() > MAX_CHARS) {
      throw new MalformedInputException("BTF", "type " + id, "definition does not end");
    }
    switch (btf.kind(id)) {
      case STRUCT, UNION -> struct(id, depth, out);
      case ENUM, ENUM64 -> enumeration(id, depth, out);
      default -> throw new MalformedInputException("BTF", "type " + id, "nothing to define");
    }
  }

  private void struct(int id, int depth, StringBuilder out) throws MalformedInputException {
    boolean union = btf.kind(id) == BtfKind.UNION;
    boolean packed = !union && alignment.packed(id);
    String indent = "\t".repeat(depth + 1);
    CPadding padding = new CPadding(out, indent);
    List<BtfMember> members = btf.members(id);
    out.append(union ? "union" : "struct").append(named(id)).append(" {");
    long end = 0;
    boolean afterBitField = false;
    for (BtfMember member : members) {
      boolean bitField = member.bitSize() != 0;
      if (!union) {
        int align = packed ? 1 : alignment.of(member.typeId());
        padding.fill(end, member.bitOffset(), align, afterBitField && bitField);
      }
      out.append('\n').append(indent);
      declare(member.typeId(), member.name(), depth + 1, out);
      if (bitField) {
        out.append(": ").append(member.bitSize());
        end = member.bitOffset() + (long) member.bitSize();
      } else {
        end = member.bitOffset() + alignment.sizeOf(member.typeId()) * Byte.SIZE;
      }
      afterBitField = bitField;
      out.append(';');
    }
    long bits = (long) btf.sizeBytes(id) * Byte.SIZE;
    if (!union) {
      padding.fill(end, bits, packed ? 1 : alignment.of(id), false);
    }
    if (!members.isEmpty() || bits != 0) {
      out.append('\n').append("\t".repeat(depth));
    }
    out.append('}').append(packed ? " __attribute__((packed))" : "");
  }

  private void enumeration(int id, int depth, StringBuilder out) throws MalformedInputException {
    boolean wide = btf.kind(id) == BtfKind.ENUM64;
    boolean signed = btf.signed(id);
    out.append("enum").append(named(id)).append(" {\n");
    for (BtfEnumerator name : btf.enumerators(id)) {
      String value = signed ? Long.toString(name.value()) : Long.toUnsignedString(name.value());
      out.append("\t".repeat(depth + 1))
          .append(name.name())
          .append(" = ")
          .append(value)
          .append(wide ? (signed ? "LL" : "ULL") : "")
          .append(",\n");
    }
    out.append("\t".repeat(depth)).append('}').append(mode(id, wide));
  }

  /** Enumerations that are not as wide as an int, which C does not say by itself. */
  private String mode(int id, boolean wide) throws MalformedInputException {
    int size = btf.sizeBytes(id);
    if (size == 1) {
      return " __attribute__((mode(byte)))";
    }
    boolean needsMode =
        size == Long.BYTES
            && (!wide || btf.enumerators(id).stream().allMatch(e -> fitsAnInt(e.value())));
    return needsMode ? " __attribute__((mode(word)))" : "";
  }

  private static boolean fitsAnInt(long value) {
    return value == (int) value || value >>> Integer.SIZE == 0;
  }

  private String named(int id) throws MalformedInputException {
    String name = btf.name(id);
    return name.isEmpty() ? "" : " " + name;
  }

  /** A declaration is built from its name outwards: {@code *a[2]} becomes {@code int *a[2]}. */
  private void declare(int id, String name, int depth, StringBuilder out)
      throws MalformedInputException {
    String declarator = name;
    String qualifiers = "";
    boolean function = false;
    int at = id;
    for (int i = 0; i < MAX_DEPTH; i++) {
      switch (btf.kind(at)) {
        case PTR -> {
          int target = btf.target(at);
          BtfKind kind = btf.kind(target);
          boolean binds = kind == BtfKind.ARRAY || kind == BtfKind.FUNC_PROTO;
          // A function that returns a pointer: the star keeps its distance from the parenthesis.
          String star = function ? "* " : "*";
          declarator = binds ? "(*" + declarator + ")" : star + declarator;
          function = false;
          at = target;
        }
        case ARRAY -> {
          BtfArray array = btf.array(at);
          declarator = declarator + "[" + array.length() + "]";
          function = false;
          at = array.elementId();
        }
        case FUNC_PROTO -> {
          BtfPrototype prototype = btf.prototype(at);
          declarator = declarator + "(" + parameters(prototype, depth) + ")";
          function = true;
          at = prototype.resultId();
        }
        case CONST, VOLATILE, RESTRICT -> {
          String word = btf.kind(at).name().toLowerCase(Locale.ROOT);
          at = btf.target(at);
          BtfKind kind = btf.kind(btf.unqualified(at));
          if (kind == BtfKind.PTR) {
            boolean glued = declarator.isEmpty() || declarator.startsWith(" ");
            declarator = " " + word + (glued ? "" : " ") + declarator;
          } else if (kind != BtfKind.ARRAY) {
            // Of an array the compiler says it twice, once of the elements.
            qualifiers = word + " " + qualifiers;
          }
        }
        case TYPE_TAG -> {
          boolean glued = declarator.isEmpty() || declarator.startsWith(" ");
          declarator = attribute(at) + (glued ? "" : " ") + declarator;
          at = btf.target(at);
        }
        default -> {
          out.append(qualifiers);
          base(at, depth, out);
          boolean glued =
              declarator.isEmpty()
                  || declarator.startsWith(" ")
                  || (name.isEmpty() && !function && declarator.startsWith("("));
          out.append(glued ? "" : " ").append(declarator);
          return;
        }
      }
    }
    throw new MalformedInputException("BTF", "type " + id, "types refer to each other in a ring");
  }

  private String attribute(int tag) throws MalformedInputException {
    String name = btf.name(tag);
    return btf.attribute(tag)
        ? " __attribute__((" + name + "))"
        : " __attribute__((btf_type_tag(\"" + name + "\")))";
  }

  private String parameters(BtfPrototype prototype, int depth) throws MalformedInputException {
    if (prototype.parameters().isEmpty()) {
      return "void";
    }
    StringJoiner all = new StringJoiner(", ");
    int last = prototype.parameters().size() - 1;
    for (int i = 0; i <= last; i++) {
      BtfParameter parameter = prototype.parameters().get(i);
      if (i == last && parameter.typeId() == 0) {
        all.add("...");
      } else {
        StringBuilder one = new StringBuilder();
        declare(parameter.typeId(), parameter.name(), depth, one);
        all.add(one);
      }
    }
    return all.toString();
  }

  private void base(int id, int depth, StringBuilder out) throws MalformedInputException {
    String name = btf.name(id);
    switch (btf.kind(id)) {
      case VOID -> out.append("void");
      case STRUCT, UNION, ENUM, ENUM64 -> {
        if (name.isEmpty()) {
          define(id, depth, out);
        } else {
          out.append(keyword(id)).append(' ').append(name);
        }
      }
      case FWD -> out.append(btf.unionForward(id) ? "union " : "struct ").append(name);
      default -> out.append(name);
    }
  }

  private String keyword(int id) throws MalformedInputException {
    return switch (btf.kind(id)) {
      case STRUCT -> "struct";
      case UNION -> "union";
      default -> "enum";
    };
  }
}
