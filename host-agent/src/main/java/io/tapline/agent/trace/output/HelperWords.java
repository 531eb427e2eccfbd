package io.tapline.agent.trace.output;

/** What is said of a helper of the kernel that failed. */
final class HelperWords {
  private static final int TOO_BIG = -7;
  private static final int NO_ENTRY = -2;

  private HelperWords() {}

  /**
   * For people; for programs it is the error's name alone.
   *
   * @param answer what the helper returned
   */
  static String of(String helper, int answer, HostNames names) {
    if (helper.equals("map_update_elem") && answer == TOO_BIG) {
      return "Map full; can't update element. Try increasing max_map_keys config or manually"
          + " setting the max entries in a map declaration e.g. `let @a = hash(5000)`";
    } else if (helper.equals("map_delete_elem") && answer == NO_ENTRY) {
      return "Can't delete map element because it does not exist.";
    } else if (helper.equals("map_lookup_elem")) {
      return "Can't lookup map element because it does not exist.";
    }
    return names.libraryError(-answer);
  }
}
