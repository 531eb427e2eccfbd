package io.tapline.agent.target.x86;

/**
 * What follows an opcode, one letter for each of a map's 256 opcodes. Intel SDM volume 2, appendix
 * A; AMD APM volume 3 for what only AMD has.
 *
 * <pre>
 *   -  no instruction in 64-bit mode
 *   n  nothing              m  ModRM
 *   b  8-bit immediate      B  ModRM, 8-bit immediate
 *   w  16-bit immediate     e  16-bit and 8-bit immediate (enter)
 *   z  16 or 32-bit         Z  ModRM, 16 or 32-bit
 *   v  16, 32 or 64-bit     j  32-bit distance
 *   o  an address           t  ModRM; an 8-bit immediate if its reg is 0 or 1
 *   T  ModRM; a 16 or 32-bit immediate if its reg is 0 or 1
 *   r  ModRM that names registers whatever its mod is
 *   p  a prefix or escape, looked at before
 * </pre>
 */
final class OpcodeMap {
  /** Without an escape. */
  static final OpcodeMap ONE =
      new OpcodeMap(
          "mmmmbz--mmmmbz-p", // 00
          "mmmmbz--mmmmbz--", // 10
          "mmmmbzp-mmmmbzp-", // 20
          "mmmmbzp-mmmmbzp-", // 30
          "pppppppppppppppp", // 40: REX
          "nnnnnnnnnnnnnnnn", // 50
          "--pmppppzZbBnnnn", // 60
          "bbbbbbbbbbbbbbbb", // 70
          "BZ-Bmmmmmmmmmmmm", // 80
          "nnnnnnnnnn-nnnnn", // 90
          "oooonnnnbznnnnnn", // A0
          "bbbbbbbbvvvvvvvv", // B0
          "BBwnppBZenwnnb-n", // C0
          "mmmm---nmmmmmmmm", // D0
          "bbbbbbbbjj-bnnnn", // E0
          "pnppnntTnnnnnnmm"); // F0

  /** After 0F. */
  static final OpcodeMap TWO =
      new OpcodeMap(
          "mmmm-nnnnn-n-mnB", // 00; 0F 0F is 3DNow!, its opcode comes last
          "mmmmmmmmmmmmmmmm", // 10
          "rrrr----mmmmmmmm", // 20
          "nnnnnn-np-p-----", // 30
          "mmmmmmmmmmmmmmmm", // 40
          "mmmmmmmmmmmmmmmm", // 50
          "mmmmmmmmmmmmmmmm", // 60
          "BBBBmmmnmm--mmmm", // 70
          "jjjjjjjjjjjjjjjj", // 80
          "mmmmmmmmmmmmmmmm", // 90
          "nnnmBmmmnnnmBmmm", // A0
          "mmmmmmmmmmBmmmmm", // B0
          "mmBmBBBmnnnnnnnn", // C0
          "mmmmmmmmmmmmmmmm", // D0
          "mmmmmmmmmmmmmmmm", // E0
          "mmmmmmmmmmmmmmmm"); // F0

  /** After 0F 38, and where VEX and its kin say so: all have a ModRM. */
  static final OpcodeMap PLAIN = new OpcodeMap('m');

  /** After 0F 3A, and where VEX and its kin say so: all have a ModRM and a byte. */
  static final OpcodeMap WITH_BYTE = new OpcodeMap('B');

  /** Where XOP says so: all have a ModRM and four bytes. */
  static final OpcodeMap WITH_WORD = new OpcodeMap('Z');

  private final String kinds;

  private OpcodeMap(String... rows) {
    this.kinds = String.join("", rows);
    if (kinds.length() != 256) {
      throw new IllegalStateException("a map has 256 opcodes, this has " + kinds.length());
    }
  }

  private OpcodeMap(char kind) {
    this.kinds = String.valueOf(kind).repeat(256);
  }

  /** What follows. */
  char kind(int opcode) {
    return kinds.charAt(opcode);
  }
}
