package io.tapline.agent.kernel.sys;

import java.util.List;

/**
 * Sites of one binary that one link serves.
 *
 * @param path the binary
 * @param sites at least one
 * @param returns whether the program runs where the functions that begin at the sites return
 * @param process whose calls count; 0 for everybody's
 */
public record UprobeMultiLink(String path, List<Site> sites, boolean returns, int process) {
  /** BPF_F_UPROBE_MULTI_RETURN. */
  static final int RETURN_FLAG = 1;

  public UprobeMultiLink {
    sites = List.copyOf(sites);
  }

  /**
   * One site, in bytes from the start of the file.
   *
   * @param offset of the instruction
   * @param referenceCounter of the semaphore that the kernel raises while attached; 0 for none
   * @param cookie what bpf_get_attach_cookie() returns here
   */
  public record Site(long offset, long referenceCounter, long cookie) {}
}
