package io.tapline.agent.compile;

import io.tapline.agent.script.config.Dialect;
import java.util.Optional;

/** The emitters of one program, which need each other: a value may be a condition, a key a text. */
final class Emitters {
  private final NumberEmitter numbers;
  private final TextEmitter texts;
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
    this.numbers = new NumberEmitter(program, this);
    this.texts = new TextEmitter(program, this);
    this.conditions = new ConditionEmitter(program, this);
    this.keys = new KeyEmitter(program, this);
    this.usdt = new UsdtEmitter(program);
    boolean trace = program.options().dialect() == Dialect.TRACE;
    this.faults =
        new Faults(program, trace ? Optional.of(new FaultSender(program)) : Optional.empty());
    this.actions = new ActionEmitter(program, this, output);
    this.maps = trace ? new TraceMaps(program, this) : new PipelineMaps(program, this);
  }

  NumberEmitter numbers() {
    return numbers;
  }

  TextEmitter texts() {
    return texts;
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
