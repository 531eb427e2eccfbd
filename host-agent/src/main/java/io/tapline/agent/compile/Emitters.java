package io.tapline.agent.compile;

/** The emitters of one program, which need each other: a value may be a condition, a key a text. */
final class Emitters {
  private final NumberEmitter numbers;
  private final TextEmitter texts;
  private final ConditionEmitter conditions;
  private final KeyEmitter keys;
  private final UsdtEmitter usdt;

  Emitters(Program program) {
    this.numbers = new NumberEmitter(program, this);
    this.texts = new TextEmitter(program, this);
    this.conditions = new ConditionEmitter(program, this);
    this.keys = new KeyEmitter(program, this);
    this.usdt = new UsdtEmitter(program);
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

  UsdtEmitter usdt() {
    return usdt;
  }
}
