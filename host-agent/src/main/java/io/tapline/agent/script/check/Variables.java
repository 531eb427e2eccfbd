package io.tapline.agent.script.check;

import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The scratch variables of one clause, by block: one ends with the block that it began in. */
final class Variables {
  private final Deque<Map<String, Variable>> blocks = new ArrayDeque<>();
  private final List<Variable> all = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Variables() {
    blocks.push(new LinkedHashMap<>());
  }

  /** How a variable began. */
  enum Origin {
    DECLARATION("This is the initial declaration."),
    ASSIGNMENT("This is the initial assignment."),
    LOOP("This is the loop variable.");

    private final String words;

    Origin(String words) {
      this.words = words;
    }

    /** What is said about the place. */
    String words() {
      return words;
    }
  }

  /** One variable; not the same as another of its name in another block. */
  static final class Variable {
    private final String name;
    private final String id;
    private final Origin origin;
    private final SourceRange range;
    private final @Nullable Type declared;
    private boolean assigned;
    private boolean broken;

    private Variable(
        String name, String id, Origin origin, SourceRange range, @Nullable Type declared) {
      this.name = name;
      this.id = id;
      this.origin = origin;
      this.range = range;
      this.declared = declared;
    }

    /** As written, with its dollar sign. */
    String name() {
      return name;
    }

    /** Its own among all of the clause. */
    String id() {
      return id;
    }

    Origin origin() {
      return origin;
    }

    SourceRange range() {
      return range;
    }

    /**
     * The type that the script gives it, or that a loop does; the others follow from their uses.
     */
    Optional<Type> declared() {
      return Optional.ofNullable(declared);
    }

    boolean isAssigned() {
      return assigned;
    }

    void assign() {
      assigned = true;
    }

    /** Whether what it is set to is wrong, so that nothing more is to be said about it. */
    boolean isBroken() {
      return broken;
    }

    void breakIt() {
      broken = true;
    }
  }

  /** The variable of that name in this block or one around it. */
  Optional<Variable> find(String name) {
    return blocks.stream().filter(b -> b.containsKey(name)).map(b -> b.get(name)).findFirst();
  }

  /** A new variable in this block. */
  Variable declare(String name, Origin origin, SourceRange range, @Nullable Type declared) {
    int count = counts.merge(name, 1, Integer::sum);
    String id = count == 1 ? name : name + "'" + count;
    Variable variable = new Variable(name, id, origin, range, declared);
    blocks.element().put(name, variable);
    all.add(variable);
    return variable;
  }

  /** A block begins. */
  void enter() {
    blocks.push(new LinkedHashMap<>());
  }

  /** The innermost block ends. */
  void leave() {
    blocks.pop();
  }

  /** Where numbering stands: what is declared after going back here has the same ids again. */
  Map<String, Integer> mark() {
    return new HashMap<>(counts);
  }

  /** Goes back, so that a round of an unrolled loop uses the variables of the round before. */
  void reset(Map<String, Integer> mark) {
    counts.clear();
    counts.putAll(mark);
  }

  /** Names that are known here, for hints. */
  List<String> names() {
    return blocks.stream().flatMap(b -> b.keySet().stream()).toList();
  }

  /** Those that were declared and never set. */
  List<Variable> neverAssigned() {
    return all.stream().filter(v -> v.origin == Origin.DECLARATION && !v.assigned).toList();
  }
}
