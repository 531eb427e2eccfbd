package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeNames;
import java.util.List;
import java.util.Optional;

/** {@code sizeof}, {@code offsetof} and {@code typeinfo}: what is known of types. */
final class SizeLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  SizeLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value size(Expression.SizeOf node) {
    return LiteralFolder.literal(CSizes.of(type(node.operand())));
  }

  /** The type that is asked about; an expression is looked at and not computed. */
  Type type(Expression.TypeOperand operand) {
    if (operand instanceof Expression.TypeOperand.OfType of) {
      return expressions.type(of.type());
    }
    Expression value = ((Expression.TypeOperand.OfValue) operand).value();
    return named(value).orElseGet(() -> expressions.typeOf(value));
  }

  /** A lone name may be a type's: only now it is known what it names. */
  private Optional<Type> named(Expression value) {
    return value instanceof Expression.Identifier name
            && !expressions.identifiers().isKnown(name.name())
        ? scope.records().named(name.name())
        : Optional.empty();
  }

  Value offset(Expression.OffsetOf node) {
    Type type = type(node.operand());
    long offset = 0;
    for (String name : node.path()) {
      if (!(type instanceof Type.Record record)) {
        throw scope.fail(node.range(), "'" + type + "' is not a C type.", "");
      }
      Optional<RecordField> field = record.definition().field(name);
      if (field.isEmpty()) {
        throw noField(record, name, node.range());
      }
      offset += field.get().offsetBytes();
      type = field.get().type();
    }
    return LiteralFolder.literal(offset);
  }

  private LoweringFailure noField(Type.Record record, String name, SourceRange range) {
    List<String> names = record.definition().fields().stream().map(RecordField::name).toList();
    return scope.fail(
        range,
        "'" + record + "' has no field named '" + name + "'",
        Suggestions.didYouMean(name, names));
  }

  /** A record of what a type is called. */
  Value info(Expression.TypeInfo node) {
    Type type = type(node.operand());
    List<Value> values =
        List.of(
            LiteralFolder.literal(0),
            expressions.literalText(base(type)),
            expressions.literalText(type.toString()));
    List<Type> types = values.stream().map(Value::type).toList();
    return new Value.TupleOf(
        values, new Type.Tuple(types, List.of("btf_id", "base_ty", "full_ty")));
  }

  private static String base(Type type) {
    return type instanceof Type.Int || type instanceof Type.Enumeration
        ? "int"
        : TypeNames.family(type);
  }
}
