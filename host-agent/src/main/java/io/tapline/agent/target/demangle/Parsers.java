package io.tapline.agent.target.demangle;

/** The readers of one name, which need each other. */
final class Parsers {
  private final EncodingParser encodings;
  private final NameParser names;
  private final UnqualifiedParser unqualified;
  private final SubstitutionParser substitutions;
  private final TypeParser types;
  private final ExpressionParser expressions;

  Parsers(Cursor in) {
    this.names = new NameParser(in, this);
    this.unqualified = new UnqualifiedParser(in, this);
    this.substitutions = new SubstitutionParser(in, this);
    this.types = new TypeParser(in, this);
    this.expressions = new ExpressionParser(in, this);
    this.encodings = new EncodingParser(in, this);
  }

  EncodingParser encodings() {
    return encodings;
  }

  NameParser names() {
    return names;
  }

  UnqualifiedParser unqualified() {
    return unqualified;
  }

  SubstitutionParser substitutions() {
    return substitutions;
  }

  TypeParser types() {
    return types;
  }

  ExpressionParser expressions() {
    return expressions;
  }
}
