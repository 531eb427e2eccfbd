package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What functions and raw tracepoints are given. */
record Prototypes(TypeTable types) {
  private static final String TRACEPOINT_PREFIX = "btf_trace_";
  private static final String ITERATOR_PREFIX = "__traceiter_";

  /** Names of all raw tracepoints, in the kernel's order. */
  List<String> rawTracepoints() throws MalformedInputException {
    List<String> names = new ArrayList<>();
    for (int id : types.ids(BtfKind.TYPEDEF)) {
      String name = types.name(id);
      if (name.startsWith(TRACEPOINT_PREFIX)) {
        names.add(name.substring(TRACEPOINT_PREFIX.length()));
      }
    }
    return names;
  }

  /**
   * What a raw tracepoint's program finds in {@code ctx[0]}, {@code ctx[1]} and so on: typedef
   * btf_trace_X is a pointer to a function whose first parameter, {@code void *__data}, is the
   * tracepoint's own.
   *
   * @return empty when there is no such tracepoint
   */
  Optional<List<BtfParameter>> tracepoint(String event) throws MalformedInputException {
    OptionalInt typedef = types.find(BtfKind.TYPEDEF, TRACEPOINT_PREFIX + event);
    if (typedef.isEmpty()) {
      return Optional.empty();
    }
    int pointer = types.sizeOrType(typedef.getAsInt());
    int prototype = types.sizeOrType(pointer);
    if (types.kind(pointer) != BtfKind.PTR || types.kind(prototype) != BtfKind.FUNC_PROTO) {
      throw types.malformed(typedef.getAsInt(), "tracepoint is not a pointer to a function");
    }
    return Optional.of(named(parameters(prototype, 1), event));
  }

  /** The typedef's parameters have no names in most kernels; those of the iterator's have. */
  private List<BtfParameter> named(List<BtfParameter> parameters, String event)
      throws MalformedInputException {
    Optional<BtfPrototype> iterator = function(ITERATOR_PREFIX + event);
    if (iterator.isEmpty() || iterator.get().parameters().size() != parameters.size() + 1) {
      return parameters;
    }
    List<BtfParameter> named = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      BtfParameter p = parameters.get(i);
      String name = iterator.get().parameters().get(i + 1).name();
      named.add(p.name().isEmpty() ? new BtfParameter(name, p.cType(), p.typeId()) : p);
    }
    return List.copyOf(named);
  }

  /**
   * What the kernel's function of that name takes and returns; empty when it has none.
   *
   * @param name for example {@code vfs_read}
   */
  Optional<BtfPrototype> function(String name) throws MalformedInputException {
    OptionalInt id = types.find(BtfKind.FUNC, name);
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(prototype(types.sizeOrType(id.getAsInt())));
  }

  /** What a function type takes and returns. */
  BtfPrototype prototype(int id) throws MalformedInputException {
    if (types.kind(id) != BtfKind.FUNC_PROTO) {
      throw types.malformed(id, "not a function's prototype");
    }
    return new BtfPrototype(parameters(id, 0), types.sizeOrType(id));
  }

  private List<BtfParameter> parameters(int prototype, int first) throws MalformedInputException {
    List<BtfParameter> parameters = new ArrayList<>();
    for (int i = first; i < types.vlen(prototype); i++) {
      int type = types.extra(prototype, i * 8 + 4);
      parameters.add(
          new BtfParameter(
              types.string(types.extra(prototype, i * 8)), new TypeWords(types).of(type), type));
    }
    return List.copyOf(parameters);
  }
}
