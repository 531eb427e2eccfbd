package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** Types as they are written: names, {@code typeof}, stars and brackets. */
final class TypeLowering {
  private static final int MAX_LENGTH = 1 << 16;

  private final Scope scope;
  private final ExpressionLowering expressions;

  TypeLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** The type; pointers point into the memory that the probe sees. */
  Type lower(TypeName written) {
    List<Optional<Expression>> lengths = written.lengths();
    boolean text = isText(written.base()) && written.pointers() == 0;
    int brackets = lengths.size();
    Type type;
    if (text) {
      // Of text the first brackets say how long it is.
      type = text(lengths.isEmpty() ? Optional.empty() : lengths.get(brackets - 1), written);
      brackets = Math.max(0, brackets - 1);
    } else {
      type = base(written.base(), written.range());
    }
    for (int i = 0; i < written.pointers(); i++) {
      type = new Type.Pointer(type, scope.site().arguments().space());
    }
    for (int i = brackets - 1; i >= 0; i--) {
      type = new Type.Array(type, length(lengths.get(i), written.range()));
    }
    return type;
  }

  static boolean isText(TypeName.Base base) {
    return base instanceof TypeName.Base.Named named && named.words().equals("string");
  }

  private Type.Text text(Optional<Expression> length, TypeName written) {
    int bytes =
        length.isPresent() ? length(length, written.range()) : scope.limits().defaultTextBytes();
    int most = scope.limits().maxTextBytes();
    if (bytes > most) {
      throw scope.fail(
          written.range(),
          "String type is too long (over " + most + " bytes): string[" + bytes + "]",
          scope.isTrace() ? "Increase BPFTRACE_MAX_STRLEN." : "");
    }
    return new Type.Text(bytes);
  }

  private int length(Optional<Expression> written, SourceRange range) {
    Expression length = written.orElseThrow(() -> scope.fail(range, "the array has no length", ""));
    return (int) expressions.literal(length, "an array's length", 0, MAX_LENGTH);
  }

  private Type base(TypeName.Base base, SourceRange range) {
    if (base instanceof TypeName.Base.Nested nested) {
      return lower(nested.type());
    }
    if (base instanceof TypeName.Base.TypeOf of) {
      return expressions.typeOf(of.value());
    }
    String words = ((TypeName.Base.Named) base).words();
    return scope
        .records()
        .named(words)
        .map(t -> RecordTable.inSpace(t, scope.site().arguments().space()))
        .orElseThrow(() -> unknown(words, range));
  }

  private LoweringFailure unknown(String words, SourceRange range) {
    String hint = Suggestions.didYouMean(words, scope.records().similarTypes(words));
    if (hint.isEmpty() && scope.catalog().btf().isEmpty()) {
      hint = "this kernel does not tell its types (no BTF): declare it in the script";
    }
    return words.startsWith("enum ")
        ? scope.fail(range, "Unknown enum: " + words.substring("enum ".length()), hint)
        : scope.fail(range, "Cannot resolve unknown type \"" + words + "\"", hint);
  }
}
