package io.tapline.agent.kernel.sys;

/** What the kernel numbers and lists. */
public enum BpfObjectKind {
  PROGRAM(BpfCommand.PROG_GET_NEXT_ID),
  MAP(BpfCommand.MAP_GET_NEXT_ID),
  LINK(BpfCommand.LINK_GET_NEXT_ID),
  BTF(BpfCommand.BTF_GET_NEXT_ID);

  private final BpfCommand nextId;

  BpfObjectKind(BpfCommand nextId) {
    this.nextId = nextId;
  }

  BpfCommand nextId() {
    return nextId;
  }
}
