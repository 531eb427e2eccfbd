package io.tapline.agent.target.demangle;

import java.util.List;

/** Reads names without what they are within: words, operators, constructors, lambdas. */
final class UnqualifiedParser {
  private static final String ANONYMOUS = "_GLOBAL_";

  private final Cursor in;
  private final Parsers parsers;

  UnqualifiedParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /** {@code unqualified-name [abi-tags]}. */
  Node name() {
    char c = in.peek();
    Node name;
    if (in.digit()) {
      name = source();
    } else if (c >= 'a' && c <= 'z') {
      in.take("on");
      name = operator();
    } else if (c == 'D' && in.peek(1) == 'C') {
      in.at += 2;
      name = new Names.Binding(parsers.names().sourceNames());
    } else if (c == 'C' || c == 'D') {
      name = structor();
    } else if (c == 'L') {
      in.at++;
      name = source();
      localDiscriminator();
    } else if (c == 'U' && in.peek(1) == 'l') {
      name = lambda();
    } else if (c == 'U' && in.peek(1) == 't') {
      in.at += 2;
      name = in.keep(new Names.Unnamed(in.compactNumber()));
    } else {
      throw Unmangleable.INSTANCE;
    }
    return tagged(name);
  }

  /** The name with its tags. */
  Node tagged(Node name) {
    Node tagged = name;
    while (in.peek() == 'B') {
      in.at++;
      Node last = in.lastName;
      tagged = new Names.Tagged(tagged, ((Names.Word) source()).text());
      in.lastName = last;
    }
    return tagged;
  }

  /** {@code length characters}. */
  Node source() {
    String word = in.characters(nonZero(in.number()));
    boolean anonymous =
        word.startsWith(ANONYMOUS)
            && word.length() > ANONYMOUS.length() + 1
            && "._$".indexOf(word.charAt(ANONYMOUS.length())) >= 0
            && word.charAt(ANONYMOUS.length() + 1) == 'N';
    Node name = new Names.Word(anonymous ? "(anonymous namespace)" : word);
    in.lastName = name;
    return name;
  }

  private static int nonZero(int length) {
    if (length == 0) {
      throw Unmangleable.INSTANCE;
    }
    return length;
  }

  private void localDiscriminator() {
    if (in.peek() == '_' && in.peek(1) >= '0' && in.peek(1) <= '9') {
      in.at += 2;
    }
  }

  private Node operator() {
    char first = in.next();
    char second = in.next();
    if (first == 'c' && second == 'v') {
      boolean before = in.conversion;
      in.conversion = true;
      Node type = parsers.types().type();
      in.conversion = before;
      return new Names.Conversion(type);
    } else if (first == 'l' && second == 'i') {
      return new Names.Word("operator\"\" " + ((Names.Word) source()).text());
    } else if (first == 'v' && second >= '0' && second <= '9') {
      return new Names.Word("operator " + ((Names.Word) source()).text());
    }
    Operators.Operator operator = Operators.of(first, second);
    if (operator == null) {
      throw Unmangleable.INSTANCE;
    }
    return new Names.OperatorName(operator.sign().strip());
  }

  private Node structor() {
    boolean destructor = in.next() == 'D';
    boolean inherited = !destructor && in.take('I');
    char kind = in.next();
    Node className = in.lastName;
    if (className == null || (destructor ? "01245" : "12345").indexOf(kind) < 0) {
      throw Unmangleable.INSTANCE;
    }
    if (inherited) {
      parsers.types().type();
      in.lastName = className;
    }
    return new Names.Structor(className, destructor);
  }

  private Node lambda() {
    in.at += 2;
    List<Node> parameters = parsers.types().parameters();
    in.expect('E');
    return new Names.Lambda(parameters, in.compactNumber());
  }
}
