package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfParameter;
import io.tapline.agent.target.btf.BtfPrototype;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A script's own C declarations first, then the kernel's BTF, then what headers usually say. Types
 * are read when they are asked for.
 */
final class ScriptRecords implements RecordTable {
  private final KernelTypes kernel;
  private final Preprocessor preprocessor;
  private final CScope scope;
  private final Map<String, Optional<Constant>> constants = new HashMap<>();

  private ScriptRecords(KernelTypes kernel, Preprocessor preprocessor, CScope scope) {
    this.kernel = kernel;
    this.preprocessor = preprocessor;
    this.scope = scope;
  }

  static ScriptRecords read(
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
    return new ScriptRecords(kernel, preprocessor, scope);
  }

  private static SourceRange endOf(CDefinition definition) {
    int end = definition.range().end();
    return new SourceRange(Math.max(definition.range().start(), end - 1), end);
  }

  @Override
  public Optional<Type> named(String words) {
    Optional<Type> declared = declared(words);
    if (declared.isPresent()) {
      return declared;
    }
    if (words.startsWith("enum ")) {
      Optional<Type.Enumeration> known = scope.knownEnumeration(words.substring(5));
      return known.<Type>map(e -> e).or(() -> kernel.named(words));
    }
    return BuiltinTypes.of(words)
        .or(() -> kernel.named(words))
        .or(() -> BuiltinTypes.typedef(words))
        .or(() -> words.contains(" ") ? Optional.empty() : bare(words));
  }

  private Optional<Type> bare(String name) {
    return declared("struct " + name)
        .or(() -> declared("union " + name))
        .or(() -> kernel.bare(name));
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

  @Override
  public Collection<String> similarTypes(String words) {
    return scope.names();
  }

  @Override
  public Optional<Constant> constant(String name) {
    Optional<Constant> known = constants.get(name);
    if (known == null) {
      known = findConstant(name);
      constants.put(name, known);
    }
    return known;
  }

  private Optional<Constant> findConstant(String name) {
    Optional<Preprocessor.Macro> macro = preprocessor.macro(name);
    if (macro.isPresent()) {
      return macro(macro.get());
    }
    Optional<Constant> enumerator =
        scope.enumerator(name).<Constant>map(e -> e).or(() -> kernel.enumerator(name).map(e -> e));
    if (enumerator.isPresent()) {
      return enumerator;
    }
    OptionalLong header = HeaderConstants.value(name);
    return header.isPresent()
        ? Optional.of(new Constant.Number(Type.INT64, header.getAsLong()))
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
      return Optional.of(new Constant.Text(text.toString()));
    }
    if (words.size() == 1 && words.get(0).kind() == CToken.Kind.NAME) {
      CToken name = words.get(0);
      Optional<Constant> other =
          preprocessor.macro(name.text()).isPresent() ? Optional.empty() : constant(name.text());
      return other.isPresent() ? other : Optional.of(new Constant.Macro(macro.text()));
    }
    CCursor cursor = new CCursor(words, macro.text().range());
    try {
      long value = scope.constant(cursor);
      if (cursor.atEnd()) {
        return Optional.of(new Constant.Number(Type.INT64, value));
      }
    } catch (CFailure failure) {
      // No constant of C: an expression of the language, which the caller reads.
      return Optional.of(new Constant.Macro(macro.text()));
    }
    return Optional.of(new Constant.Macro(macro.text()));
  }

  @Override
  public Collection<String> constants() {
    Set<String> names = new HashSet<>(preprocessor.names());
    names.addAll(scope.constantNames());
    names.addAll(HeaderConstants.names());
    return names;
  }

  @Override
  public Optional<List<Parameter>> tracepoint(String event) {
    return kernel.ask(
        (btf, types) -> {
          Optional<List<BtfParameter>> found = btf.tracepointArguments(event);
          return found.isEmpty() ? Optional.empty() : Optional.of(parameters(found.get(), types));
        });
  }

  @Override
  public Optional<Prototype> function(String name) {
    return kernel.ask(
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
}
