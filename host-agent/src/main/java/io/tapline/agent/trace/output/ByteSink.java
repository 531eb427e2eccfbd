package io.tapline.agent.trace.output;

import java.io.IOException;
import java.io.OutputStream;

/** A stream that byte strings go to; it is left alone once it cannot be written to. */
final class ByteSink {
  private final OutputStream stream;
  private boolean broken;

  ByteSink(OutputStream stream) {
    this.stream = stream;
  }

  void write(CharSequence text) {
    if (broken) {
      return;
    }
    try {
      stream.write(ByteText.bytes(text.toString()));
    } catch (IOException e) {
      broken = true;
    }
  }

  void flush() {
    if (broken) {
      return;
    }
    try {
      stream.flush();
    } catch (IOException e) {
      broken = true;
    }
  }

  boolean broken() {
    return broken;
  }
}
