package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.Btf;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The kernel's BTF, read when it is first asked for, and again when its 6 MB were wanted for
 * something else in the meantime. Thread-safe.
 */
final class KernelTypes {
  private final Path file;
  private final AtomicReference<SoftReference<Btf>> held =
      new AtomicReference<>(new SoftReference<>(null));

  KernelTypes(Path file) {
    this.file = file;
  }

  /**
   * The types.
   *
   * @param what cannot do without, for the message
   */
  Btf get(String what) throws ProbeUnavailableException {
    Btf known = held.get().get();
    if (known != null) {
      return known;
    }
    try {
      Btf read = Btf.open(file);
      held.set(new SoftReference<>(read));
      return read;
    } catch (IOException e) {
      throw new ProbeUnavailableException(
          what
              + " need the kernel's BTF, which cannot be read ("
              + e.getMessage()
              + "); use a kernel built with CONFIG_DEBUG_INFO_BTF=y");
    }
  }
}
