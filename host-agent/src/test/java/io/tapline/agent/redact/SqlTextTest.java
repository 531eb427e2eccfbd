package io.tapline.agent.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
  private final SqlText sql = new SqlText();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "select 1 | select ?",
        "SELECT abalance FROM pgbench_accounts WHERE aid = 4711; | SELECT abalance FROM pgbench_accounts WHERE aid = ?;",
        "UPDATE t SET b = b + -1717 WHERE tid = 3 | UPDATE t SET b = b + ? WHERE tid = ?",
        "select 'it''s', E'a\\'b', $$x$$, $q$y$q$ | select ?, ?, ?, ?",
        "select * from t where a in (1, 2,3) | select * from t where a in (?)",
        "insert into t values (1,'a'), (2,'b') | insert into t values (?)",
        "select \"Column 1\" from t1 | select \"Column 1\" from t1",
        "select 1.5e-3, .5, 0x1F, 1_000 | select ?, ?, ?, ?",
        "select a -- 'secret' | select a",
        "select /* 'x' /* nested */ 2 */ b | select b",
        "select a   from  b | select a from b",
        "select $1, $2 | select ?, ?",
        "select X'1F', B'01', N'a' | select ?, ?, ?",
        "select a-1 from b limit 10 | select a-? from b limit ?"
      })
  void replacesEveryLiteral(String statement, String expected) {
    assertThat(sql.redact(statement, false)).hasValue(expected);
  }

  @Test
  void lineBreaksBecomeSpacesAndEndALineComment() {
    assertThat(sql.redact("select a -- 'x'\n\t, 7", false)).hasValue("select a , ?");
  }

  @Test
  void aCutLiteralDoesNotLeak() {
    assertThat(sql.redact("select * from users where token = 'secr", true))
        .hasValue("select * from users where token = ? ...");
  }

  @Test
  void aLiteralLeftOpenIsRefused() {
    assertThat(sql.redact("select 'secret", false)).isEmpty();
  }

  @Test
  void noLiteralSurvivesInRandomStatements() {
    SplittableRandom random = new SplittableRandom(5);
    String[] frames = {
      "select * from t where a = %s and b > %s",
      "insert into t values (%s, %s)",
      "update t set a=%s where b in (%s,%s)",
      "select f(%s)--%s\n, %s"
    };
    String[] quotes = {"'canary%d'", "E'ca\\'nary%d'", "$$canary%d$$", "$a$canary%d$a$", "98%d76"};
    for (int i = 0; i < 5_000; i++) {
      Object[] literals = new Object[3];
      for (int j = 0; j < literals.length; j++) {
        literals[j] =
            String.format(quotes[random.nextInt(quotes.length)], random.nextInt(1, 1_000_000));
      }
      String statement = String.format(frames[random.nextInt(frames.length)], literals);
      int cut = random.nextInt(2) == 0 ? statement.length() : random.nextInt(statement.length());
      String shown = sql.redact(statement.substring(0, cut), cut < statement.length()).orElse("");
      assertThat(shown).as(statement).doesNotContain("canary", "nary").doesNotMatch(".*\\d{3,}.*");
    }
  }
}
