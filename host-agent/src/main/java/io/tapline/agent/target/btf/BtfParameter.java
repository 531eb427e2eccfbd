package io.tapline.agent.target.btf;

/**
 * An argument of a raw tracepoint, in {@code ctx[index]}, or of a function.
 *
 * @param name as the kernel's source has it; may be empty
 * @param cType its C type, for example {@code struct task_struct *}
 * @param typeId of its type
 */
public record BtfParameter(String name, String cType, int typeId) {}
