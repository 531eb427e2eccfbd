package io.tapline.agent.script.type;

/** What messages call types, where that is not all that they are. */
public final class TypeNames {
  private TypeNames() {}

  /** The family of a type: {@code string} for all lengths. */
  public static String family(Type type) {
    if (type instanceof Type.Int) {
      return "integer";
    } else if (type instanceof Type.Text) {
      return "string";
    } else if (type instanceof Type.Tuple tuple) {
      return tuple.names().isEmpty() ? "tuple" : "record";
    } else if (type instanceof Type.Array || type instanceof Type.Bytes) {
      return "array";
    } else if (type instanceof Type.Pointer) {
      return "pointer";
    } else if (type instanceof Type.Record) {
      return "record";
    } else if (type instanceof Type.Buffer) {
      return "buffer";
    }
    return type.toString();
  }
}
