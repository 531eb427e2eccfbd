package io.tapline.agent.compile;

import io.tapline.agent.script.config.Dialect;
import java.util.Optional;

/** The emitters of one program, which need each other: a value may be a condition, a key a text. */
final class Emitters {
  private final ContextEmitter context;
  private final NumberEmitter numbers;
  private final MemoryEmitter memory;
  private final ReadEmitter reads;
  private final PartEmitter parts;
  private final SameEmitter same;
  private final ScratchEmitter scratches;
  private final PointerEmitter pointers;
  private final Intrinsics intrinsics;
  private final ConditionEmitter conditions;
  private final KeyEmitter keys;
  private final UsdtEmitter usdt;
  private final MapEmitter maps;
  private final Faults faults;
  private final ActionEmitter actions;

  /**
   * @param output emits what comes before each output
   */
  Emitters(Program program, Runnable output) {
    this.context = new ContextEmitter(program, this);
    this.numbers = new NumberEmitter(program, this);
    this.memory = new MemoryEmitter(program, this);
    this.reads = new ReadEmitter(program, this);
    this.parts = new PartEmitter(program, this);
    this.same = new SameEmitter(program, this);
    this.scratches = new ScratchEmitter(program, this);
    this.pointers = new PointerEmitter(program);
    this.intrinsics = new Intrinsics(program, this);
    this.conditions = new ConditionEmitter(program, this);
    this.keys = new KeyEmitter(program, this);
    this.usdt = new UsdtEmitter(program);
    boolean trace = program.options().dialect() == Dialect.TRACE;
    this.faults =
        new Faults(program, trace ? Optional.of(new FaultSender(program)) : Optional.empty());
    this.actions = new ActionEmitter(program, this, output);
    MapEmitter plain = trace ? new TraceMaps(program, this) : new PipelineMaps(program, this);
    this.maps = program.threadMaps().isEmpty() ? plain : new ThreadMapEmitter(program, this, plain);
  }

  NumberEmitter numbers() {
    return numbers;
  }

  /** What the program is given. */
  ContextEmitter context() {
    return context;
  }

  /** What lies in memory. */
  MemoryEmitter memory() {
    return memory;
  }

  /** Reads of the traced system's memory. */
  ReadEmitter reads() {
    return reads;
  }

  PartEmitter parts() {
    return parts;
  }

  SameEmitter same() {
    return same;
  }

  ScratchEmitter scratches() {
    return scratches;
  }

  PointerEmitter pointers() {
    return pointers;
  }

  Intrinsics intrinsics() {
    return intrinsics;
  }

  ConditionEmitter conditions() {
    return conditions;
  }

  KeyEmitter keys() {
    return keys;
  }

  /** Maps, stacks and messages. */
  MapEmitter maps() {
    return maps;
  }

  /** What becomes of helpers that fail. */
  Faults faults() {
    return faults;
  }

  ActionEmitter actions() {
    return actions;
  }

  UsdtEmitter usdt() {
    return usdt;
  }
}
