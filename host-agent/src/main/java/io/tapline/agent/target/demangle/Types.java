package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of types. */
final class Types {
  private Types() {}

  /** How literals of a type are written. */
  enum LiteralForm {
    /** {@code 5ul}. */
    SUFFIX,
    /** {@code true}. */
    BOOLEAN,
    /** {@code (double)[3ff0000000000000]}. */
    FLOAT,
    /** {@code (char)97}. */
    CAST
  }

  /**
   * A type of the language.
   *
   * @param suffix what follows its literals if that is how they are written
   */
  record Builtin(String name, LiteralForm literal, String suffix) implements Node {
    @Override
    public void left(Printer out) {
      out.append(name);
    }
  }

  /** Words behind a type: {@code const}, {@code _Complex}, a vendor's. */
  record Suffixed(Node type, String words) implements Node {
    @Override
    public void left(Printer out) {
      out.left(type);
      // What an argument is already, its parameter does not become once more.
      if (!out.endsWith(" " + words)) {
        out.append(" ").append(words);
      }
    }

    @Override
    public void right(Printer out) {
      out.right(type);
    }

    @Override
    public Shape shape(Printer out) {
      Shape shape = out.shape(type);
      return shape == Shape.FUNCTION ? Shape.SIMPLE : shape;
    }

    @Override
    public boolean open(Printer out) {
      return type.open(out);
    }

    @Override
    public List<Node> parts() {
      return List.of(type);
    }
  }

  /** {@code target*}, {@code target&}, {@code target&&}. */
  record Pointer(Node target, String sign) implements Node {
    @Override
    public void left(Printer out) {
      References.collapsed(
          this,
          out,
          (to, mark) -> {
            out.left(to);
            out.append(
                switch (out.shape(to)) {
                  case SIMPLE -> "";
                  case FUNCTION -> "(";
                  case ARRAY -> " (";
                });
            out.append(mark);
          });
    }

    @Override
    public void right(Printer out) {
      References.collapsed(
          this,
          out,
          (to, mark) -> {
            if (out.shape(to) != Shape.SIMPLE) {
              out.append(")");
            }
            out.right(to);
          });
    }

    @Override
    public boolean open(Printer out) {
      boolean[] open = {false};
      References.collapsed(
          this, out, (to, mark) -> open[0] = out.shape(to) != Shape.SIMPLE || to.open(out));
      return open[0];
    }

    @Override
    public List<Node> parts() {
      return List.of(target);
    }
  }

  /** {@code member owner::*}. */
  record MemberPointer(Node owner, Node member) implements Node {
    @Override
    public void left(Printer out) {
      out.left(member);
      out.append(
          switch (out.shape(member)) {
            case SIMPLE -> " ";
            case FUNCTION -> "(";
            case ARRAY -> " (";
          });
      out.print(owner);
      out.append("::*");
    }

    @Override
    public void right(Printer out) {
      if (out.shape(member) != Shape.SIMPLE) {
        out.append(")");
      }
      out.right(member);
    }

    @Override
    public boolean open(Printer out) {
      return out.shape(member) != Shape.SIMPLE || member.open(out);
    }

    @Override
    public List<Node> parts() {
      return List.of(owner, member);
    }
  }

  /** {@code element [size]}. */
  record Array(Node element, @Nullable Node size) implements Node {
    @Override
    public void left(Printer out) {
      out.left(element);
    }

    @Override
    public void right(Printer out) {
      out.append(out.last() == ']' ? "[" : " [");
      if (size != null) {
        out.print(size);
      }
      out.append("]");
      out.right(element);
    }

    @Override
    public Shape shape(Printer out) {
      return Shape.ARRAY;
    }

    @Override
    public List<Node> parts() {
      return size == null ? List.of(element) : List.of(element, size);
    }
  }

  /**
   * {@code result (parameters)}.
   *
   * @param behind what stands behind the parameters: qualifiers, {@code noexcept}
   */
  record Function(@Nullable Node result, List<Node> parameters, Behind behind) implements Node {
    Function {
      parameters = List.copyOf(parameters);
    }

    @Override
    public void left(Printer out) {
      if (result != null) {
        out.left(result);
        if (!result.open(out)) {
          out.append(" ");
        }
      }
    }

    @Override
    public void right(Printer out) {
      out.append("(");
      out.list(parameters);
      out.append(")");
      behind.print(out);
      if (result != null) {
        out.right(result);
      }
    }

    @Override
    public Shape shape(Printer out) {
      return Shape.FUNCTION;
    }

    @Override
    public List<Node> parts() {
      return Parts.of(result, parameters);
    }
  }

  /**
   * What stands behind a function's parameters.
   *
   * @param qualifiers each with a blank before
   * @param exceptions an expression or types; null for none
   */
  record Behind(String qualifiers, @Nullable Node exceptions) {
    static final Behind NOTHING = new Behind("", null);

    void print(Printer out) {
      out.append(qualifiers);
      if (exceptions != null) {
        out.append(" ");
        out.print(exceptions);
      }
    }
  }

  /** {@code noexcept}, perhaps with a condition. */
  record NoExcept(@Nullable Node condition) implements Node {
    @Override
    public void left(Printer out) {
      out.append("noexcept");
      if (condition != null) {
        out.append("(");
        out.print(condition);
        out.append(")");
      }
    }
  }

  /** {@code throw(types)}. */
  record Throws(List<Node> types) implements Node {
    Throws {
      types = List.copyOf(types);
    }

    @Override
    public void left(Printer out) {
      out.append("throw(");
      out.list(types);
      out.append(")");
    }
  }

  /** {@code element __vector(size)}. */
  record Vector(Node element, Node size) implements Node {
    @Override
    public void left(Printer out) {
      out.left(element);
      out.append(" __vector(");
      out.print(size);
      out.append(")");
    }

    @Override
    public void right(Printer out) {
      out.right(element);
    }

    @Override
    public List<Node> parts() {
      return List.of(element, size);
    }
  }

  /** {@code decltype (expression)}. */
  record Decltype(Node expression) implements Node {
    @Override
    public void left(Printer out) {
      out.append("decltype (");
      out.print(expression);
      out.append(")");
    }

    @Override
    public List<Node> parts() {
      return List.of(expression);
    }
  }
}
