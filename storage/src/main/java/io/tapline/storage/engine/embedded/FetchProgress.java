package io.tapline.storage.engine.embedded;

/**
 * Is told how far the engine's library is on its way; called about four times a second, by one
 * thread.
 */
@FunctionalInterface
public interface FetchProgress {
  /**
   * One step forward.
   *
   * @param step download or unpack
   * @param doneBytes so far
   * @param totalBytes of the step
   */
  void advance(String step, long doneBytes, long totalBytes);
}
