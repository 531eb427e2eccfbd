package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code value.name} and {@code value.0}: fields of records and what points to them, of tuples. */
final class MemberLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  MemberLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value lower(Expression.FieldAccess node) {
    boolean place = Character.isDigit(node.field().charAt(0));
    if (isArguments(node.record())) {
      return place
          ? element(expressions.lower(node.record()), node)
          : expressions.site().field(node.field(), node.range(), node.record().range());
    }
    Value value = expressions.lower(node.record());
    return place ? element(value, node) : field(value, node.field(), node.range());
  }

  /** Whether an expression is the word that arguments are read by. */
  static boolean isArguments(Expression expression) {
    return expression instanceof Expression.Identifier name && name.name().equals("args");
  }

  /** A field of a value, or of what it points to. */
  Value field(Value value, String name, SourceRange range) {
    Value record = value;
    while (record.type() instanceof Type.Pointer pointer) {
      if (pointer.target() instanceof Type.Record target) {
        RecordField field = find(target.definition(), name, range);
        return Memory.field(record, 0, pointer.space(), field);
      }
      if (!(pointer.target() instanceof Type.Pointer)) {
        throw noField(name, pointer.target(), range);
      }
      record = Memory.at(record, 0, pointer.space(), pointer.target());
    }
    if (record.type() instanceof Type.Record target) {
      RecordField field = find(target.definition(), name, range);
      return Memory.field(record, field, scope.site().arguments().space());
    }
    if (record.type() instanceof Type.Tuple tuple && !tuple.names().isEmpty()) {
      int at = tuple.names().indexOf(name);
      if (at < 0) {
        throw scope.fail(
            range,
            "Record does not contain a field named '" + name + "'",
            Suggestions.didYouMean(name, tuple.names()));
      }
      return part(record, tuple, at);
    }
    throw noField(name, record.type(), range);
  }

  private LoweringFailure noField(String name, Type type, SourceRange range) {
    return scope.fail(
        range, "Can not access field '" + name + "' on expression of type '" + type + "'", "");
  }

  /** A record's field by its name. */
  RecordField find(RecordDefinition record, String name, SourceRange range) {
    return record
        .field(name)
        .orElseThrow(
            () -> {
              List<String> names = record.fields().stream().map(RecordField::name).toList();
              return scope.fail(
                  range,
                  "Struct/union of type '"
                      + record.name()
                      + "' does not contain a field named '"
                      + name
                      + "'",
                  Suggestions.didYouMean(name, names));
            });
  }

  private Value element(Value value, Expression.FieldAccess node) {
    if (!(value.type() instanceof Type.Tuple tuple) || !tuple.names().isEmpty()) {
      throw scope.fail(
          node.range(),
          "Can not access index '"
              + node.field()
              + "' on expression of type '"
              + value.type()
              + "'",
          "");
    }
    int size = tuple.elements().size();
    // More digits than an int has are more than there are elements.
    int at = node.field().length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(node.field());
    return element(value, tuple, at, size, node.range());
  }

  /** An element of a tuple by its place. */
  Value element(Value value, Type.Tuple tuple, int at, int size, SourceRange range) {
    if (at < 0 || at >= size) {
      throw scope.fail(
          range,
          "Invalid tuple index: " + at + ". Found " + size + " elements in tuple.",
          size == 0 ? "" : "the last is ." + (size - 1));
    }
    return part(value, tuple, at);
  }

  /** Of what is known now no more is made than what is asked for. */
  private static Value part(Value value, Type.Tuple tuple, int at) {
    if (value instanceof Value.TupleOf known && Literals.isKnown(known)) {
      return known.elements().get(at);
    }
    int offset = Storage.offsets(tuple.elements()).get(at);
    return Memory.part(value, offset, tuple.elements().get(at));
  }
}
