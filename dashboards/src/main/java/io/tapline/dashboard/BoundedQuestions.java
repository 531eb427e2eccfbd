package io.tapline.dashboard;

import io.tapline.dashboard.QuestionException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only so many questions reach the store at once, so that one eager browser cannot starve the
 * other readers; who waits too long is told to ask again.
 */
public final class BoundedQuestions implements Questions {
  private final Questions questions;
  private final Semaphore places;
  private final Duration patience;

  /**
   * Bounds the questions.
   *
   * @param places how many may be with the store at once
   * @param patience how long a further one waits
   */
  public BoundedQuestions(Questions questions, int places, Duration patience) {
    this.questions = questions;
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  @Override
  public List<String> names() {
    return questions.names();
  }

  @Override
  public List<String> parameters(String name) {
    return questions.parameters(name);
  }

  @Override
  public Answer ask(String name, Map<String, String> parameters) {
    if (!acquire()) {
      throw new QuestionException(
          Kind.BUSY, "the store is busy with other questions; '" + name + "' was not sent", null);
    }
    try {
      return questions.ask(name, parameters);
    } finally {
      places.release();
    }
  }

  private boolean acquire() {
    try {
      return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
