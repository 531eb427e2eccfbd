package io.tapline.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedQuestionsTest {
  @Test
  void tellsTheOneTooManyToComeBackAndLetsTheNextIn() throws Exception {
    CountDownLatch entered = new CountDownLatch(2);
    CountDownLatch leave = new CountDownLatch(1);
    Questions bounded =
        new BoundedQuestions(
            new Questions() {
              @Override
              public List<String> names() {
                return List.of();
              }

              @Override
              public List<String> parameters(String name) {
                return List.of();
              }

              @Override
              public Answer ask(String name, Map<String, String> parameters) {
                entered.countDown();
                try {
                  assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                return new Answer(List.of(), List.of());
              }
            },
            2,
            Duration.ofMillis(50));
    CompletableFuture<Answer> one = CompletableFuture.supplyAsync(() -> bounded.ask("a", Map.of()));
    CompletableFuture<Answer> two = CompletableFuture.supplyAsync(() -> bounded.ask("b", Map.of()));
    assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(() -> bounded.ask("c", Map.of()))
        .isInstanceOfSatisfying(
            QuestionException.class,
            e -> assertThat(e.kind()).isEqualTo(QuestionException.Kind.BUSY));
    leave.countDown();
    assertThat(one.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(two.get(20, TimeUnit.SECONDS)).isNotNull();
    assertThat(bounded.ask("d", Map.of()).rows()).isEmpty();
  }
}
