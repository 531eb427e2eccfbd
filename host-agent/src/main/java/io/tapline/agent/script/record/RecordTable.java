package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfParameter;
import io.tapline.agent.target.btf.BtfPrototype;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What names of types and constants mean in a script: its own C declarations first, then the
 * kernel's BTF, then what headers usually say. Types are read when they are asked for. Not
 * thread-safe.
 */
public final class RecordTable {
  private final KernelTypes kernel;
  private final Preprocessor preprocessor;
  private final CScope scope;
  private final Map<String, Optional<Constant>> constants = new HashMap<>();

  private RecordTable(KernelTypes kernel, Preprocessor preprocessor, CScope scope) {
    this.kernel = kernel;
    this.preprocessor = preprocessor;
    this.scope = scope;
  }

  /**
   * Reads a script's C.
   *
   * @param definitions in order, as written
   * @param btf the kernel's types, if there are any
   * @param diagnostics told what is wrong with the C, and when the kernel's types are damaged
   */
  public static RecordTable of(
      List<CDefinition> definitions, Optional<Btf> btf, Diagnostics diagnostics) {
    KernelTypes kernel = new KernelTypes(btf, diagnostics);
    Preprocessor preprocessor = new Preprocessor(kernel.present());
    CScope scope = new CScope(kernel);
    for (CDefinition definition : definitions) {
      try {
        List<CToken> tokens = preprocessor.process(definition);
        CParser.declarations(new CCursor(tokens, endOf(definition)), scope);
      } catch (CFailure failure) {
        diagnostics.error(failure.range(), failure.message(), failure.hint());
      }
    }
    try {
      preprocessor.finish();
    } catch (CFailure failure) {
      diagnostics.error(failure.range(), failure.message(), failure.hint());
    }
    return new RecordTable(kernel, preprocessor, scope);
  }

  private static SourceRange endOf(CDefinition definition) {
    int end = definition.range().end();
    return new SourceRange(Math.max(definition.range().start(), end - 1), end);
  }

  /** What expressions in a written type come to. */
  public interface Operands {
    /** The type of an expression, for {@code typeof}. */
    Type typeOf(Expression expression);

    /** An array's length: a number known now, 0 or more. */
    int length(Expression expression);

    /** Bytes of a {@code string} that does not say how many. */
    int textBytes();
  }

  /**
   * A written type. Pointers are into the kernel's memory: see {@link #inSpace}.
   *
   * @return empty for a name that means nothing: see {@link #unknown}
   */
  public Optional<Type> resolve(TypeName written, Operands operands) {
    if (written.base() instanceof TypeName.Base.Named named && named.words().equals("string")) {
      List<Optional<Expression>> lengths = written.lengths();
      boolean sized = lengths.size() == 1 && lengths.get(0).isPresent();
      int bytes =
          sized ? operands.length(lengths.get(0).orElseThrow()) : operands.textBytes();
      return Optional.of(new Type.Text(bytes));
    }
    Optional<Type> base =
        written.base() instanceof TypeName.Base.TypeOf typeOf
            ? Optional.of(operands.typeOf(typeOf.value()))
            : named(((TypeName.Base.Named) written.base()).words(), written.range());
    return base.map(type -> derived(type, written, operands));
  }

  private static Type derived(Type base, TypeName written, Operands operands) {
    Type type = base;
    for (int i = 0; i < written.pointers(); i++) {
      type = new Type.Pointer(type, Type.AddressSpace.KERNEL);
    }
    for (int i = written.lengths().size() - 1; i >= 0; i--) {
      int length = written.lengths().get(i).map(operands::length).orElse(0);
      type = new Type.Array(type, length);
    }
    return type;
  }

  /**
   * A type by its name: {@code uint8}, {@code unsigned long}, {@code struct task_struct}, {@code
   * enum tcp_state}, {@code pid_t}; a struct's keyword may be left out.
   *
   * @param range where it is asked, for complaints about damaged types of the kernel
   */
  public Optional<Type> named(String words, SourceRange range) {
    Optional<Type> declared = declared(words);
    if (declared.isPresent()) {
      return declared;
    }
    if (words.startsWith("enum ")) {
      Optional<Type.Enumeration> known = scope.knownEnumeration(words.substring(5));
      return known.<Type>map(e -> e).or(() -> kernel.named(words, range));
    }
    return BuiltinTypes.of(words)
        .or(() -> kernel.named(words, range))
        .or(() -> BuiltinTypes.typedef(words))
        .or(() -> words.contains(" ") ? Optional.empty() : bare(words, range));
  }

  private Optional<Type> bare(String name, SourceRange range) {
    return declared("struct " + name)
        .or(() -> declared("union " + name))
        .or(() -> kernel.bare(name, range));
  }

  private Optional<Type> declared(String words) {
    Optional<CType> typedef = scope.knownTypedef(words);
    boolean record = scope.declares(words);
    if (typedef.isEmpty() && !record) {
      return Optional.empty();
    }
    try {
      CType type = typedef.orElseGet(() -> new CType.Tagged(words, new SourceRange(0, 0)));
      return Optional.of(scope.layout().type(type));
    } catch (CFailure failure) {
      // A typedef of a struct that nobody describes: known by name only.
      return Optional.of(new Type.None());
    }
  }

  /**
   * What to say about a type's name that means nothing.
   *
   * @param message as bpftrace says it
   * @param hint the nearest name that means something; may be empty
   */
  public record Unknown(String message, String hint) {}

  /** What to say about a type's name that means nothing. */
  public Unknown unknown(String words) {
    Set<String> names = new HashSet<>(scope.names());
    String hint = Suggestions.didYouMean(words, names);
    if (hint.isEmpty() && !kernel.present()) {
      hint = "this kernel does not tell its types (no BTF): declare it in the script";
    }
    return words.startsWith("enum ")
        ? new Unknown("Unknown enum: " + words.substring(5), hint)
        : new Unknown("Cannot resolve unknown type \"" + words + "\"", hint);
  }

  /**
   * What a name that is no builtin stands for: a {@code #define}, an enumerator of the script or
   * the kernel, a constant of usual headers.
   */
  public Optional<Constant> constant(String name, SourceRange range) {
    Optional<Constant> known = constants.get(name);
    if (known == null) {
      known = findConstant(name, range);
      constants.put(name, known);
    }
    return known;
  }

  private Optional<Constant> findConstant(String name, SourceRange range) {
    Optional<Preprocessor.Macro> macro = preprocessor.macro(name);
    if (macro.isPresent()) {
      return macro(macro.get());
    }
    Optional<Constant> enumerator =
        scope
            .enumerator(name)
            .<Constant>map(e -> e)
            .or(() -> kernel.enumerator(name, range).map(e -> e));
    if (enumerator.isPresent()) {
      return enumerator;
    }
    OptionalLong header = HeaderConstants.value(name);
    return header.isPresent()
        ? Optional.of(new Constant.Number(header.getAsLong()))
        : Optional.empty();
  }

  private Optional<Constant> macro(Preprocessor.Macro macro) {
    List<CToken> words;
    try {
      words = preprocessor.expand(macro.body());
    } catch (CFailure failure) {
      return Optional.empty();
    }
    if (words.isEmpty()) {
      return Optional.empty();
    }
    if (words.stream().allMatch(t -> t.kind() == CToken.Kind.STRING)) {
      StringBuilder text = new StringBuilder();
      words.forEach(t -> text.append(t.text()));
      return Optional.of(new Constant.Words(text.toString()));
    }
    if (words.size() == 1 && words.get(0).kind() == CToken.Kind.NAME) {
      CToken name = words.get(0);
      Optional<Constant> other =
          preprocessor.macro(name.text()).isPresent()
              ? Optional.empty()
              : constant(name.text(), name.range());
      return other.isPresent() ? other : Optional.of(new Constant.Macro(macro.text()));
    }
    CCursor cursor = new CCursor(words, macro.text().range());
    try {
      long value = scope.constant(cursor);
      if (cursor.atEnd()) {
        return Optional.of(new Constant.Number(value));
      }
    } catch (CFailure failure) {
      // No constant of C: an expression of the language, which the caller reads.
      return Optional.of(new Constant.Macro(macro.text()));
    }
    return Optional.of(new Constant.Macro(macro.text()));
  }

  /** Names of constants, for hints; those of the kernel are too many. */
  public Set<String> constantNames() {
    Set<String> names = new HashSet<>(preprocessor.names());
    names.addAll(scope.constantNames());
    names.addAll(HeaderConstants.names());
    return names;
  }

  /**
   * A parameter of the kernel.
   *
   * @param name as the kernel's source has it; may be empty
   */
  public record Parameter(String name, Type type) {}

  /**
   * A function of the kernel.
   *
   * @param result {@code None} when it returns nothing
   */
  public record Prototype(List<Parameter> parameters, Type result) {
    public Prototype {
      parameters = List.copyOf(parameters);
    }
  }

  /** What a raw tracepoint's program is given, in the order of its context's words. */
  public Optional<List<Parameter>> tracepoint(String event, SourceRange range) {
    return kernel.ask(
        range,
        (btf, types) -> {
          Optional<List<BtfParameter>> found = btf.tracepointArguments(event);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(parameters(found.get(), types));
        });
  }

  /** A function of the kernel by its name. */
  public Optional<Prototype> function(String name, SourceRange range) {
    return kernel.ask(
        range,
        (btf, types) -> {
          Optional<BtfPrototype> found = btf.function(name);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Prototype(
                      parameters(found.get().parameters(), types),
                      types.type(found.get().resultId(), "retval")));
        });
  }

  private static List<Parameter> parameters(List<BtfParameter> parameters, BtfTypes types)
      throws MalformedInputException {
    List<Parameter> typed = new ArrayList<>();
    for (BtfParameter parameter : parameters) {
      Type type = types.type(parameter.typeId(), parameter.name());
      typed.add(new Parameter(parameter.name(), type));
    }
    return typed;
  }

  /**
   * The type with its pointers in another memory; what a pointer points to keeps its own until it
   * is read.
   */
  public static Type inSpace(Type type, Type.AddressSpace space) {
    if (type instanceof Type.Pointer pointer) {
      return new Type.Pointer(pointer.target(), space);
    }
    return type instanceof Type.Array array
        ? new Type.Array(inSpace(array.element(), space), array.length())
        : type;
  }

  /** Whether a type is C's {@code char[N]}, which the language reads as text. */
  public static boolean isCharArray(Type type) {
    return type instanceof Type.Array array
        && array.element() instanceof Type.Int element
        && element.sizeBytes() == 1
        && element.signed();
  }
}
