package io.tapline.agent.script.parse;

/** What a token is. Symbols carry their text; longer ones come first where they share a start. */
enum TokenKind {
  END("end of script", false),
  INTEGER("number", false),
  STRING("string", false),
  WORD("name", false),
  VARIABLE("scratch variable", false),
  MAP("map", false),
  /** {@code $1} or {@code $#}, whose number is 0. */
  PARAMETER("positional parameter", false),
  /** A character that starts no token; reported by the lexer already. */
  BAD("unreadable character", false),
  SHIFT_LEFT_ASSIGN("<<="),
  SHIFT_RIGHT_ASSIGN(">>="),
  INCREMENT("++"),
  DECREMENT("--"),
  ARROW("->"),
  RANGE(".."),
  SHIFT_LEFT("<<"),
  SHIFT_RIGHT(">>"),
  LESS_OR_EQUAL("<="),
  GREATER_OR_EQUAL(">="),
  EQUAL("=="),
  NOT_EQUAL("!="),
  LOGICAL_AND("&&"),
  LOGICAL_OR("||"),
  ADD_ASSIGN("+="),
  SUBTRACT_ASSIGN("-="),
  MULTIPLY_ASSIGN("*="),
  DIVIDE_ASSIGN("/="),
  REMAINDER_ASSIGN("%="),
  AND_ASSIGN("&="),
  OR_ASSIGN("|="),
  XOR_ASSIGN("^="),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_PARENTHESIS("("),
  RIGHT_PARENTHESIS(")"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  SEMICOLON(";"),
  COMMA(","),
  DOT("."),
  QUESTION("?"),
  COLON(":"),
  ASSIGN("="),
  LESS("<"),
  GREATER(">"),
  PLUS("+"),
  MINUS("-"),
  STAR("*"),
  SLASH("/"),
  PERCENT("%"),
  AND("&"),
  OR("|"),
  XOR("^"),
  NOT("!"),
  COMPLEMENT("~");

  private final String text;
  private final boolean symbol;

  TokenKind(String text) {
    this(text, true);
  }

  TokenKind(String text, boolean symbol) {
    this.text = text;
    this.symbol = symbol;
  }

  /** A symbol's characters; for the others what messages call them. */
  String text() {
    return text;
  }

  /** Whether tokens of this kind are always written alike. */
  boolean isSymbol() {
    return symbol;
  }
}
