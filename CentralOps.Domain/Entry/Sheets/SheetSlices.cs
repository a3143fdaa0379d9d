using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;

namespace CentralOps.Domain.Entry.Sheets;

/// <summary>Group mode: which slices may lie on one sheet.</summary>
public static class SheetSlices
{
    /// <summary>Most slices on a sheet: what the eye takes in without scrolling.</summary>
    public const int Most = 12;

    /// <summary>The field type by which a task may join a sheet; null = it is keyed alone, because the policy of its field asks for a blind key.</summary>
    public static string? TypeOf(WorkItem item) =>
        item.Task == EnterFieldsStep.Slice ? StoredJson.Read<SlicePayload>(item.Payload).Proposal?.Type : null;
}
