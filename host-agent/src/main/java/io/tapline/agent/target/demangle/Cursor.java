package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mangled name, where its reader is, and what the reader has to remember. */
final class Cursor {
  private static final int MAX_DEPTH = 256;
  private static final int MAX_STEPS = 1 << 16;

  final String text;
  int at;

  /** What substitutions stand for, in order. */
  final List<Node> substitutions = new ArrayList<>();

  /** Name of the class that a constructor would be of. */
  @Nullable Node lastName;

  /** Whether a conversion operator's type is read: its template arguments are the operator's. */
  boolean conversion;

  private int depth;
  private int steps;

  Cursor(String text, int at) {
    this.text = text;
    this.at = at;
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  char next() {
    char c = peek();
    if (c == '\0') {
      throw Unmangleable.INSTANCE;
    }
    at++;
    return c;
  }

  boolean take(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  boolean take(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  void expect(char c) {
    if (!take(c)) {
      throw Unmangleable.INSTANCE;
    }
  }

  boolean digit() {
    return peek() >= '0' && peek() <= '9';
  }

  /** A number that is not negative. */
  int number() {
    if (!digit()) {
      throw Unmangleable.INSTANCE;
    }
    int number = 0;
    while (digit()) {
      number = number * 10 + (next() - '0');
      if (number > 1 << 24) {
        throw Unmangleable.INSTANCE;
      }
    }
    return number;
  }

  /** {@code _} is 0, {@code n_} is n + 1, in decimal. */
  int compactNumber() {
    if (take('_')) {
      return 0;
    }
    int number = number() + 1;
    expect('_');
    return number;
  }

  /** So many characters. */
  String characters(int count) {
    if (count > text.length() - at) {
      throw Unmangleable.INSTANCE;
    }
    String characters = text.substring(at, at + count);
    at += count;
    return characters;
  }

  /** Keeps a node for substitutions, and gives it back. */
  Node keep(Node node) {
    substitutions.add(node);
    return node;
  }

  /** A production begins: they may not be nested too deep. */
  void enter() {
    if (++depth > MAX_DEPTH || ++steps > MAX_STEPS) {
      throw Unmangleable.INSTANCE;
    }
  }

  /** A production ends. */
  void leave() {
    depth--;
  }
}
