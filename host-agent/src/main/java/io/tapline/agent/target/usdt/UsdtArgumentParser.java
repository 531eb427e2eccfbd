package io.tapline.agent.target.usdt;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the argument string of a USDT note: x86-64 operands in AT&amp;T syntax, as the compiler put
 * them, each behind its size.
 *
 * <pre>
 *   arguments = [ argument { blank argument } ]
 *   argument  = [ "-" ] ( "1" | "2" | "4" | "8" ) "@" operand          "-" means signed
 *   operand   = "$" number | "%" register | [ offset ] "(" "%" base [ "," "%" index [ "," scale ] ] ")"
 *   offset    = number | [ number "+" ] symbol [ ( "+" | "-" ) number ]  a symbol wants base rip
 * </pre>
 */
final class UsdtArgumentParser {
  private static final int MAX_ARGUMENTS = 12;
  private static final Pattern ARGUMENT = Pattern.compile("(-?)([1248])@(.+)");
  private static final String NUMBER = "-?(?:0x[0-9a-fA-F]{1,16}|\\d{1,19})";
  private static final Pattern CONSTANT = Pattern.compile("\\$(" + NUMBER + ")");
  private static final Pattern REGISTER = Pattern.compile("%(\\w+)");
  private static final Pattern MEMORY =
      Pattern.compile("([^()]*)\\(%(\\w+)(?:,%(\\w+)(?:,([1248]))?)?\\)");
  private static final Pattern SYMBOL =
      Pattern.compile("(?:(" + NUMBER + ")\\+)?([A-Za-z_.$][\\w.$]*)([+-]" + NUMBER + ")?");
  private static final String INSTRUCTION_POINTER = "rip";

  private final String source;
  private final long noteOffset;
  private final long site;
  private final SymbolAddresses symbols;

  /**
   * @param source what errors call the binary
   * @param noteOffset file offset of the note, for errors
   * @param site address of the probed instruction, as linked
   */
  UsdtArgumentParser(String source, long noteOffset, long site, SymbolAddresses symbols) {
    this.source = source;
    this.noteOffset = noteOffset;
    this.site = site;
    this.symbols = symbols;
  }

  /** All arguments, in order. */
  List<UsdtArgument> parse(String text) throws IOException {
    List<UsdtArgument> arguments = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        arguments.add(argument(word));
      }
    }
    if (arguments.size() > MAX_ARGUMENTS) {
      throw malformed("a USDT probe has at most 12 arguments: count=" + arguments.size());
    }
    return arguments;
  }

  private UsdtArgument argument(String word) throws IOException {
    Matcher matcher = ARGUMENT.matcher(word);
    if (!matcher.matches()) {
      throw malformed("USDT argument has no known size before '@': argument=" + word);
    }
    boolean signed = !matcher.group(1).isEmpty();
    int size = Integer.parseInt(matcher.group(2));
    String operand = matcher.group(3);

    Matcher constant = CONSTANT.matcher(operand);
    if (constant.matches()) {
      return new UsdtArgument(
          size, signed, UsdtArgument.Kind.CONSTANT, "", "", 1, number(constant.group(1)));
    }
    Matcher register = REGISTER.matcher(operand);
    if (register.matches()) {
      return new UsdtArgument(
          size, signed, UsdtArgument.Kind.REGISTER, register(register.group(1), word), "", 1, 0);
    }
    Matcher memory = MEMORY.matcher(operand);
    if (memory.matches()) {
      return memory(size, signed, memory, word);
    }
    throw malformed("USDT operand is not known on x86-64: argument=" + word);
  }

  private UsdtArgument memory(int size, boolean signed, Matcher operand, String word)
      throws IOException {
    String index = operand.group(3) == null ? "" : register(operand.group(3), word);
    int scale = operand.group(4) == null ? 1 : Integer.parseInt(operand.group(4));
    boolean relative = operand.group(2).equals(INSTRUCTION_POINTER);
    if (relative && !index.isEmpty()) {
      throw malformed("rip takes no index: argument=" + word);
    }
    return new UsdtArgument(
        size,
        signed,
        UsdtArgument.Kind.MEMORY,
        relative ? INSTRUCTION_POINTER : register(operand.group(2), word),
        index,
        scale,
        relative ? distance(operand.group(1), word) : displacement(operand.group(1), word));
  }

  private long displacement(String text, String word) throws MalformedInputException {
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches(NUMBER)) {
      throw malformed("USDT operand wants a number before its register: argument=" + word);
    }
    return number(text);
  }

  /**
   * From the site to {@code symbol+offset}. A plain number before (%rip) would count from the end
   * of an instruction that the note does not describe, so it has no meaning here.
   */
  private long distance(String text, String word) throws IOException {
    Matcher matcher = SYMBOL.matcher(text);
    if (!matcher.matches()) {
      throw malformed("USDT operand wants a symbol before (%rip): argument=" + word);
    }
    String symbol = matcher.group(2);
    long address =
        symbols
            .address(symbol)
            .orElseThrow(
                () ->
                    malformed(
                        "symbol not found in .dynsym or .symtab (stripped?): symbol="
                            + symbol
                            + ", argument="
                            + word));
    long before = matcher.group(1) == null ? 0 : number(matcher.group(1));
    String after = matcher.group(3);
    long behind = 0;
    if (after != null) {
      behind = number(after.substring(1));
      behind = after.charAt(0) == '-' ? -behind : behind;
    }
    return address + before + behind - site;
  }

  private String register(String name, String word) throws MalformedInputException {
    return Registers.fullName(name)
        .orElseThrow(() -> malformed("register cannot be read: argument=" + word));
  }

  private long number(String text) throws MalformedInputException {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    try {
      long value =
          digits.startsWith("0x")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseUnsignedLong(digits);
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      throw malformed("number is beyond 64 bits: number=" + text);
    }
  }

  private MalformedInputException malformed(String problem) {
    return MalformedInputException.at(source, noteOffset, problem);
  }
}
