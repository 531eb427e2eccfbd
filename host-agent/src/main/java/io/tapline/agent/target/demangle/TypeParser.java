package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types, template arguments and lists of parameters. */
final class TypeParser {
  private final Cursor in;
  private final Parsers parsers;
  private final FunctionTypeParser functions;

  TypeParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
    this.functions = new FunctionTypeParser(in, parsers);
  }

  /** A type. */
  Node type() {
    in.enter();
    Node type = read();
    in.leave();
    return type;
  }

  private Node read() {
    char c = in.peek();
    Types.Builtin builtin = BuiltinTypes.of(c);
    if (isQualifier(c) || functions.begins()) {
      return qualified();
    } else if (builtin != null) {
      in.at++;
      return builtin;
    }
    return switch (c) {
      case 'u' -> {
        in.at++;
        Node vendor = parsers.unqualified().source();
        yield in.keep(in.peek() == 'I' ? new Names.Template(vendor, templateArguments()) : vendor);
      }
      case 'A' -> in.keep(array());
      case 'M' -> in.keep(memberPointer());
      case 'T' -> in.keep(parameter());
      case 'S' -> standard();
      case 'P' -> in.keep(pointer("*"));
      case 'R' -> in.keep(pointer("&"));
      case 'O' -> in.keep(pointer("&&"));
      case 'C' -> in.keep(suffixed("_Complex"));
      case 'G' -> in.keep(suffixed("_Imaginary"));
      case 'U' -> in.keep(vendorQualified());
      case 'D' -> afterD();
      default -> in.keep(parsers.names().name());
    };
  }

  private static boolean isQualifier(char c) {
    return c == 'r' || c == 'V' || c == 'K';
  }

  /** Qualifiers as they are written behind, each with a blank before. */
  String qualifiers() {
    List<String> words = new ArrayList<>();
    while (isQualifier(in.peek())) {
      char c = in.next();
      words.add(c == 'r' ? " restrict" : c == 'V' ? " volatile" : " const");
    }
    Collections.reverse(words);
    return String.join("", words);
  }

  /** A qualified type is kept once, with all of its qualifiers. */
  private Node qualified() {
    String words = qualifiers();
    if (functions.begins()) {
      return in.keep(functions.read(words));
    }
    Node type = type();
    for (String word : words.strip().split(" ", -1)) {
      type = new Types.Suffixed(type, word);
    }
    return in.keep(type);
  }

  private Node pointer(String sign) {
    in.at++;
    return new Types.Pointer(type(), sign);
  }

  private Node suffixed(String word) {
    in.at++;
    return new Types.Suffixed(type(), word);
  }

  private Node vendorQualified() {
    in.at++;
    Node qualifier = parsers.unqualified().source();
    if (in.peek() == 'I') {
      qualifier = new Names.Template(qualifier, templateArguments());
    }
    Printer printer = new Printer();
    printer.print(qualifier);
    return new Types.Suffixed(type(), printer.toString());
  }

  private Node array() {
    in.expect('A');
    Node size = null;
    if (in.digit()) {
      size = new Names.Word(Integer.toString(in.number()));
    } else if (in.peek() != '_') {
      size = parsers.expressions().expression();
    }
    in.expect('_');
    return new Types.Array(type(), size);
  }

  private Node memberPointer() {
    in.expect('M');
    Node owner = type();
    return new Types.MemberPointer(owner, type());
  }

  private Node parameter() {
    Node parameter = templateParameter();
    if (in.peek() != 'I') {
      return parameter;
    }
    if (!in.conversion) {
      in.keep(parameter);
      return new Names.Template(parameter, templateArguments());
    }
    // The arguments may be the conversion operator's: they are if no others follow.
    int at = in.at;
    int kept = in.substitutions.size();
    List<Node> arguments = templateArguments();
    if (in.peek() == 'I') {
      in.keep(parameter);
      return new Names.Template(parameter, arguments);
    }
    in.at = at;
    in.substitutions.subList(kept, in.substitutions.size()).clear();
    return parameter;
  }

  /** {@code T_}, {@code T0_}. */
  Node templateParameter() {
    in.expect('T');
    return new Templates.Parameter(in.compactNumber());
  }

  private Node standard() {
    char c = in.peek(1);
    if (c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
      Node known = parsers.substitutions().read(false);
      return in.peek() == 'I' ? in.keep(new Names.Template(known, templateArguments())) : known;
    }
    Node name = parsers.names().name();
    return name instanceof Names.Standard ? name : in.keep(name);
  }

  private Node afterD() {
    char c = in.peek(1);
    Types.Builtin builtin = BuiltinTypes.afterD(c);
    if (builtin != null) {
      in.at += 2;
      return builtin;
    }
    in.at += 2;
    return switch (c) {
      case 'T', 't' -> {
        Node expression = parsers.expressions().expression();
        in.expect('E');
        yield in.keep(new Types.Decltype(expression));
      }
      case 'p' -> in.keep(new Templates.Expansion(type()));
      case 'v' -> in.keep(vector());
      case 'F' -> floating();
      default -> throw Unmangleable.INSTANCE;
    };
  }

  private Node vector() {
    Node size;
    if (in.take('_')) {
      size = parsers.expressions().expression();
    } else {
      size = new Names.Word(Integer.toString(in.number()));
    }
    in.expect('_');
    return new Types.Vector(type(), size);
  }

  /** {@code _Float16}, {@code _Float32x}, {@code std::bfloat16_t}. */
  private Node floating() {
    int bits = in.number();
    String name = "_Float" + bits;
    if (in.take('b')) {
      name = "std::bfloat" + bits + "_t";
    } else if (in.take('x')) {
      name += "x";
    } else {
      in.expect('_');
    }
    return new Types.Builtin(name, Types.LiteralForm.FLOAT, "");
  }

  /** {@code I argument... E}. */
  List<Node> templateArguments() {
    in.enter();
    Node last = in.lastName;
    if (!in.take('I')) {
      in.expect('J');
    }
    List<Node> arguments = new ArrayList<>();
    while (!in.take('E')) {
      arguments.add(templateArgument());
    }
    in.lastName = last;
    in.leave();
    return arguments;
  }

  /** A type, an expression, or a pack of arguments. */
  Node templateArgument() {
    switch (in.peek()) {
      case 'X' -> {
        in.at++;
        Node expression = parsers.expressions().expression();
        in.expect('E');
        return expression;
      }
      case 'L' -> {
        return parsers.expressions().primary();
      }
      case 'I', 'J' -> {
        return new Templates.Pack(templateArguments());
      }
      default -> {
        return type();
      }
    }
  }

  /** Types of parameters up to what cannot be one; none for a single void. */
  List<Node> parameters() {
    List<Node> parameters = new ArrayList<>();
    while (!atEndOfParameters()) {
      parameters.add(type());
    }
    if (parameters.isEmpty()) {
      throw Unmangleable.INSTANCE;
    }
    boolean none = parameters.size() == 1 && parameters.get(0) == BuiltinTypes.of('v');
    return none ? List.of() : parameters;
  }

  private boolean atEndOfParameters() {
    char c = in.peek();
    return c == '\0' || c == 'E' || c == '.' || ((c == 'R' || c == 'O') && in.peek(1) == 'E');
  }

  /** Reads a type that may be missing. */
  @Nullable Node typeIf(boolean there) {
    return there ? type() : null;
  }
}
