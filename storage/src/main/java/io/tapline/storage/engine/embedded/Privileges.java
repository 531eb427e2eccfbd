package io.tapline.storage.engine.embedded;

/** The one-way step from root to an unprivileged user, for all threads of this process. */
final class Privileges {
  private Privileges() {}

  /**
   * Gives up root, supplementary groups and all ways back.
   *
   * @throws EmbeddedEngineException when any part of it did not happen
   */
  static void drop(LibC libc, int userId, int groupId) {
    require("setgroups", libc.setgroups(0, new int[0]));
    require("setresgid", libc.setresgid(groupId, groupId, groupId));
    require("setresuid", libc.setresuid(userId, userId, userId));
    if (libc.geteuid() != userId || libc.setresuid(0, 0, 0) == 0) {
      throw new EmbeddedEngineException(
          "the engine's host is still able to be root after setresuid(" + userId + ")");
    }
  }

  private static void require(String call, int result) {
    if (result != 0) {
      throw new EmbeddedEngineException(
          call
              + " failed: the engine must not run as root, so it does not start"
              + " (in a container: is the user id mapped?)");
    }
  }
}
