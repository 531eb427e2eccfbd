package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes nodes. Knows which template's arguments parameters mean, and which element of a pack is
 * being written. Output and work are bounded: substitutions let a short name ask for more text than
 * there are atoms.
 */
final class Printer {
  private static final int MAX_CHARS = 1 << 16;
  private static final int MAX_STEPS = 1 << 18;
  private static final int MAX_DEPTH = 512;

  private final StringBuilder text = new StringBuilder();
  private @Nullable Scope scope;
  private int packIndex = -1;
  private boolean lambda;
  private char last;
  private int steps;
  private int depth;

  /** Arguments of a template, and those of the templates around it. */
  record Scope(List<Node> arguments, @Nullable Scope outer) {}

  void print(Node node) {
    left(node);
    right(node);
  }

  void left(Node node) {
    enter();
    node.left(this);
    depth--;
  }

  void right(Node node) {
    enter();
    node.right(this);
    depth--;
  }

  Node.Shape shape(Node node) {
    enter();
    Node.Shape shape = node.shape(this);
    depth--;
    return shape;
  }

  private void enter() {
    if (++steps > MAX_STEPS || ++depth > MAX_DEPTH) {
      throw Unmangleable.INSTANCE;
    }
  }

  Printer append(String more) {
    if (text.length() + more.length() > MAX_CHARS) {
      throw Unmangleable.INSTANCE;
    }
    if (!more.isEmpty()) {
      text.append(more);
      last = more.charAt(more.length() - 1);
    }
    return this;
  }

  /**
   * Nodes with commas between. What writes nothing at the end, empty packs, takes no commas. As in
   * GNU's library what was taken back still counts as what was written last, so that no blank comes
   * before a closing bracket then.
   */
  void list(List<Node> nodes) {
    int[] commas = new int[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      commas[i] = text.length();
      append(i == 0 ? "" : ", ");
      print(nodes.get(i));
    }
    for (int i = nodes.size() - 1; i > 0 && text.length() == commas[i] + 2; i--) {
      text.setLength(commas[i]);
    }
  }

  boolean endsWith(String end) {
    int start = text.length() - end.length();
    return start >= 0 && text.indexOf(end, start) == start;
  }

  char last() {
    return last;
  }

  /** Does something while parameters mean these arguments. */
  void within(List<Node> arguments, Runnable action) {
    Scope before = scope;
    scope = new Scope(arguments, before);
    action.run();
    scope = before;
  }

  @Nullable Scope scope() {
    return scope;
  }

  /** Does something while parameters mean what they mean there. */
  void at(@Nullable Scope other, Runnable action) {
    Scope before = scope;
    scope = other;
    action.run();
    scope = before;
  }

  int packIndex() {
    return packIndex;
  }

  /** Does something for one element of packs. */
  void element(int index, Runnable action) {
    int before = packIndex;
    packIndex = index;
    action.run();
    packIndex = before;
  }

  boolean inLambda() {
    return lambda;
  }

  /** Does something within a lambda's parameters, where template parameters are {@code auto}. */
  void inLambda(Runnable action) {
    boolean before = lambda;
    lambda = true;
    action.run();
    lambda = before;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
