namespace CentralOps.Domain.Entry;

/// <summary>Result of the slice desk.</summary>
/// <param name="Value">What was typed; null with <paramref name="Illegible"/>; empty = the field is blank.</param>
/// <param name="Illegible">The person cannot read it.</param>
/// <param name="Milliseconds">From shown to confirmed.</param>
public sealed record SliceKeyed(string? Value, bool Illegible, int Milliseconds);

/// <summary>Payload of a whole-voucher task.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Fields">Codes of the fields to key.</param>
public sealed record VoucherPayload(Guid PageId, IReadOnlyList<string> Fields);

/// <summary>Result of the whole-voucher desk: every field of the task.</summary>
public sealed record VoucherKeyed(IReadOnlyList<VoucherFieldKeyed> Fields);

/// <summary>One field of it.</summary>
/// <param name="Code">Field code.</param>
/// <param name="Value">What was typed; empty = the field is blank; null with <paramref name="Illegible"/>.</param>
/// <param name="Illegible">The person cannot read it.</param>
/// <param name="Milliseconds">Time spent on it.</param>
public sealed record VoucherFieldKeyed(string Code, string? Value, bool Illegible, int Milliseconds);
