using CentralOps.Domain.Cases;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Intake.Submit;

/// <summary>Why a case is not taken.</summary>
internal static class SubmitRefusals
{
    public static Refusal NotATeller => new("access.denied");

    public static Refusal AnothersForm => new("intake.form-taken");

    public static Refusal NoPages => new("intake.no-pages");

    public static Refusal NoBatch => new("batch.missing");

    /// <summary>Other cases took three numbers in a row.</summary>
    public static Refusal Busy => new("cases.busy");

    public static Refusal UnknownType(string key) => new("intake.unknown-type", key);

    public static Refusal NotTicked(ChecklistItem item) => new("intake.checklist-open", item.Zh, item.En);

    public static Refusal Missing(IReadOnlyList<string> kinds) => new("intake.missing-documents", new TextKeys("Voucher", kinds));
}
