package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Parameters of templates, and packs of arguments. */
final class Templates {
  private Templates() {}

  /**
   * A parameter of the template around: its argument is written.
   *
   * @param index from 0
   */
  record Parameter(int index) implements Node {
    @Override
    public void left(Printer out) {
      if (out.inLambda()) {
        out.append("auto:" + (index + 1));
      } else {
        resolve(out, out::left);
      }
    }

    @Override
    public void right(Printer out) {
      if (!out.inLambda()) {
        resolve(out, out::right);
      }
    }

    @Override
    public Shape shape(Printer out) {
      Shape[] shape = {Shape.SIMPLE};
      if (!out.inLambda()) {
        resolve(out, argument -> shape[0] = out.shape(argument));
      }
      return shape[0];
    }

    /** Does something with the argument, where parameters mean what they mean there. */
    void resolve(Printer out, Consumer<Node> action) {
      if (out.inLambda()) {
        action.accept(this);
        return;
      }
      Node argument = argument(out);
      Printer.Scope scope = out.scope();
      Node shown = argument;
      if (argument instanceof Pack pack && out.packIndex() >= 0) {
        if (out.packIndex() >= pack.elements().size()) {
          return;
        }
        shown = pack.elements().get(out.packIndex());
      }
      Node resolved = shown;
      out.at(scope == null ? null : scope.outer(), () -> action.accept(resolved));
    }

    private Node argument(Printer out) {
      Printer.Scope scope = out.scope();
      if (scope == null || index >= scope.arguments().size()) {
        throw Unmangleable.INSTANCE;
      }
      return scope.arguments().get(index);
    }
  }

  /** Arguments that stand for one parameter. */
  record Pack(List<Node> elements) implements Node {
    Pack {
      elements = List.copyOf(elements);
    }

    @Override
    public void left(Printer out) {
      out.list(elements);
    }

    @Override
    public List<Node> parts() {
      return elements;
    }
  }

  /** {@code pattern...}: once for each element of the pack in it. */
  record Expansion(Node pattern) implements Node {
    @Override
    public void left(Printer out) {
      Pack pack = out.inLambda() ? null : pack(pattern, out);
      if (pack == null) {
        Expressions.wrapped(out, pattern);
        out.append("...");
        return;
      }
      List<Node> elements = new ArrayList<>();
      for (int i = 0; i < pack.elements().size(); i++) {
        elements.add(new Element(pattern, i));
      }
      out.list(elements);
    }
  }

  /** A pattern for one element of its pack. */
  private record Element(Node pattern, int index) implements Node {
    @Override
    public void left(Printer out) {
      out.element(index, () -> out.print(pattern));
    }
  }

  /** The pack that a pattern has in it; null for none. */
  static @Nullable Pack pack(Node pattern, Printer out) {
    if (pattern instanceof Parameter parameter) {
      return parameter.argument(out) instanceof Pack pack ? pack : null;
    } else if (pattern instanceof Expansion) {
      return null;
    }
    for (Node part : pattern.parts()) {
      Pack pack = pack(part, out);
      if (pack != null) {
        return pack;
      }
    }
    return null;
  }
}
