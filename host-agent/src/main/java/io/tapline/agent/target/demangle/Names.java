package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of names. */
final class Names {
  private Names() {}

  /** A word as it is. */
  record Word(String text) implements Node {
    @Override
    public void left(Printer out) {
      out.append(text);
    }
  }

  /**
   * An abbreviation of the standard library.
   *
   * @param text as it is written
   * @param name its last word
   */
  record Standard(String text, String name) implements Node {
    @Override
    public void left(Printer out) {
      out.append(text);
    }
  }

  /** {@code outer::inner}. */
  record Within(Node outer, Node inner) implements Node {
    @Override
    public void left(Printer out) {
      out.print(outer);
      out.append("::");
      out.print(inner);
    }

    @Override
    public List<Node> parts() {
      return List.of(outer, inner);
    }
  }

  /** {@code name<arguments>}. */
  record Template(Node name, List<Node> arguments) implements Node {
    Template {
      arguments = List.copyOf(arguments);
    }

    @Override
    public void left(Printer out) {
      out.print(name);
      out.append(out.last() == '<' ? " <" : "<");
      out.list(arguments);
      out.append(out.last() == '>' ? " >" : ">");
    }

    @Override
    public List<Node> parts() {
      return Parts.of(name, arguments);
    }
  }

  /** {@code name[abi:tag]}. */
  record Tagged(Node name, String tag) implements Node {
    @Override
    public void left(Printer out) {
      out.print(name);
      out.append("[abi:").append(tag).append("]");
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** A constructor or destructor. */
  record Structor(Node className, boolean destructor) implements Node {
    @Override
    public void left(Printer out) {
      out.append(destructor ? "~" : "");
      out.print(className);
    }
  }

  /** {@code operator+}. */
  record OperatorName(String sign) implements Node {
    @Override
    public void left(Printer out) {
      out.append(Character.isLetter(sign.charAt(0)) ? "operator " : "operator").append(sign);
    }
  }

  /** {@code operator type}. */
  record Conversion(Node type) implements Node {
    @Override
    public void left(Printer out) {
      out.append("operator ");
      out.print(type);
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** {@code {lambda(int)#1}}. */
  record Lambda(List<Node> parameters, int number) implements Node {
    Lambda {
      parameters = List.copyOf(parameters);
    }

    @Override
    public void left(Printer out) {
      out.append("{lambda(");
      out.inLambda(() -> out.list(parameters));
      out.append(")#" + (number + 1) + "}");
    }
  }

  /** {@code {unnamed type#1}}. */
  record Unnamed(int number) implements Node {
    @Override
    public void left(Printer out) {
      out.append("{unnamed type#" + (number + 1) + "}");
    }
  }

  /** {@code [a, b]}. */
  record Binding(List<Node> names) implements Node {
    Binding {
      names = List.copyOf(names);
    }

    @Override
    public void left(Printer out) {
      out.append("[");
      out.list(names);
      out.append("]");
    }
  }

  /**
   * Something within a function.
   *
   * @param defaultArgument whose default it is within, counted from the last; -1 for the body
   */
  record Local(Node function, Node entity, int defaultArgument) implements Node {
    @Override
    public void left(Printer out) {
      out.print(function);
      out.append("::");
      if (defaultArgument >= 0) {
        out.append("{default arg#" + (defaultArgument + 1) + "}::");
      }
      out.print(entity);
    }

    @Override
    public List<Node> parts() {
      return List.of(function, entity);
    }
  }

  /** A member function's name with what stands behind its parameters: {@code const}. */
  record Qualified(Node name, String qualifiers) implements Node {
    @Override
    public void left(Printer out) {
      out.print(name);
      out.append(qualifiers);
    }

    @Override
    public List<Node> parts() {
      return List.of(name);
    }
  }

  /** A name with words before it: {@code vtable for X}. */
  record Special(String words, Node name) implements Node {
    @Override
    public void left(Printer out) {
      out.append(words);
      out.print(name);
    }
  }

  /** {@code construction vtable for X-in-Y}. */
  record ConstructionTable(Node base, Node derived) implements Node {
    @Override
    public void left(Printer out) {
      out.append("construction vtable for ");
      out.print(base);
      out.append("-in-");
      out.print(derived);
    }
  }

  /**
   * A function with its parameters.
   *
   * @param result what it returns, if its name tells; it does for templates
   */
  record Function(Node name, @Nullable Node result, List<Node> parameters) implements Node {
    Function {
      parameters = List.copyOf(parameters);
    }

    @Override
    public void left(Printer out) {
      List<Node> arguments = TemplateArguments.of(name);
      if (arguments == null) {
        write(out);
      } else {
        out.within(arguments, () -> write(out));
      }
    }

    @Override
    public List<Node> parts() {
      return Parts.of(name, parameters);
    }

    private void write(Printer out) {
      if (result != null) {
        out.left(result);
        if (!result.open(out)) {
          out.append(" ");
        }
      }
      name(out, name);
      out.append("(");
      out.list(parameters);
      out.append(")");
      qualifiers(out, name);
      if (result != null) {
        out.right(result);
      }
    }

    private static void name(Printer out, Node name) {
      if (name instanceof Qualified qualified) {
        out.print(qualified.name());
      } else if (name instanceof Local local && local.entity() instanceof Qualified inner) {
        out.print(new Local(local.function(), inner.name(), local.defaultArgument()));
      } else {
        out.print(name);
      }
    }

    private static void qualifiers(Printer out, Node name) {
      if (name instanceof Qualified qualified) {
        out.append(qualified.qualifiers());
      } else if (name instanceof Local local && local.entity() instanceof Qualified inner) {
        out.append(inner.qualifiers());
      }
    }
  }
}
