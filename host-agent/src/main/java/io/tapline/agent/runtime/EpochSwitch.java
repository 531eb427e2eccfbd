package io.tapline.agent.runtime;

import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.nio.ByteBuffer;

/** The word in the globals map that tells a script's programs which epoch it is. */
final class EpochSwitch {
  private final BpfMap globals;
  private final ByteBuffer key;
  private final ByteBuffer value;
  private int current;

  /**
   * @param globals the script's globals map, whose parity word is 0
   */
  EpochSwitch(BpfMap globals) {
    this.globals = globals;
    this.key = globals.newKey();
    this.value = globals.newValue();
  }

  /** The parity that programs do not use now. */
  int idle() {
    return 1 - current;
  }

  /** Makes the idle parity the current one. A program that has begun keeps the one it read. */
  void change() throws SystemCallException {
    value.putLong(0, 1 - current);
    globals.update(key, value);
    current = 1 - current;
  }
}
