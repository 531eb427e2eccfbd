package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.type.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What names of types and constants mean to one script on one host. Not thread-safe. */
public interface RecordTable {

  /**
   * The type of a name, its words separated by one blank, without stars and brackets: {@code struct
   * task_struct}, {@code unsigned int}, {@code uint64_t}, {@code void} ({@code Type.None}). The
   * script's own definitions come first, then the kernel's; a struct's keyword may be left out.
   * Pointers are into the kernel's memory: see {@link #inSpace}.
   */
  Optional<Type> named(String words);

  /** What an enum's constant, a {@code #define} or a constant of usual headers stands for. */
  Optional<Constant> constant(String name);

  /** Names near {@code words}, for a hint; may be empty even when there are some. */
  Collection<String> similarTypes(String words);

  /** Names of constants, for a hint; those of the kernel are too many. */
  Collection<String> constants();

  /** What a raw tracepoint's program is given, in the order of its context's words. */
  Optional<List<Parameter>> tracepoint(String event);

  /** A function of the kernel by its name. */
  Optional<Prototype> function(String name);

  /** What a name stands for. */
  sealed interface Constant {
    /**
     * A number; of an enum's constant the type is the enum, otherwise INT64 as of a literal.
     *
     * @param value above Long.MAX_VALUE it is negative here
     */
    @SuppressWarnings("JavaLangClash") // Always written Constant.Number.
    record Number(Type type, long value) implements Constant {}

    /** Text. */
    record Text(String text) implements Constant {}

    /**
     * A {@code #define} that is neither: an expression of the language, to be read where the name
     * stands.
     *
     * @param body as written, and where
     */
    record Macro(CDefinition body) implements Constant {}
  }

  /**
   * A parameter of the kernel.
   *
   * @param name as the kernel's source has it; may be empty
   */
  record Parameter(String name, Type type) {}

  /**
   * A function of the kernel.
   *
   * @param result {@code None} when it returns nothing
   */
  record Prototype(List<Parameter> parameters, Type result) {
    public Prototype {
      parameters = List.copyOf(parameters);
    }
  }

  /**
   * The type with its pointers into another memory; what a pointer points to keeps its own until it
   * is read.
   */
  static Type inSpace(Type type, Type.AddressSpace space) {
    if (type instanceof Type.Pointer pointer) {
      return new Type.Pointer(pointer.target(), space);
    }
    return type instanceof Type.Array array
        ? new Type.Array(inSpace(array.element(), space), array.length())
        : type;
  }

  /** Whether a type is C's {@code char[N]}, which the language reads as text. */
  static boolean isCharArray(Type type) {
    return type instanceof Type.Array array
        && array.element() instanceof Type.Int element
        && element.sizeBytes() == 1
        && element.signed();
  }
}
