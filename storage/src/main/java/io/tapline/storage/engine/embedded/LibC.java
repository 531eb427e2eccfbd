package io.tapline.storage.engine.embedded;

import jnr.ffi.annotations.Out;

/**
 * What is called in glibc. The set*id calls go through glibc and not through syscall(2), because
 * glibc changes all threads of the process, the kernel only the calling one (nptl(7), "POSIX").
 */
public interface LibC {
  /** setgroups(2) with no groups: pass 0 and null's stand-in, an empty array. */
  int setgroups(long size, int[] groups);

  /** setresgid(2). */
  int setresgid(int real, int effective, int saved);

  /** setresuid(2). */
  int setresuid(int real, int effective, int saved);

  /** getegid(2). */
  int getegid();

  /** fchown(2). */
  int fchown(int descriptor, int userId, int groupId);

  /** geteuid(2). */
  int geteuid();

  /** pipe(2): descriptors of the reading and the writing end. */
  int pipe(@Out int[] descriptors);

  /**
   * setsid(2): a terminal's Ctrl-C goes to its process group, which this process then is not in.
   */
  int setsid();

  /** dup(2). */
  int dup(int descriptor);

  /** dup2(2). */
  int dup2(int from, int to);

  /** write(2). */
  long write(int descriptor, byte[] bytes, long length);

  /** close(2). */
  int close(int descriptor);

  /**
   * _exit(2): without atexit handlers, because those of libchdb crash a JVM that is on its way out.
   */
  void _exit(int status);
}
