package io.tapline.stream.sink;

import java.io.Serializable;

/** Travels with the job and opens a store where a task runs. */
@FunctionalInterface
public interface RowStoreOpener extends Serializable {
  /** Opens a store for one task; the caller closes it. */
  RowStore open();
}
