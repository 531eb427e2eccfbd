# A program with three USDT sites, as sys/sdt.h writes them. Built with:
#   gcc -nostdlib -static -Wl,--build-id=none -Wl,-z,noseparate-code -o sample.elf sample.s
        .text
        .globl _start
_start:
        mov     $60, %eax
        xor     %edi, %edi
begin_site:
        nop
        nop
end_site:
        nop
bad_site:
        syscall

        .data
        .globl counters
counters:
        .quad   1, 2, 3
        .section .probes, "aw"
semaphore:
        .short  0

        .section .stapsdt.base, "aG", "progbits", .stapsdt.base, comdat
        .weak   _.stapsdt.base
_.stapsdt.base:
        .space  1

        .macro  note site, semaphore, name, arguments
        .section .note.stapsdt, "", "note"
        .balign 4
        .4byte  2f - 1f, 4f - 3f, 3
1:      .asciz  "stapsdt"
2:      .balign 4
3:      .8byte  \site
        .8byte  _.stapsdt.base
        .8byte  \semaphore
        .asciz  "sample"
        .asciz  "\name"
        .asciz  "\arguments"
4:      .balign 4
        .endm

        note    begin_site, semaphore, begin, "8@%rbx -4@$-5 4@60(%rax) -4@16+counters(%rip)"
        note    end_site, 0, end, ""
        note    bad_site, 0, bad, ""
