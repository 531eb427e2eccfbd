package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a number is in a set: a few ranges are compared one after another; else the number's
 * upper bits find a word of 64 members in a tree of comparisons, its lower bits the member.
 */
final class SetEmitter {
  private static final int MOST_RANGES = 4;
  private static final int WORD_BITS = 6;

  private final Assembler assembler;
  private final Emitters emitters;

  SetEmitter(Program program, Emitters emitters) {
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** Goes to {@code target} if membership is {@code when}; falls through otherwise. */
  void jump(Value.InSet set, boolean when, Label target) {
    Label inside = when ? target : assembler.newLabel();
    Label outside = when ? assembler.newLabel() : target;
    emitters.numbers().emit(set.number());
    SortedSet<Integer> members = new TreeSet<>(set.members());
    List<int[]> ranges = ranges(members);
    if (ranges.size() <= MOST_RANGES) {
      ranges.forEach(range -> range(range[0], range[1], inside));
      assembler.jump(outside);
    } else {
      Map<Integer, Long> words = words(members);
      assembler.move(Register.R1, Register.R0);
      assembler.alu(Alu.SHIFT_RIGHT, Register.R1, WORD_BITS);
      search(words, new ArrayList<>(words.keySet()), inside, outside);
    }
    assembler.place(when ? outside : inside);
  }

  private static List<int[]> ranges(SortedSet<Integer> members) {
    List<int[]> ranges = new ArrayList<>();
    for (int member : members) {
      if (!ranges.isEmpty() && ranges.get(ranges.size() - 1)[1] == member - 1) {
        ranges.get(ranges.size() - 1)[1] = member;
      } else {
        ranges.add(new int[] {member, member});
      }
    }
    return ranges;
  }

  private void range(int first, int last, Label inside) {
    if (first == last) {
      assembler.jumpIf(Condition.EQUAL, Register.R0, first, inside);
    } else if (first == 0) {
      assembler.jumpIf(Condition.LESS_OR_EQUAL, Register.R0, last, inside);
    } else {
      // Below the first it wraps to a large number.
      assembler.move(Register.R1, Register.R0);
      assembler.alu(Alu.SUB, Register.R1, first);
      assembler.jumpIf(Condition.LESS_OR_EQUAL, Register.R1, last - first, inside);
    }
  }

  private static Map<Integer, Long> words(SortedSet<Integer> members) {
    Map<Integer, Long> words = new TreeMap<>();
    for (int member : members) {
      words.merge(member >> WORD_BITS, 1L << member, (a, b) -> a | b);
    }
    return words;
  }

  private void search(Map<Integer, Long> words, List<Integer> open, Label inside, Label outside) {
    if (open.size() == 1) {
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R1, open.get(0), outside);
      // A register's low six bits say how far to shift.
      assembler.move(Register.R2, words.get(open.get(0)));
      assembler.alu(Alu.SHIFT_RIGHT, Register.R2, Register.R0);
      assembler.alu(Alu.AND, Register.R2, 1);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R2, 0, inside);
      assembler.jump(outside);
      return;
    }
    int middle = open.size() / 2;
    Label above = assembler.newLabel();
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R1, open.get(middle), above);
    search(words, open.subList(0, middle), inside, outside);
    assembler.place(above);
    search(words, open.subList(middle, open.size()), inside, outside);
  }
}
