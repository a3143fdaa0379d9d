using CentralOps.Domain.Administration;
using CentralOps.Domain.Cases;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Domain.Recognition;

namespace CentralOps.Domain.Entry;

/// <summary>Whole-voucher entry: one person keys all fields with that policy on one page; what they could not read goes to another person, again with the page.</summary>
internal static class WholeVouchers
{
    /// <summary>The task.</summary>
    public static readonly StepDesk Desk = new(EnterFieldsStep.Voucher, WorkPosts.Entry)
    {
        Screen = new([ScreenParts.Image, ScreenParts.Fields], [ScreenParts.Image, ScreenParts.Fields], [new(16, [ScreenParts.Image]), new(8, [ScreenParts.Fields])]) { Edits = true, KeysAll = true },
        Target = TimeSpan.FromSeconds(300),
    };

    /// <summary>The field is keyed with its page.</summary>
    public static bool Takes(CaseField field) => field.Keying == KeyingPolicies.WholeVoucher && field.PageId is not null;

    /// <summary>Duty of keying a page: nobody has it twice.</summary>
    public static string Duty(Guid pageId) => $"voucher:{pageId:N}";

    /// <summary>One task per page that has open fields and no open task.</summary>
    public static void AddWork(StepScope scope)
    {
        var busy = scope.OpenWork.Where(w => w.Task == EnterFieldsStep.Voucher).Select(w => StoredJson.Read<VoucherPayload>(w.Payload).PageId).ToHashSet();
        foreach (var page in scope.Case.Fields.Where(f => f.Status == FieldStatus.Open && Takes(f)).GroupBy(f => f.PageId!.Value).Where(g => !busy.Contains(g.Key)).ToList())
        {
            scope.Add(NewWork.Human(Desk) with
            {
                Payload = new VoucherPayload(page.Key, [.. page.Select(f => f.Code)]),
                ConflictKey = scope.DutyKey(Duty(page.Key)),
            });
        }
    }
}
