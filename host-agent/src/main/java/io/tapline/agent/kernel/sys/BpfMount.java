package io.tapline.agent.kernel.sys;

import java.nio.file.Path;

/** Mounts the file system in which BPF objects are left under a name, where a host has not. */
public final class BpfMount {
  private final KernelMount mount;

  public BpfMount(LibC libc) {
    this.mount = new KernelMount(libc, "bpf");
  }

  /**
   * {@code mount -t bpf bpf TARGET}. It stays mounted when the agent ends.
   *
   * @throws SystemCallException when the kernel refuses; CAP_SYS_ADMIN is needed
   */
  public void mount(Path target) throws SystemCallException {
    mount.on(target);
  }
}
