package io.tapline.agent.script.ir;

/** Functions of the language that programs compute by themselves. Arguments and value in order. */
public enum Intrinsic {
  /** (text) to its length. */
  TEXT_LENGTH,
  /** (text, text, constant n) to 0 when the first n bytes are the same, else 1. */
  TEXT_DIFFERS,
  /** (text, text) to the place of the second in the first, or -1. */
  TEXT_FIND,
  /** (text, constant text) to whether the glob, of stars and question marks, matches all of it. */
  TEXT_GLOB,
  /** (text, text) to both as one text. */
  TEXT_JOIN,
  /** (memory value, memory value, constant n) to below 0, 0 or above, byte by byte. */
  BYTES_COMPARE,
  /** (number) to its bytes in the opposite order; the value's type says how many. */
  BYTE_SWAP,
  /** () to 32 random bits. */
  RANDOM,
  /** (number) sends that signal to the process. */
  SIGNAL_PROCESS,
  /** (number) sends that signal to the thread. */
  SIGNAL_THREAD,
  /** (number) the probed function returns that instead of running. */
  OVERRIDE_RETURN,
  /** (address, memory value) writes into the process. */
  WRITE_USER,
  /** (address of a struct path) to the path as text. */
  PATH_TEXT,
  /** (address of a struct sock) to its cookie. */
  SOCKET_COOKIE,
  /**
   * (constant kernel address of a per-CPU variable, cpu, constant address of {@code
   * __per_cpu_offset}, constant number of CPUs) to its address on that CPU, or 0.
   */
  PERCPU_ADDRESS,
  /** () to whether the CPU was running a program's own code. */
  USER_MODE,
  /** (memory value, constant array type) the bytes as a number: the value's type says how wide. */
  BYTES_TO_NUMBER,
  /** (number) its bytes as an array: the value's type says how many. */
  NUMBER_TO_BYTES,
  /** () to a new speculation's id, 1 to 65,535. */
  SPECULATION
}
