package io.tapline.agent.probe;

/**
 * Where a USDT argument lies when its site is hit, from the note's argument string (x86-64,
 * AT&amp;T syntax: {@code 8@%rbx}, {@code -4@$5}, {@code 4@60(%rax)}, {@code 8@(%rax,%rdx,8)},
 * {@code -4@NBuffers(%rip)}).
 *
 * @param sizeBytes 1, 2, 4 or 8
 * @param signed whether it is sign-extended to 64 bits
 * @param kind constant, register, or memory at a computed address
 * @param base the register, by its 64-bit name ({@code rax}); for memory the base register, {@code
 *     rip} for an address relative to the site; empty for a constant
 * @param index the index register; empty when there is none
 * @param scale 1, 2, 4 or 8; what index is multiplied by
 * @param displacement the constant itself, or what is added to the address; for {@code rip} the
 *     distance from the site's own address (what {@code pt_regs.ip} holds) to the operand
 */
public record UsdtArgument(
    int sizeBytes,
    boolean signed,
    Kind kind,
    String base,
    String index,
    int scale,
    long displacement) {

  /** What the operand is. */
  public enum Kind {
    /** {@code $5}: the value is {@code displacement}. */
    CONSTANT,
    /** {@code %rbx}: the value is in {@code base}. */
    REGISTER,
    /** {@code 16(%rbp)}: the value is in user memory at base + index * scale + displacement. */
    MEMORY
  }
}
