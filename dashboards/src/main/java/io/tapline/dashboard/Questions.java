package io.tapline.dashboard;

import java.util.List;
import java.util.Map;

/**
 * The named questions that the store can answer. A caller never sends SQL: a question is chosen by
 * name, and values travel as typed parameters of the store, never as text of a statement.
 *
 * <p>Safe for use by several threads at once.
 */
public interface Questions {
  /** The names that {@link #ask} knows, sorted. */
  List<String> names();

  /** The parameters that the named question takes, in the order of its header; empty if unknown. */
  List<String> parameters(String name);

  /**
   * Asks and waits for the whole answer. A parameter that is not given takes the question's
   * default.
   *
   * @param parameters values as text, by parameter name; names that the question lacks are an error
   * @throws QuestionException when the question is unknown, a parameter does not fit, or the store
   *     fails; it says which
   */
  Answer ask(String name, Map<String, String> parameters);
}
