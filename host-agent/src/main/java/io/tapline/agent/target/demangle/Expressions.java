package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of expressions, as they occur in template arguments and decltype. */
final class Expressions {
  private Expressions() {}

  /** An operand: in parentheses unless it is one word. */
  static void wrapped(Printer out, Node node) {
    boolean simple =
        node instanceof Names.Word
            || node instanceof Names.Within
            || node instanceof Braces
            || node instanceof Parameter;
    out.append(simple ? "" : "(");
    out.print(node);
    out.append(simple ? "" : ")");
  }

  /** A parameter of the function around, from 1; 0 is the object itself. */
  record Parameter(int number) implements Node {
    @Override
    public void left(Printer out) {
      out.append(number == 0 ? "this" : "{parm#" + number + "}");
    }
  }

  /** {@code 5ul}, {@code (char)97}. */
  record Literal(Node type, String digits, boolean negative) implements Node {
    @Override
    public void left(Printer out) {
      String sign = negative ? "-" : "";
      if (type instanceof Types.Builtin builtin) {
        switch (builtin.literal()) {
          case SUFFIX -> {
            out.append(sign).append(digits).append(builtin.suffix());
            return;
          }
          case BOOLEAN -> {
            if (!negative && (digits.equals("0") || digits.equals("1"))) {
              out.append(digits.equals("0") ? "false" : "true");
              return;
            }
          }
          case FLOAT -> {
            out.append("(").append(builtin.name()).append(")").append(sign);
            out.append("[").append(digits).append("]");
            return;
          }
          case CAST -> {}
        }
      }
      out.append("(");
      out.print(type);
      out.append(")").append(sign).append(digits);
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** {@code !x}, {@code sizeof (x)}. */
  record Unary(Operators.Operator operator, Node operand) implements Node {
    @Override
    public void left(Printer out) {
      switch (operator.code()) {
        case "sZ" -> {
          Templates.Pack pack = Templates.pack(operand, out);
          out.append("" + (pack == null ? 0 : pack.elements().size()));
        }
        case "gs" -> {
          out.append(operator.sign());
          out.print(operand);
        }
        case "st", "nx" -> {
          out.append(operator.sign()).append("(");
          out.print(operand);
          out.append(")");
        }
        case "ad" -> {
          out.append(operator.sign());
          wrapped(out, operand instanceof Names.Function f && isPlain(f) ? f.name() : operand);
        }
        default -> {
          out.append(operator.sign());
          wrapped(out, operand);
        }
      }
    }

    private static boolean isPlain(Names.Function function) {
      return function.name() instanceof Names.Within;
    }

    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** {@code x++}. */
  record Postfix(Operators.Operator operator, Node operand) implements Node {
    @Override
    public void left(Printer out) {
      wrapped(out, operand);
      out.append(operator.sign());
    }

    @Override
    public List<Node> parts() {
      return List.of(operand);
    }
  }

  /** {@code (type)x}, {@code (type)(x, y)}. */
  record Cast(Node type, Node operand) implements Node {
    @Override
    public void left(Printer out) {
      out.append("(");
      out.print(type);
      out.append(")");
      wrapped(out, operand);
    }

    @Override
    public List<Node> parts() {
      return List.of(type, operand);
    }
  }

  /** {@code static_cast<type>(x)}. */
  record NamedCast(String word, Node type, Node operand) implements Node {
    @Override
    public void left(Printer out) {
      out.append(word).append("<");
      out.print(type);
      out.append(">(");
      out.print(operand);
      out.append(")");
    }

    @Override
    public List<Node> parts() {
      return List.of(type, operand);
    }
  }

  /** {@code x+y}, {@code x[y]}. */
  record Binary(Operators.Operator operator, Node left, Node right) implements Node {
    @Override
    public void left(Printer out) {
      // Would end the template's arguments otherwise.
      boolean greater = operator.sign().equals(">");
      out.append(greater ? "(" : "");
      wrapped(out, left);
      if (operator.code().equals("ix")) {
        out.append("[");
        out.print(right);
        out.append("]");
      } else {
        out.append(operator.sign());
        wrapped(out, right);
      }
      out.append(greater ? ")" : "");
    }

    @Override
    public List<Node> parts() {
      return List.of(left, right);
    }
  }

  /** {@code f(x, y)}. */
  record Call(Node function, List<Node> arguments) implements Node {
    Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public void left(Printer out) {
      // What is called is named without its parameters.
      wrapped(out, function instanceof Names.Function f ? f.name() : function);
      out.append("(");
      out.list(arguments);
      out.append(")");
    }

    @Override
    public List<Node> parts() {
      return Parts.of(function, arguments);
    }
  }

  /** {@code x?y : z}. */
  record Choice(Node condition, Node then, Node otherwise) implements Node {
    @Override
    public void left(Printer out) {
      wrapped(out, condition);
      out.append("?");
      wrapped(out, then);
      out.append(" : ");
      wrapped(out, otherwise);
    }

    @Override
    public List<Node> parts() {
      return List.of(condition, then, otherwise);
    }
  }

  /** {@code new (x) type(y)}. */
  record New(List<Node> placement, Node type, @Nullable Node initializer) implements Node {
    New {
      placement = List.copyOf(placement);
    }

    @Override
    public void left(Printer out) {
      out.append("new ");
      if (!placement.isEmpty()) {
        out.append("(");
        out.list(placement);
        out.append(") ");
      }
      out.print(type);
      if (initializer != null) {
        wrapped(out, initializer);
      }
    }
  }

  /** {@code (...+x)}, {@code (x+...)}, {@code (x+...+y)}. */
  record Fold(String sign, @Nullable Node left, @Nullable Node right) implements Node {
    @Override
    public void left(Printer out) {
      out.element(
          -1,
          () -> {
            out.append("(");
            if (left != null) {
              wrapped(out, left);
              out.append(sign);
            }
            out.append("...");
            if (right != null) {
              out.append(sign);
              wrapped(out, right);
            }
            out.append(")");
          });
    }
  }

  /** {@code type{x, y}}. */
  record Braces(@Nullable Node type, List<Node> elements) implements Node {
    Braces {
      elements = List.copyOf(elements);
    }

    @Override
    public void left(Printer out) {
      if (type != null) {
        out.print(type);
      }
      out.append("{");
      out.list(elements);
      out.append("}");
    }

    @Override
    public List<Node> parts() {
      return elements;
    }
  }

  /** Several expressions with commas between. */
  record Several(List<Node> elements) implements Node {
    Several {
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
}
