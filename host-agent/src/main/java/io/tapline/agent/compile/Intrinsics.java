package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Intrinsic;

/** Registry of the language's functions. */
final class Intrinsics {
  private final TextIntrinsics texts;
  private final ByteIntrinsics bytes;
  private final ProcessIntrinsics processes;
  private final HostIntrinsics host;

  Intrinsics(Program program, Emitters emitters) {
    this.texts = new TextIntrinsics(program, emitters);
    this.bytes = new ByteIntrinsics(program, emitters);
    this.processes = new ProcessIntrinsics(program, emitters);
    this.host = new HostIntrinsics(program, emitters);
  }

  IntrinsicEmitter of(Intrinsic function) {
    return switch (function) {
      case TEXT_LENGTH, TEXT_DIFFERS, TEXT_FIND, TEXT_GLOB, TEXT_JOIN -> texts;
      case BYTES_COMPARE, BYTE_SWAP, BYTES_TO_NUMBER, NUMBER_TO_BYTES -> bytes;
      case SIGNAL_PROCESS, SIGNAL_THREAD, OVERRIDE_RETURN, WRITE_USER -> processes;
      case RANDOM, PATH_TEXT, SOCKET_COOKIE, PERCPU_ADDRESS, USER_MODE, SPECULATION -> host;
    };
  }

  TextIntrinsics texts() {
    return texts;
  }
}
