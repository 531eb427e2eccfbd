package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Several values as one. Bytes between them are zero, so that equal tuples have equal bytes. */
final class TupleEmitter {
  private final Program program;
  private final Emitters emitters;

  TupleEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.emitters = emitters;
  }

  void emit(Value.TupleOf tuple, Place destination) {
    fill(tuple.elements(), tuple.type().elements(), destination);
  }

  /** Values one after another, as {@link Storage} says. */
  void fill(List<Value> values, List<Type> types, Place destination) {
    List<Integer> offsets = Storage.offsets(types);
    for (int word : wordsWithGaps(types, destination.storageBytes())) {
      program.memory().store(Width.DOUBLE, destination, word, 0);
    }
    for (int i = 0; i < values.size(); i++) {
      Type type = types.get(i);
      Place element = destination.part(offsets.get(i), Storage.storageBytes(type));
      emitters.memory().store(values.get(i), element);
    }
  }

  /** The words of which some bytes belong to no value. */
  private static SortedSet<Integer> wordsWithGaps(List<Type> types, int bytes) {
    SortedSet<Integer> words = new TreeSet<>();
    List<Integer> offsets = Storage.offsets(types);
    int end = 0;
    for (int i = 0; i <= types.size(); i++) {
      int next = i < types.size() ? offsets.get(i) : bytes;
      for (int at = end; at < next; at++) {
        words.add(at / Long.BYTES * Long.BYTES);
      }
      end = i < types.size() ? next + Storage.storageBytes(types.get(i)) : end;
    }
    return words;
  }

  /** A number's bytes as a value that lies in memory. */
  void number(Value number, Place destination) {
    int size = Storage.valueBytes(number.type());
    program.memory().clear(destination);
    emitters.numbers().emit(number);
    program.memory().storeNumber(destination.part(0, Math.min(size, destination.sizeBytes())));
  }
}
