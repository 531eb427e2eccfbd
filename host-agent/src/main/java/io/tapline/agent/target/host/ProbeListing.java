package io.tapline.agent.target.host;

/** Who gets the lines of a list, one by one as they are found. */
public interface ProbeListing {
  /** A line to print, without its end. */
  void line(String text);

  /** Something to tell beside the list. */
  void warning(String text);
}
